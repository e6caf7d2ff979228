// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.reports.parse.Malformed;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.Unknown;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What reading report files came to.
public final class ParsedReport {
  /// More lines about one file help nobody; the JSON has them all.
  private static final int MOST_LINES = 50;

  private ParsedReport() {}

  public static String text(List<Parsed> files, Style style) {
    Texts texts = Texts.of("reports", style.language());
    Sheet sheet = new Sheet(style);
    for (Parsed file : files) {
      sheet.say(
          0,
          "",
          texts.get(
              "parsed.title",
              Map.of(
                  "file", Clean.of(file.name()),
                  "family", file.family().id(),
                  "rows", Long.toString(file.rows()),
                  "bad", Long.toString(file.malformedRows()))),
          file.malformedRows() == 0 ? Sheet.Ink.STRONG : Sheet.Ink.BAD_STRONG);
      for (Malformed row : file.malformed().stream().limit(MOST_LINES).toList()) {
        sheet.say(2, "", Clean.of(row.in(style.language(), file.name())), Sheet.Ink.BAD);
      }
      ProofReport.left(file.malformedRows() - MOST_LINES, sheet);
      for (Malformed cell : file.doubts().stream().limit(MOST_LINES).toList()) {
        sheet.say(2, "! ", Clean.of(cell.in(style.language(), file.name())), Sheet.Ink.UNSURE);
      }
      ProofReport.left(file.doubts().size() - MOST_LINES, sheet);
      for (Unknown value : file.unknown().stream().limit(MOST_LINES).toList()) {
        sheet.say(
            2,
            "? ",
            texts.get(
                "parsed.unknown",
                Map.of(
                    "column", value.column(),
                    "value", Clean.of(value.value()),
                    "count", Long.toString(value.count()),
                    "lines",
                        value.lines().stream()
                            .limit(5)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")))),
            Sheet.Ink.UNSURE);
      }
      ProofReport.left(file.unknown().size() - MOST_LINES, sheet);
      if (!file.missingColumns().isEmpty()) {
        sheet.say(
            2,
            "",
            texts.get(
                "parsed.missing", Map.of("columns", String.join(", ", file.missingColumns()))),
            Sheet.Ink.SOFT);
      }
      if (!file.unknownColumns().isEmpty()) {
        sheet.say(
            2,
            "",
            texts.get(
                "parsed.unknown-columns",
                Map.of("columns", Clean.of(String.join(", ", file.unknownColumns())))),
            Sheet.Ink.SOFT);
      }
    }
    return sheet.toString();
  }

  public static String json(List<Parsed> files) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    ArrayNode list = document.putArray("files");
    for (Parsed file : files) {
      ObjectNode node = list.addObject();
      node.put("file", Clean.of(file.name()));
      node.put("sha256", file.sha256());
      node.put("family", file.family().id());
      node.put("rows", file.rows());
      node.put("malformedRows", file.malformedRows());
      rows(node.putArray("malformed"), file.malformed());
      rows(node.putArray("doubts"), file.doubts());
      ArrayNode unknown = node.putArray("unknown");
      for (Unknown value : file.unknown()) {
        ObjectNode each = unknown.addObject();
        each.put("column", value.column());
        each.put("value", Clean.of(value.value()));
        each.put("count", value.count());
        ArrayNode lines = each.putArray("lines");
        value.lines().forEach(lines::add);
      }
      ArrayNode missing = node.putArray("missingColumns");
      file.missingColumns().forEach(missing::add);
      ArrayNode unknownColumns = node.putArray("unknownColumns");
      file.unknownColumns().forEach(column -> unknownColumns.add(Clean.of(column)));
    }
    return JsonReport.pretty(document);
  }

  private static void rows(ArrayNode list, List<Malformed> rows) {
    for (Malformed row : rows) {
      ObjectNode each = list.addObject();
      each.put("line", row.line());
      each.put("column", Clean.of(row.column()));
      each.put("found", Clean.of(row.found()));
      each.put("why", row.why().id());
    }
  }
}
