// SPDX-License-Identifier: Apache-2.0
/// Pasaje takes a Mercado Pago integration from test to production and keeps it healthy.
@NullMarked
package dev.pasaje;

import org.jspecify.annotations.NullMarked;
