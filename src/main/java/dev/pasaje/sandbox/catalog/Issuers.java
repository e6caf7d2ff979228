// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.catalog;

import dev.pasaje.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// The default issuer of each brand; the emulator knows no banks. Mastercard's `24` stands in
/// official fixtures, the other numbers are the emulator's own.
public final class Issuers {
  private Issuers() {}

  public static long id(PaymentMethod method) {
    return switch (method.id()) {
      case "master", "debmaster" -> 24;
      case "visa", "debvisa" -> 25;
      case "amex" -> 26;
      case "elo", "debelo" -> 27;
      default -> 1000L + method.id().chars().sum();
    };
  }

  static ObjectNode of(PaymentMethod method) {
    String logo = "https://www.mercadopago.com/org-img/MP3/API/logos/" + method.id() + ".gif";
    return Json.object()
        .put("id", id(method))
        .put("name", method.name())
        .put("secure_thumbnail", logo)
        .put("thumbnail", logo);
  }
}
