// SPDX-License-Identifier: Apache-2.0
/// Notifications of Mercado Pago to the merchant: Webhooks and IPN.
@NullMarked
package dev.pasaje.notifications;

import org.jspecify.annotations.NullMarked;
