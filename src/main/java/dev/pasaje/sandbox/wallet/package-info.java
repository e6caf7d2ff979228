// SPDX-License-Identifier: Apache-2.0
/// Wallet Connect agreements and payer tokens, their discounts, and advanced payments.
@NullMarked
package dev.pasaje.sandbox.wallet;

import org.jspecify.annotations.NullMarked;
