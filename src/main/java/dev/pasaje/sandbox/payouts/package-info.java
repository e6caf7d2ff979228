// SPDX-License-Identifier: Apache-2.0
/// Payouts to bank accounts and transaction intents: money that leaves the account.
@NullMarked
package dev.pasaje.sandbox.payouts;

import org.jspecify.annotations.NullMarked;
