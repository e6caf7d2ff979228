// SPDX-License-Identifier: Apache-2.0
/// Payments and what becomes of them: capture, cancellation, expiry, refunds, disputes,
/// chargebacks, release of the money.
@NullMarked
package dev.pasaje.sandbox.payments;

import org.jspecify.annotations.NullMarked;
