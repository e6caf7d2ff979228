// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a page says after paying.
///
/// @param status of the payment or subscription
/// @param tone `approved`, `pending`, `rejected` or `subscribed`
/// @param howToPay the code of a ticket or a transfer
/// @param again where another attempt can be made
public record ResultPage(
    Texts texts,
    String seller,
    String status,
    String tone,
    List<CheckoutPage.Line> facts,
    @Nullable String howToPay,
    @Nullable String returnTo,
    @Nullable String again,
    boolean returnsByItself) {

  public String lang() {
    return texts.lang();
  }

  public String text(String key) {
    return texts.text(key);
  }
}
