// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An order has changed: what its receivers are told, docs/schemas/order-event.schema.json.
///
/// @param revision grows with every change of one order; the greatest one is the truth
/// @param state as it is stored and shown
/// @param total empty while nobody says what the order costs
/// @param previousState empty for the first revision
public record OrderChange(
    String integration,
    String reference,
    long revision,
    String state,
    Optional<String> previousState,
    String currency,
    Optional<BigDecimal> total,
    BigDecimal paid,
    BigDecimal refunded,
    List<String> flags) {
  public static final String TYPE = "order.changed";

  public OrderChange {
    flags = List.copyOf(flags);
  }

  /// The body of the event.
  public JsonNode body(Instant at) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("type", TYPE).put("timestamp", at.toString());
    ObjectNode data = event.putObject("data");
    data.put("integration", integration).put("reference", reference).put("revision", revision);
    data.put("state", state).put("previousState", previousState.orElse(null));
    // Text, since many a JSON reader makes a floating-point number of a number.
    data.put("currency", currency)
        .put("total", total.map(BigDecimal::toPlainString).orElse(null))
        .put("paid", paid.toPlainString())
        .put("refunded", refunded.toPlainString());
    flags.forEach(data.putArray("flags")::add);
    return event;
  }
}
