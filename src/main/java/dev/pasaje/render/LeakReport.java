// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.leaks.Leak;
import dev.pasaje.leaks.Leak.Place;
import dev.pasaje.leaks.LeakKind;
import dev.pasaje.leaks.LeakScan;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a scan for credentials found: as text and JSON. Values are told by fingerprint only.
public final class LeakReport {
  private static final int PLACES = 5;
  private static final int UNREAD = 20;
  private static final int SHORT_COMMIT = 12;

  private LeakReport() {}

  public static String text(LeakScan.Report report, Style style) {
    Texts texts = Texts.of("leaks", style.language());
    Sheet sheet = new Sheet(style);
    sheet.say(0, "", verdict(report, texts), ink(report));
    sheet.say(2, "", read(report, texts), Sheet.Ink.SOFT);
    Set<LeakKind> kinds = EnumSet.noneOf(LeakKind.class);
    for (Leak leak : report.leaks()) {
      kinds.add(leak.kind());
      leak(sheet, leak, texts);
    }
    if (!kinds.isEmpty()) {
      sheet.gap();
      sheet.say(0, "", texts.get("renew.title"), Sheet.Ink.STRONG);
    }
    for (LeakKind kind : kinds) {
      sheet.say(2, "- ", texts.get("renew." + kind.id()), Sheet.Ink.PLAIN);
    }
    if (report.leaks().stream().anyMatch(leak -> leak.since().isPresent())) {
      sheet.say(2, "- ", texts.get("renew.history"), Sheet.Ink.PLAIN);
    }
    if (!kinds.isEmpty()) {
      sheet.say(2, "- ", texts.get("renew.allow"), Sheet.Ink.SOFT);
    }
    unread(sheet, report, texts);
    return sheet.toString();
  }

  private static String verdict(LeakScan.Report report, Texts texts) {
    long notes = count(report, LeakKind.Severity.NOTE);
    String count = Long.toString(report.leaks().size() - notes);
    return report.bad()
        ? texts.get("verdict.found", Map.of("count", count))
        : texts.get(report.exitCode() == 0 ? "verdict.none" : "verdict.unread");
  }

  private static Sheet.Ink ink(LeakScan.Report report) {
    return switch (report.exitCode()) {
      case 0 -> Sheet.Ink.GOOD_STRONG;
      case 1 -> Sheet.Ink.BAD_STRONG;
      default -> Sheet.Ink.UNSURE_STRONG;
    };
  }

  private static String read(LeakScan.Report report, Texts texts) {
    return texts.get(
        "read",
        Map.of(
            "contents", Long.toString(report.contents()),
            "size", String.format(Locale.ROOT, "%.1f", report.bytes() / 1e6),
            "binary", Long.toString(report.binary()),
            "accepted", Integer.toString(report.accepted())));
  }

  private static void leak(Sheet sheet, Leak leak, Texts texts) {
    sheet.gap();
    Mark mark =
        switch (leak.kind().severity()) {
          case SERIOUS -> Mark.BAD;
          case MINOR -> Mark.MINOR;
          case NOTE -> Mark.NONE;
        };
    sheet.say(
        0,
        sheet.mark(mark) + " ",
        texts.get("kind." + leak.kind().id()) + ", " + leak.fingerprint(),
        Sheet.Ink.strong(mark));
    sheet.say(2, "", known(leak, texts), Sheet.Ink.PLAIN);
    for (Place place : leak.places().stream().limit(PLACES).toList()) {
      sheet.say(2, "", place(place, texts), Sheet.Ink.PLAIN);
    }
    if (leak.places().size() > PLACES) {
      sheet.say(
          2,
          "",
          texts.get("place.more", Map.of("count", Integer.toString(leak.places().size() - PLACES))),
          Sheet.Ink.SOFT);
    }
  }

  static String known(Leak leak, Texts texts) {
    String whose =
        leak.account()
            .map(account ->
                leak.application()
                    .map(application ->
                        texts.get(
                            "whose.both", Map.of("account", account, "application", application)))
                    .orElseGet(() -> texts.get("whose.account", Map.of("account", account))))
            .map(text -> " " + text)
            .orElse("");
    return switch (leak.known()) {
          case Leak.Known.InUse use ->
              texts.get(
                  "known.in-use",
                  Map.of("integration", use.integration(), "setting", use.setting()));
          case Leak.Known.SameApplication same ->
              texts.get("known.application", Map.of("integration", same.integration()));
          case Leak.Known.Stranger _ -> texts.get("known.stranger");
        }
        + whose;
  }

  static String place(Place place, Texts texts) {
    String spot = Clean.of(place.path()) + ":" + place.line() + ":" + place.column();
    return switch (place) {
      case Place.InFile _ -> spot;
      case Place.Staged _ -> texts.get("place.staged", Map.of("place", spot));
      case Place.InHistory in ->
          in.commit().isEmpty()
              ? texts.get("place.tag", Map.of("place", spot))
              : texts.get(
                  "place.history",
                  Map.of(
                      "place",
                      spot,
                      "commit",
                      in.commit().substring(0, Math.min(SHORT_COMMIT, in.commit().length())),
                      "date",
                      in.authored().truncatedTo(ChronoUnit.SECONDS).toString()));
    };
  }

  private static void unread(Sheet sheet, LeakScan.Report report, Texts texts) {
    List<LeakScan.Unread> unread = report.unread();
    if (unread.isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.say(
        0,
        "",
        texts.get("unread", Map.of("count", Integer.toString(unread.size()))),
        Sheet.Ink.UNSURE);
    unread.stream()
        .limit(UNREAD)
        .forEach(one ->
            sheet.say(
                2,
                "",
                Clean.of(one.where()) + ": " + texts.get("why." + id(one.why())),
                Sheet.Ink.PLAIN));
  }

  private static String id(LeakScan.Why why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static long count(LeakScan.Report report, LeakKind.Severity severity) {
    return report.leaks().stream().filter(leak -> leak.kind().severity() == severity).count();
  }

  public static String json(LeakScan.Report report, Language language) {
    Texts texts = Texts.of("leaks", language);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.put("contents", report.contents());
    document.put("bytes", report.bytes());
    document.put("binary", report.binary());
    document.put("accepted", report.accepted());
    ArrayNode leaks = document.putArray("leaks");
    for (Leak leak : report.leaks()) {
      ObjectNode node = leaks.addObject();
      node.put("kind", leak.kind().id());
      node.put("severity", leak.kind().severity().name().toLowerCase(Locale.ROOT));
      node.put("fingerprint", leak.fingerprint());
      leak.application().ifPresent(tail -> node.put("applicationEndsIn", tail));
      leak.account().ifPresent(tail -> node.put("accountEndsIn", tail));
      known(node.putObject("known"), leak.known());
      node.put("renew", texts.get("renew." + leak.kind().id()));
      ArrayNode places = node.putArray("places");
      leak.places().forEach(place -> place(places.addObject(), place));
    }
    ArrayNode unread = document.putArray("unread");
    for (LeakScan.Unread one : report.unread()) {
      unread.addObject().put("where", Clean.of(one.where())).put("why", id(one.why()));
    }
    return JsonReport.pretty(document);
  }

  private static void known(ObjectNode node, Leak.Known known) {
    switch (known) {
      case Leak.Known.InUse use ->
          node.put("as", "in-use")
              .put("integration", use.integration())
              .put("setting", use.setting());
      case Leak.Known.SameApplication same ->
          node.put("as", "same-application").put("integration", same.integration());
      case Leak.Known.Stranger _ -> node.put("as", "stranger");
    }
  }

  private static void place(ObjectNode node, Place place) {
    switch (place) {
      case Place.InFile _ -> node.put("in", "file");
      case Place.Staged _ -> node.put("in", "staged");
      case Place.InHistory in ->
          node.put("in", "history")
              .put("commit", in.commit())
              .put("authored", in.authored().toString());
    }
    node.put("path", Clean.of(place.path()));
    node.put("line", place.line());
    node.put("column", place.column());
  }
}
