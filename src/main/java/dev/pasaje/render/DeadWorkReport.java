// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pasaje.resources.WorkQueue.Dead;
import dev.pasaje.text.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What was given up: resources that could not be read.
public final class DeadWorkReport {
  private static final List<String> COLUMNS =
      List.of("integration", "kind", "resource", "reason", "attempts", "trouble", "since");

  private DeadWorkReport() {}

  public static String text(List<Dead> dead, Style style) {
    Texts texts = Texts.of("inbox", style.language());
    if (dead.isEmpty()) {
      return texts.get("dead.none") + "\n";
    }
    Sheet sheet = new Sheet(style);
    for (Dead one : dead) {
      sheet.say(
          0,
          "",
          one.kind() + " " + Clean.of(one.id()) + " · " + Clean.of(one.integration()),
          Sheet.Ink.STRONG);
      sheet.say(2, "", Troubles.of(one.trouble(), style.language()), Sheet.Ink.PLAIN);
      sheet.say(
          2,
          "",
          texts.get(
              "dead.facts",
              Map.of(
                  "since", InboxReport.seconds(one.at()),
                  "attempts", Integer.toString(one.attempts()),
                  "reason", texts.find("reason." + one.reason()).orElse(one.reason()))),
          Sheet.Ink.SOFT);
    }
    return sheet.toString();
  }

  public static String json(List<Dead> dead) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    ArrayNode list = document.putArray("dead");
    for (Dead one : dead) {
      ObjectNode node = list.addObject();
      node.put("integration", Clean.of(one.integration()));
      node.put("kind", one.kind());
      node.put("resource", Clean.of(one.id()));
      node.put("reason", one.reason());
      node.put("attempts", one.attempts());
      node.put("trouble", Clean.of(one.trouble()));
      node.put("since", one.at().toString());
    }
    return JsonReport.pretty(document);
  }

  public static String csv(List<Dead> dead) {
    StringWriter text = new StringWriter();
    try (CsvWriter table = CsvWriter.builder().build(text)) {
      table.writeRecord(COLUMNS);
      for (Dead one : dead) {
        List<String> cells =
            List.of(
                one.integration(),
                one.kind(),
                one.id(),
                one.reason(),
                Integer.toString(one.attempts()),
                one.trouble(),
                one.at().toString());
        table.writeRecord(cells.stream().map(CsvReport::harmless).toList());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return text.toString();
  }
}
