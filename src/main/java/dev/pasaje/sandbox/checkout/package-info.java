// SPDX-License-Identifier: Apache-2.0

/// Checkout Pro: preferences, the hosted page that pays them, and merchant orders.
@NullMarked
package dev.pasaje.sandbox.checkout;

import org.jspecify.annotations.NullMarked;
