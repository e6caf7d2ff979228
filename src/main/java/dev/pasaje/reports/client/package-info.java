// SPDX-License-Identifier: Apache-2.0
/// Gets reports from Mercado Pago: configuration, creation, waiting, download; each range asked for
/// once, whatever is interrupted (domain/reports.md 2 to 4).
@NullMarked
package dev.pasaje.reports.client;

import org.jspecify.annotations.NullMarked;
