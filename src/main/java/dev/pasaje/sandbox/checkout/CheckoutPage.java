// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a page to pay on shows.
///
/// @param action where the form goes
/// @param hidden what the form sends back unchanged
/// @param giveUp where "back without paying" leads, if anywhere
public record CheckoutPage(
    Texts texts,
    String seller,
    String action,
    Map<String, String> hidden,
    List<Choice> methods,
    List<Choice> results,
    int mostInstallments,
    String email,
    String total,
    List<Line> lines,
    @Nullable String giveUp) {

  /// One of several, as a radio button.
  public record Choice(String id, String name, String type, boolean chosen) {}

  /// A name and a value side by side.
  public record Line(String title, String amount) {}

  public String lang() {
    return texts.lang();
  }

  public String text(String key) {
    return texts.text(key);
  }
}
