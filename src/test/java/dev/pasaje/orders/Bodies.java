// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Resources as the API gives them, from which a test changes one thing.
public final class Bodies {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Bodies() {}

  static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text);
  }

  /// @param status and detail, such as `approved accredited`
  public static ObjectNode payment(String id, String status, String amount, String... more) {
    String[] words = status.split(" ", 2);
    ObjectNode body =
        json(
            """
            {"id":%s,"status":"%s","status_detail":"%s","operation_type":"regular_payment",
             "transaction_amount":%s,"transaction_amount_refunded":0,"currency_id":"ARS",
             "collector_id":77,"external_reference":"A-1",
             "date_last_updated":"2026-11-20T10:00:00.000-04:00"}
            """
                .formatted(id, words[0], words.length > 1 ? words[1] : "", amount));
    Map<String, String> changes = new TreeMap<>();
    for (int i = 0; i < more.length; i += 2) {
      changes.put(more[i], more[i + 1]);
    }
    changes.forEach((name, value) -> body.set(name, JSON.readTree(value)));
    return body;
  }

  static PaymentView view(JsonNode body) {
    return PaymentView.of(body).orElseThrow();
  }
}
