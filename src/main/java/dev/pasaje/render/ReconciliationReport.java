// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.reconciliation.Discrepancy;
import dev.pasaje.reconciliation.OpenItem;
import dev.pasaje.reconciliation.Outcome;
import dev.pasaje.reconciliation.Reconciliation;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a reconciliation came to: the totals that prove it, and what is open.
public final class ReconciliationReport {
  /// More on a screen help nobody; the other formats have all of them.
  private static final int MOST = 40;

  private ReconciliationReport() {}

  static String verdict(Reconciliation.Result result, Texts texts) {
    Outcome outcome = result.outcome();
    if (!outcome.closes()) {
      return texts.get(
          "verdict.invalid",
          Map.of(
              "rows", Long.toString(outcome.remainder().rows()),
              "net", plain(outcome.remainder().net())));
    }
    int open = result.kept().open().size();
    return switch (open) {
      case 0 -> texts.get("verdict.clean");
      case 1 -> texts.get("verdict.one");
      default -> texts.get("verdict.open", Map.of("count", Integer.toString(open)));
    };
  }

  static List<List<String>> totals(Outcome outcome, Texts texts) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(texts.get("column.part"), texts.get("column.rows"), texts.get("column.net")));
    rows.add(line(texts.get("part.in"), outcome.in()));
    for (Outcome.Part part : Outcome.Part.values()) {
      if (outcome.parts().get(part) != null) {
        rows.add(line(texts.get("part." + part), outcome.parts().get(part)));
      }
    }
    rows.add(line(texts.get("part.remainder"), outcome.remainder()));
    return rows;
  }

  private static List<String> line(String name, Outcome.Sum sum) {
    return List.of(name, Long.toString(sum.rows()), plain(sum.net()));
  }

  static String counts(Reconciliation.Result result, Texts texts) {
    OpenItem.Kept kept = result.kept();
    return texts.get(
        "kept",
        Map.of(
            "fresh",
            Integer.toString(kept.fresh()),
            "returned",
            Integer.toString(kept.returned()),
            "gone",
            Integer.toString(kept.gone()),
            "carried",
            Integer.toString(kept.carried())));
  }

  static String orders(Reconciliation.Result result, Texts texts) {
    Outcome.Orders orders = result.outcome().orders();
    return texts.get(
        "orders",
        Map.of(
            "known",
            Long.toString(orders.known()),
            "unpaid",
            Long.toString(orders.unpaid()),
            "uncovered",
            Long.toString(orders.uncovered()),
            "unusable",
            Long.toString(result.unusable())));
  }

  /// What could not be used of books and bank, the first of it.
  static List<String> problems(Reconciliation.Result result, Language language) {
    return result.problems().stream().map(problem -> Clean.of(problem.in(language))).toList();
  }

  public static String text(Reconciliation.Result result, Style style) {
    Texts texts = Texts.of("reconciliation", style.language());
    Sheet sheet = new Sheet(style);
    boolean good = result.outcome().closes() && result.kept().open().isEmpty();
    sheet.say(0, "", verdict(result, texts), good ? Sheet.Ink.GOOD_STRONG : Sheet.Ink.BAD_STRONG);
    sheet.gap();
    Table.fits(totals(result.outcome(), texts), sheet);
    sheet.gap();
    sheet.say(0, "", orders(result, texts), Sheet.Ink.PLAIN);
    problems(result, style.language())
        .forEach(problem -> sheet.say(2, "- ", problem, Sheet.Ink.UNSURE));
    sheet.say(0, "", counts(result, texts), Sheet.Ink.PLAIN);
    List<OpenItem> open = result.kept().open();
    if (open.size() > 1) {
      sheet.gap();
      Table.fits(codes(open, texts), sheet);
    }
    for (OpenItem item : open.subList(0, Math.min(MOST, open.size()))) {
      Discrepancy one = item.discrepancy();
      sheet.gap();
      sheet.say(
          0,
          one.id() + "  ",
          Sheet.Ink.STRONG,
          one.code() + " " + amount(one) + " " + subject(one),
          Sheet.Ink.STRONG);
      sheet.say(2, "", what(one, texts), Sheet.Ink.PLAIN);
      String evidence = evidence(item, result.names());
      if (!evidence.isEmpty()) {
        sheet.say(2, "", evidence, Sheet.Ink.SOFT);
      }
      sheet.say(2, style.unicode() ? "→ " : "> ", next(one, texts), Sheet.Ink.PLAIN);
    }
    if (open.size() > MOST) {
      sheet.gap();
      sheet.say(
          0,
          "",
          texts.get("more", Map.of("count", Integer.toString(open.size() - MOST))),
          Sheet.Ink.SOFT);
    }
    return sheet.toString();
  }

  /// How many items there are of each code and currency, and what they come to; the gravest first.
  static List<List<String>> codes(List<OpenItem> open, Texts texts) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, BigDecimal> sums = new HashMap<>();
    for (OpenItem item : open) {
      Discrepancy one = item.discrepancy();
      String key = one.code() + "|" + text(one.currency());
      counts.merge(key, 1, Integer::sum);
      if (one.amount() != null) {
        sums.merge(key, one.amount(), BigDecimal::add);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            texts.get("column.code"),
            texts.get("column.items"),
            texts.get("column.amount"),
            texts.get("column.currency")));
    counts.forEach((key, count) -> {
      String[] parts = key.split("\\|", -1);
      BigDecimal sum = sums.get(key);
      rows.add(List.of(parts[0], Integer.toString(count), sum == null ? "" : plain(sum), parts[1]));
    });
    return rows;
  }

  static String amount(Discrepancy one) {
    return one.amount() == null ? "" : (plain(one.amount()) + " " + text(one.currency())).strip();
  }

  static String subject(Discrepancy one) {
    return Clean.of(
        one.reference() != null
            ? one.reference()
            : one.sourceId() != null ? one.sourceId() : one.identity());
  }

  static String what(Discrepancy one, Texts texts) {
    String sides =
        one.expected() == null && one.found() == null
            ? ""
            : " "
                + texts.get(
                    "sides",
                    Map.of(
                        "expected",
                        Clean.of(orDash(one.expected())),
                        "found",
                        Clean.of(orDash(one.found()))));
    return texts.get("code." + one.code())
        + sides
        + (one.detail() == null ? "" : " (" + Clean.of(one.detail()) + ")");
  }

  /// Codes that are only counted have none.
  static String next(Discrepancy one, Texts texts) {
    return texts.find("next." + one.code()).orElse("");
  }

  /// Where it is seen; an item somebody has acknowledged says so.
  static String evidence(OpenItem item, Map<String, String> names) {
    Discrepancy one = item.discrepancy();
    List<String> parts = new ArrayList<>();
    if (one.file() != null) {
      String file =
          names.getOrDefault(
              one.file(),
              text(one.family())
                  + " "
                  + one.file().substring(0, Math.min(12, one.file().length())));
      parts.add(Clean.of(file) + (one.line() == null ? "" : ":" + one.line()));
    }
    if (one.sourceId() != null) {
      parts.add(Clean.of(one.sourceId()));
    }
    if (one.matchedBy() != null) {
      parts.add(one.matchedBy());
    }
    if (one.at() != null) {
      parts.add(seconds(one.at()));
    }
    if (item.state() != OpenItem.State.OPEN) {
      parts.add(item.state().id());
    }
    return String.join(" · ", parts);
  }

  /// Amounts are text, so that no reader rounds them.
  public static String json(Reconciliation.Result result, Language language) {
    Texts texts = Texts.of("reconciliation", language);
    Outcome outcome = result.outcome();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.put("valid", outcome.closes());
    ObjectNode totals = document.putObject("totals");
    sum(totals.putObject("in"), outcome.in());
    for (Outcome.Part part : Outcome.Part.values()) {
      sum(
          totals.putObject(part.name()),
          outcome.parts().getOrDefault(part, new Outcome.Sum(0, BigDecimal.ZERO)));
    }
    sum(totals.putObject("remainder"), outcome.remainder());
    ArrayNode classes = document.putArray("classes");
    outcome
        .classes()
        .forEach(one -> {
          ObjectNode node = classes.addObject();
          node.put("family", one.family()).put("class", one.name()).put("currency", one.currency());
          sum(node, one.sum());
        });
    ObjectNode counts = document.putObject("counts");
    outcome.counts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> counts.put(entry.getKey().name(), entry.getValue()));
    document
        .putObject("orders")
        .put("known", outcome.orders().known())
        .put("unpaid", outcome.orders().unpaid())
        .put("uncovered", outcome.orders().uncovered())
        .put("unusable", result.unusable());
    ArrayNode problems = document.putArray("problems");
    problems(result, language).forEach(problems::add);
    document
        .putObject("kept")
        .put("fresh", result.kept().fresh())
        .put("returned", result.kept().returned())
        .put("gone", result.kept().gone())
        .put("carried", result.kept().carried());
    ArrayNode open = document.putArray("open");
    for (OpenItem item : result.kept().open()) {
      ObjectNode node = open.addObject();
      List<String> cells = ReconciliationTable.cells(item, result.names(), texts);
      for (int i = 0; i < ReconciliationTable.COLUMNS.size(); i++) {
        if (cells.get(i).isEmpty()) {
          node.putNull(ReconciliationTable.COLUMNS.get(i));
        } else {
          node.put(ReconciliationTable.COLUMNS.get(i), Clean.of(cells.get(i)));
        }
      }
    }
    return JsonReport.pretty(document);
  }

  private static void sum(ObjectNode node, Outcome.Sum sum) {
    node.put("rows", sum.rows()).put("net", plain(sum.net()));
  }

  static String plain(BigDecimal amount) {
    return amount.setScale(Math.max(2, amount.scale())).toPlainString();
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// An item that a person gave another state, with its history.
  public static String resolved(
      String id, OpenItem.State state, List<OpenItem.Event> history, Language language) {
    StringBuilder text =
        new StringBuilder(
            Texts.of("reconciliation", language)
                    .get("resolved", Map.of("id", id, "state", state.id()))
                + "\n");
    for (OpenItem.Event event : history) {
      String line = event.kind() + "  " + Clean.of(event.who()) + "  " + Clean.of(event.note());
      text.append("  " + event.at() + "  " + line.stripTrailing() + "\n");
    }
    return text.toString();
  }
}
