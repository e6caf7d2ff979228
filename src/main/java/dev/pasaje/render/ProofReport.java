// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.proof.Breach;
import dev.pasaje.reports.proof.Identity;
import dev.pasaje.reports.proof.Proof;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Whether reports close, and where they do not.
public final class ProofReport {
  private static final int MOST_LINES = 50;

  private ProofReport() {}

  public static String text(Proof proof, Style style) {
    Texts texts = Texts.of("reports", style.language());
    Sheet sheet = new Sheet(style);
    long rows = proof.files().stream().mapToLong(Parsed::rows).sum();
    sheet.say(
        0,
        "",
        texts.get(
            proof.closes() ? "proof.closes" : "proof.open",
            Map.of("files", Integer.toString(proof.files().size()), "rows", Long.toString(rows))),
        proof.closes() ? Sheet.Ink.GOOD_STRONG : Sheet.Ink.BAD_STRONG);
    for (Identity identity : Identity.values()) {
      long checked = proof.checked().getOrDefault(identity, 0L);
      long broken = proof.broken().getOrDefault(identity, 0L);
      if (checked + broken > 0) {
        sheet.say(
            2,
            identity + "  ",
            texts.get(
                "proof.line",
                Map.of(
                    "what", texts.get("identity." + identity),
                    "checked", Long.toString(checked),
                    "broken", Long.toString(broken))),
            broken == 0 ? Sheet.Ink.PLAIN : Sheet.Ink.BAD);
      }
    }
    for (Parsed file : proof.files()) {
      file.malformed().stream()
          .limit(MOST_LINES)
          .forEach(row ->
              sheet.say(0, "", Clean.of(row.in(style.language(), file.name())), Sheet.Ink.BAD));
      left(file.malformedRows() - MOST_LINES, sheet);
    }
    say(proof, Breach.Weight.BREAK, Sheet.Ink.BAD, sheet, style);
    say(proof, Breach.Weight.NOTE, Sheet.Ink.UNSURE, sheet, style);
    return sheet.toString();
  }

  private static void say(
      Proof proof, Breach.Weight weight, Sheet.Ink ink, Sheet sheet, Style style) {
    List<Breach> those =
        proof.breaches().stream().filter(breach -> breach.weight() == weight).toList();
    boolean notes = weight == Breach.Weight.NOTE;
    if (notes && !those.isEmpty()) {
      sheet.say(0, "", Texts.of("reports", style.language()).get("proof.notes"), ink);
    }
    those.stream()
        .limit(MOST_LINES)
        .forEach(
            breach -> sheet.say(notes ? 2 : 0, "", Clean.of(breach.in(style.language())), ink));
    Map<Identity, Long> counts = notes ? proof.noted() : proof.broken();
    left(counts.values().stream().mapToLong(Long::longValue).sum() - MOST_LINES, sheet);
  }

  /// How many more there are than a screen helps with; the JSON has more of them.
  static void left(long count, Sheet sheet) {
    if (count > 0) {
      sheet.say(
          0,
          "",
          Texts.of("reports", sheet.style().language())
              .get("view.left", Map.of("count", Long.toString(count))),
          Sheet.Ink.SOFT);
    }
  }

  public static String json(Proof proof) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.put("closes", proof.closes());
    ArrayNode files = document.putArray("files");
    for (Parsed file : proof.files()) {
      ObjectNode node = files.addObject();
      node.put("file", Clean.of(file.name()));
      node.put("sha256", file.sha256());
      node.put("family", file.family().id());
      node.put("rows", file.rows());
      node.put("malformedRows", file.malformedRows());
    }
    ObjectNode identities = document.putObject("identities");
    for (Identity identity : Identity.values()) {
      ObjectNode node = identities.putObject(identity.name());
      node.put("checked", proof.checked().getOrDefault(identity, 0L));
      node.put("broken", proof.broken().getOrDefault(identity, 0L));
      node.put("noted", proof.noted().getOrDefault(identity, 0L));
    }
    ArrayNode breaches = document.putArray("breaches");
    for (Breach breach : proof.breaches()) {
      ObjectNode node = breaches.addObject();
      node.put("identity", breach.identity().name());
      node.put("weight", breach.weight().name().toLowerCase(java.util.Locale.ROOT));
      node.put("file", Clean.of(breach.file()));
      node.put("line", breach.line());
      node.put("subject", Clean.of(breach.subject()));
      node.put("expected", breach.expected());
      node.put("found", breach.found());
    }
    return JsonReport.pretty(document);
  }
}
