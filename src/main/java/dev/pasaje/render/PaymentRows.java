// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.quality.bulk.PaymentScore;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One line for each payment of many: JSON Lines (docs/schemas/quality-payment.schema.json) or CSV.
/// A line is made when its payment is scored, so that a million need no memory.
public final class PaymentRows {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> COLUMNS =
      List.of(
          "type", "id", "day", "method", "variant", "score", "ceiling", "verdict", "failed",
          "unknown");

  private final List<String> rules;
  private final int threshold;

  public PaymentRows(List<CheckInfo> rules, int threshold) {
    this.rules = rules.stream().map(CheckInfo::id).toList();
    this.threshold = threshold;
  }

  public String json(PaymentScore score) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    ObjectNode subject = node.putObject("subject");
    subject.put("type", score.type());
    subject.put("id", Clean.of(score.id()));
    put(node, "day", score.day());
    put(node, "method", score.method());
    put(node, "variant", score.variant());
    ObjectNode points = node.putObject("score");
    points.put("value", score.value());
    points.put("floor", score.value());
    points.put("ceiling", score.ceiling());
    points.put("threshold", threshold);
    node.put("verdict", score.verdict().id());
    ArrayNode failed = node.putArray("failed");
    ids(score, 'f').forEach(failed::add);
    ArrayNode unknown = node.putArray("unknown");
    ids(score, 'u').forEach(unknown::add);
    return JSON.writeValueAsString(node) + "\n";
  }

  private static void put(ObjectNode node, String name, String text) {
    if (text.isEmpty()) {
      node.putNull(name);
    } else {
      node.put(name, Clean.of(text));
    }
  }

  public String csvHead() {
    return csv(COLUMNS);
  }

  public String csv(PaymentScore score) {
    return csv(
        List.of(
                score.type(),
                score.id(),
                score.day(),
                score.method(),
                score.variant(),
                Integer.toString(score.value()),
                Integer.toString(score.ceiling()),
                score.verdict().id(),
                String.join(" ", ids(score, 'f')),
                String.join(" ", ids(score, 'u')))
            .stream()
            .map(CsvReport::harmless)
            .toList());
  }

  private static String csv(List<String> cells) {
    StringWriter text = new StringWriter();
    try (CsvWriter table = CsvWriter.builder().build(text)) {
      table.writeRecord(cells);
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return text.toString();
  }

  private List<String> ids(PaymentScore score, char letter) {
    List<String> ids = new java.util.ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (score.outcomes().charAt(i) == letter) {
        ids.add(rules.get(i));
      }
    }
    return ids;
  }
}
