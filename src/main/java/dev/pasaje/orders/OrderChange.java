// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

/// An order stands differently than before: its state, its amounts or its flags.
///
/// @param now as it is written; its `changedAt` is when this happened
/// @param before the state it left, the same one when only amounts or flags changed
public record OrderChange(Order now, OrderState before) {}
