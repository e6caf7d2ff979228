// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.catalog;

import dev.pasaje.sandbox.http.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/// The banks of a transfer. PSE's list is a short sample of the emulator's own; `1009` stands in an
/// official fixture (mercadopago/sdk-java payment_pse.json).
public final class FinancialInstitutions {
  private static final List<String> PSE = List.of("1001", "1006", "1009", "1012", "1032");

  private FinancialInstitutions() {}

  public static boolean knows(PaymentMethod method, String id) {
    return !method.id().equals("pse") || PSE.contains(id);
  }

  public static ArrayNode of(PaymentMethod method) {
    ArrayNode list = Json.array();
    switch (method.id()) {
      case "pse" ->
          PSE.forEach(
              id -> list.addObject().put("id", id).put("description", "Banco de pruebas " + id));
      case "pix" -> list.addObject().put("id", "1").put("description", "PIX");
      case "webpay" -> list.addObject().put("id", "1234").put("description", "Transbank");
      default -> {}
    }
    return list;
  }
}
