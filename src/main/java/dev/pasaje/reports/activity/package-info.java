// SPDX-License-Identifier: Apache-2.0
/// Reports that list operations rather than the account's money: collections with the rejected
/// ones, what came after, withdrawals, and the sales of a marketplace's sellers (domain/reports.md
/// 5, 6).
@NullMarked
package dev.pasaje.reports.activity;

import org.jspecify.annotations.NullMarked;
