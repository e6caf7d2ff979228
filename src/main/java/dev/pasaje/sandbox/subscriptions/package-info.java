// SPDX-License-Identifier: Apache-2.0

/// Subscriptions: plans, agreements to be charged, and the invoices the clock makes of them.
@NullMarked
package dev.pasaje.sandbox.subscriptions;

import org.jspecify.annotations.NullMarked;
