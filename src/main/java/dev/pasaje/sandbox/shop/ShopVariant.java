// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

/// How well the shop is made.
public enum ShopVariant {
  /// Everything as Mercado Pago asks for it.
  READY,
  /// The classic faults: a test user's token, and that in the page; mixed content, plain card
  /// inputs, no HSTS, a preference that only names a price, a receiver that refuses.
  NEGLECTED
}
