// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.quality.QualityReport.Verdict;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What is kept of one purchase that was scored: no word of what it says about a person.
///
/// @param type `payment` or `order`
/// @param day `yyyy-MM-dd` of its creation as Mercado Pago writes it (payments: UTC-4,
///   domain/api.md 1.4); empty when it does not say
/// @param method `payment_method_id`, such as `visa`; empty when it does not say
/// @param variant how the buyer came to pay: `point_of_interaction.type`, and `binary` when reviews
///   were turned off; empty when it does not say
/// @param value the strict score; what is unknown counts as failed
/// @param ceiling the score if all that is unknown passed
/// @param outcomes a letter for each rule, as in [dev.pasaje.quality.QualityScoring.Scored]
public record PaymentScore(
    String type,
    String id,
    String day,
    String method,
    String variant,
    int value,
    int ceiling,
    Verdict verdict,
    String outcomes) {
  ArrayNode json() {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(type)
        .add(id)
        .add(day)
        .add(method)
        .add(variant)
        .add(value)
        .add(ceiling)
        .add(verdict.id())
        .add(outcomes);
  }

  /// @throws IllegalArgumentException when it is none, or one of other rules
  static PaymentScore of(JsonNode json, int rules) {
    String outcomes = json.path(8).asString("");
    if (outcomes.length() != rules) {
      throw new IllegalArgumentException("outcomes of other rules");
    }
    return new PaymentScore(
        json.path(0).asString(""),
        json.path(1).asString(""),
        json.path(2).asString(""),
        json.path(3).asString(""),
        json.path(4).asString(""),
        json.path(5).asInt(0),
        json.path(6).asInt(0),
        Verdict.valueOf(json.path(7).asString("").toUpperCase(Locale.ROOT)),
        outcomes);
  }
}
