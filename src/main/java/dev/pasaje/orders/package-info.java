// SPDX-License-Identifier: Apache-2.0

/// The merchant's orders: the state of each as a function of all that Mercado Pago says of it, its
/// timeline, and what the merchant's own books say it costs.
@NullMarked
package dev.pasaje.orders;

import org.jspecify.annotations.NullMarked;
