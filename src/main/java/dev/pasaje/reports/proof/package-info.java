// SPDX-License-Identifier: Apache-2.0
/// Whether a report closes: the identities of domain/reports.md 14, row by row and in total, and
/// where they fail.
@NullMarked
package dev.pasaje.reports.proof;

import org.jspecify.annotations.NullMarked;
