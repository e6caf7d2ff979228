// SPDX-License-Identifier: Apache-2.0

/// The Orders API: one call for online payments, terminals and QR codes. An order's payment is also
/// a payment of `/v1/payments`, which decides its state and carries its money.
@NullMarked
package dev.pasaje.sandbox.orders;

import org.jspecify.annotations.NullMarked;
