// SPDX-License-Identifier: Apache-2.0
/// Mercado Pago's money reports as typed rows: what a settlement and a release row is, whichever
/// file, language and column order it came in (domain/reports.md).
@NullMarked
package dev.pasaje.reports;

import org.jspecify.annotations.NullMarked;
