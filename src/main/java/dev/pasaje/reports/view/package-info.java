// SPDX-License-Identifier: Apache-2.0
/// What reports tell a merchant: balance, movements, money that will be free, fees and taxes,
/// payouts.
@NullMarked
package dev.pasaje.reports.view;

import org.jspecify.annotations.NullMarked;
