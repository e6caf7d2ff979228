// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.page.PageFacts.CardInput;
import java.util.List;
import java.util.Locale;

/// Checks on fields of the shop's own that take card data.
final class CardChecks {
  private CardChecks() {}

  static Outcome plain(PageView page) {
    List<CardInput> inputs = page.cardInputs();
    if (!inputs.isEmpty()) {
      return Seen.failed(
          inputs, input -> evidence(input).expecting("secure-fields.mercadopago.com"));
    }
    return page.takesCards() ? Seen.passedIfComplete(page) : Seen.unusedIfComplete(page);
  }

  static Outcome named(PageView page) {
    List<CardInput> named =
        page.cardInputs().stream().filter(input -> input.name().isPresent()).toList();
    if (!named.isEmpty()) {
      return Seen.failed(named, CardChecks::evidence);
    }
    return page.cardInputs().isEmpty()
        ? Seen.unusedIfComplete(page)
        : Seen.passedIfComplete(page, evidence(page.cardInputs().getFirst()));
  }

  private static Evidence evidence(CardInput input) {
    String what = input.part().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Evidence.page(
        input.frame(), what + input.name().map(name -> ", name=" + name).orElse(""));
  }
}
