// SPDX-License-Identifier: Apache-2.0

/// The notifications of the emulator: Webhooks and IPN as Mercado Pago sends them, signed, retried,
/// superseded and recorded. Shares nothing with the receiver of the product.
@NullMarked
package dev.pasaje.sandbox.notifications;

import org.jspecify.annotations.NullMarked;
