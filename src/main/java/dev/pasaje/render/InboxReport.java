// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.notifications.Inbox.Entry;
import dev.pasaje.resources.Progress;
import dev.pasaje.text.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What arrived, and what became of it.
public final class InboxReport {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "at",
          "integration",
          "channel",
          "topic",
          "action",
          "kind",
          "resource",
          "signature",
          "manifest",
          "drift_ms",
          "disposition",
          "remote");

  private InboxReport() {}

  /// One arrival with its request.
  ///
  /// @param progress of what it speaks of; empty when that is nothing, or nobody's
  public record Shown(Entry entry, Inbox.Stored request, Optional<Progress> progress) {}

  /// A list for people, the latest first.
  public static String text(List<Entry> entries, Style style) {
    Texts texts = Texts.of("inbox", style.language());
    if (entries.isEmpty()) {
      return texts.get("list.none") + "\n";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            texts.get("column.id"),
            texts.get("column.at"),
            texts.get("column.integration"),
            texts.get("column.resource"),
            texts.get("column.signature"),
            texts.get("column.disposition")));
    for (Entry entry : entries) {
      rows.add(
          List.of(
              Long.toString(entry.id()),
              seconds(entry.at()),
              integration(entry),
              subject(entry),
              word(texts, "signature.", entry.signature()),
              word(texts, "disposition.", entry.disposition())));
    }
    Sheet sheet = new Sheet(style);
    if (!Table.fits(rows, sheet)) {
      for (List<String> row : rows.subList(1, rows.size())) {
        sheet.say(
            0,
            row.get(0) + "  ",
            Sheet.Ink.STRONG,
            String.join(" · ", row.get(3), row.get(2), row.get(4), row.get(5), row.get(1)),
            Sheet.Ink.PLAIN);
      }
    }
    return sheet.toString();
  }

  /// What a replay did.
  public static String text(Inbox.Replayed done, Replay what, Style style) {
    Texts texts = Texts.of("inbox", style.language());
    Sheet sheet = new Sheet(style);
    sheet.say(
        0,
        "",
        texts.get(
            done.equals(Inbox.Replayed.NONE)
                ? "replay.none"
                : switch (what) {
                  case ARRIVALS -> "replay.done";
                  case DEAD_WORK -> "replay.revived";
                },
            Map.of(
                "raised", Long.toString(done.raised()),
                "unreadable", Long.toString(done.unreadable()))),
        Sheet.Ink.PLAIN);
    return sheet.toString();
  }

  /// What was replayed.
  public enum Replay {
    ARRIVALS,
    DEAD_WORK
  }

  /// One line, for who watches.
  public static String line(Entry entry, Style style) {
    Texts texts = Texts.of("inbox", style.language());
    Sheet sheet = new Sheet(style);
    sheet.row(
        0,
        seconds(entry.at()).substring(11) + "  ",
        Sheet.Ink.SOFT,
        String.join(
            "  ",
            integration(entry),
            dash(Clean.of(entry.topic())),
            dash(Clean.of(entry.action())),
            dash(Clean.of(entry.resourceId())),
            word(texts, "signature.", entry.signature()),
            word(texts, "disposition.", entry.disposition())),
        Sheet.Ink.PLAIN);
    return sheet.toString();
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String integration(Entry entry) {
    return dash(Clean.of(entry.integration()));
  }

  private static String subject(Entry entry) {
    return entry.resourceId().isEmpty()
        ? dash(Clean.of(entry.topic()))
        : entry.kind() + " " + Clean.of(entry.resourceId());
  }

  private static String word(Texts texts, String prefix, String id) {
    return texts.find(prefix + id).orElse(id);
  }

  /// One arrival, what became of it, and the request as it came, for people.
  public static String text(Shown shown, Style style) {
    Texts texts = Texts.of("inbox", style.language());
    Entry entry = shown.entry();
    Sheet sheet = new Sheet(style);
    sheet.say(
        0,
        "",
        entry.id()
            + ": "
            + subject(entry)
            + " · "
            + integration(entry)
            + " · "
            + seconds(entry.at()),
        Sheet.Ink.STRONG);
    sheet.say(2, "", texts.get("said." + entry.disposition()), Sheet.Ink.PLAIN);
    sheet.say(
        2,
        "",
        texts.get(
            "show.signature",
            Map.of(
                "signature", word(texts, "signature.", entry.signature()),
                "manifest", entry.manifest().isEmpty() ? "-" : entry.manifest(),
                "drift",
                    entry.driftMs().isPresent()
                        ? Long.toString(entry.driftMs().getAsLong())
                        : "-")),
        Sheet.Ink.PLAIN);
    sheet.say(
        2,
        "",
        shown
            .progress()
            .map(progress -> words(progress, texts, style))
            .orElse(texts.get("progress.none")),
        Sheet.Ink.PLAIN);
    shown
        .progress()
        .filter(progress -> !progress.reference().isEmpty())
        .ifPresent(progress ->
            sheet.say(
                2,
                "",
                texts.get("show.order", Map.of("reference", Clean.of(progress.reference()))),
                Sheet.Ink.PLAIN));
    sheet.gap();
    sheet.say(
        0,
        "",
        Clean.of(shown.request().method() + " " + shown.request().target()),
        Sheet.Ink.STRONG);
    shown.request().headers().forEach(one -> sheet.say(2, "", Clean.of(one), Sheet.Ink.SOFT));
    body(shown).lines().forEach(one -> sheet.say(2, "", Clean.of(one), Sheet.Ink.PLAIN));
    return sheet.toString();
  }

  private static String body(Shown shown) {
    return new String(shown.request().body(), StandardCharsets.UTF_8);
  }

  private static String words(Progress progress, Texts texts, Style style) {
    return texts.get(
        "progress." + progress.stage().id(),
        Map.of(
            "since", seconds(progress.since()),
            "read", progress.readAt().map(InboxReport::seconds).orElse("-"),
            "attempts", Integer.toString(progress.attempts()),
            "trouble",
                progress.trouble().isEmpty()
                    ? "-"
                    : Troubles.of(progress.trouble(), style.language())));
  }

  public static String json(List<Entry> entries) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    ArrayNode list = document.putArray("notifications");
    entries.forEach(entry -> list.add(node(entry)));
    return JsonReport.pretty(document);
  }

  public static String json(Shown shown) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.set("notification", node(shown.entry()));
    ObjectNode request = document.putObject("request");
    request.put("method", Clean.of(shown.request().method()));
    request.put("target", Clean.of(shown.request().target()));
    ArrayNode headers = request.putArray("headers");
    shown.request().headers().forEach(one -> headers.add(Clean.of(one)));
    request.put("body", Clean.of(body(shown)));
    shown
        .progress()
        .ifPresentOrElse(
            progress -> {
              ObjectNode node = document.putObject("progress");
              node.put("stage", progress.stage().id());
              node.put("since", progress.since().toString());
              node.put("attempts", progress.attempts());
              node.put("trouble", Clean.of(progress.trouble()));
              node.put("readAt", progress.readAt().map(Instant::toString).orElse(null));
              node.put("reference", Clean.of(progress.reference()));
            },
            () -> document.putNull("progress"));
    return JsonReport.pretty(document);
  }

  private static ObjectNode node(Entry entry) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", entry.id());
    node.put("at", entry.at().toString());
    node.put("integration", Clean.of(entry.integration()));
    node.put("channel", entry.channel());
    node.put("topic", Clean.of(entry.topic()));
    node.put("action", Clean.of(entry.action()));
    node.put("kind", entry.kind());
    node.put("resource", Clean.of(entry.resourceId()));
    node.put("signature", entry.signature());
    node.put("manifest", entry.manifest());
    if (entry.driftMs().isPresent()) {
      node.put("driftMs", entry.driftMs().getAsLong());
    } else {
      node.putNull("driftMs");
    }
    node.put("disposition", entry.disposition());
    node.put("remote", Clean.of(entry.remote()));
    return node;
  }

  public static String csv(List<Entry> entries) {
    StringWriter text = new StringWriter();
    try (CsvWriter table = CsvWriter.builder().build(text)) {
      table.writeRecord(COLUMNS);
      for (Entry entry : entries) {
        List<String> cells =
            List.of(
                Long.toString(entry.id()),
                entry.at().toString(),
                entry.integration(),
                entry.channel(),
                entry.topic(),
                entry.action(),
                entry.kind(),
                entry.resourceId(),
                entry.signature(),
                entry.manifest(),
                entry.driftMs().isPresent() ? Long.toString(entry.driftMs().getAsLong()) : "",
                entry.disposition(),
                entry.remote());
        table.writeRecord(cells.stream().map(CsvReport::harmless).toList());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return text.toString();
  }

  static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
