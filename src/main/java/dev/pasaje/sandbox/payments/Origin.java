// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

/// Where a payment comes from when it is not a plain call of the Payments API.
///
/// @param operationType such as `regular_payment`, `recurring_payment`, `pos_payment`
/// @param merchantOrder id of the merchant order it belongs to; 0 for none
/// @param linkedTo the Orders API order it belongs to; empty for none
public record Origin(String operationType, long merchantOrder, String linkedTo) {
  /// `POST /v1/payments`.
  public static final Origin API = new Origin("regular_payment", 0, "");

  public static final Origin SUBSCRIPTION = new Origin("recurring_payment", 0, "");

  public static Origin checkout(long merchantOrder) {
    return new Origin("regular_payment", merchantOrder, "");
  }

  public static Origin order(String orderId) {
    return new Origin("regular_payment", 0, orderId);
  }
}
