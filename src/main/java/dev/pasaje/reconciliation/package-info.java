// SPDX-License-Identifier: Apache-2.0

/// Orders, payments, settlement and release held against each other: every row and every cent is
/// matched, discrepant, no order's, or ignored, or the run is invalid. The rules are SQL on
/// [dev.pasaje.analytics.Engine]; only findings come into this process. domain/reports.md 14 to 20.
@NullMarked
package dev.pasaje.reconciliation;

import org.jspecify.annotations.NullMarked;
