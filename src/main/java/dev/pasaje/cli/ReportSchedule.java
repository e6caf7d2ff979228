// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.reports.client.ActivitiesApi;
import dev.pasaje.reports.client.KeptSchedules;
import dev.pasaje.reports.client.MarketplaceApi;
import dev.pasaje.reports.client.OperationsSetup;
import dev.pasaje.reports.client.ReportApi;
import dev.pasaje.reports.client.ReportSource;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// The part of `reports config` that has a report made by itself, or ends that: what would change
/// first, and the change with `--apply`.
public final class ReportSchedule {
  /// As they go into a path.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  @Option(names = "--schedule", paramLabel = "on|off")
  private @Nullable String wanted;

  @Option(names = "--every", paramLabel = "daily|weekly|monthly")
  private @Nullable String every;

  @Option(names = "--hour", paramLabel = "HOUR")
  private @Nullable Integer hour;

  @Option(names = "--day", paramLabel = "NUMBER")
  private @Nullable Integer day;

  @Option(names = "--schedule-id", paramLabel = "ID")
  private @Nullable String id;

  boolean asked() {
    return wanted != null;
  }

  private boolean on() {
    return "on".equals(wanted);
  }

  /// Refuses what cannot be meant.
  void check(List<ReportSource> sources) {
    if (wanted != null && !wanted.equals("on") && !wanted.equals("off")) {
      throw ReportDesk.usage("reports.set", Map.of("found", "--schedule " + wanted));
    }
    boolean frequency = every != null || hour != null || day != null;
    boolean others = sources.stream().anyMatch(source -> !(source instanceof ActivitiesApi));
    if ((frequency && (others || !on())) || (id != null && (others || on() || wanted == null))) {
      throw ReportDesk.usage("reports.schedule", Map.of());
    }
    if (every != null && !List.of("daily", "weekly", "monthly").contains(every)) {
      throw ReportDesk.usage("reports.every", Map.of("found", every));
    }
    if (hour != null && (hour < 0 || hour > 23)) {
      throw ReportDesk.usage("reports.hour", Map.of("found", hour.toString()));
    }
    if (day != null && (day < 0 || day > 31)) {
      throw ReportDesk.usage("reports.day", Map.of("found", day.toString()));
    }
    if (day == null && every != null && !every.equals("daily")) {
      throw ReportDesk.usage("reports.day", Map.of("found", "-"));
    }
    if (id != null && !ID.matcher(id).matches()) {
      throw ReportDesk.usage("reports.schedule-id", Map.of("found", id));
    }
  }

  /// Shows what would change, and changes it.
  ///
  /// @param before the configuration as it is stored now
  /// @param planned whether one is about to be stored with it
  void one(
      ReportSource source,
      Optional<ObjectNode> before,
      boolean planned,
      KeptSchedules kept,
      Terminal terminal,
      boolean apply) {
    Screen screen = new Screen(terminal);
    switch (source) {
      case ReportApi api -> flag(screen, before, apply, () -> api.schedule(on()));
      case MarketplaceApi api -> flag(screen, before, apply, () -> api.schedule(on()));
      case ActivitiesApi api -> {
        if (on()) {
          begin(api, before, planned, kept, screen, apply);
        } else {
          end(api, kept, screen, apply);
        }
      }
    }
  }

  /// What is known of a report's own schedule.
  static void show(ReportSource source, KeptSchedules kept, Terminal terminal) {
    if (source instanceof ActivitiesApi) {
      Screen screen = new Screen(terminal);
      kept.of(source.id())
          .filter(entry -> !entry.id().isEmpty())
          .ifPresentOrElse(
              entry -> screen.line("  schedule: " + text(entry)),
              () -> screen.say("config.schedule-unseen", Map.of()));
    }
  }

  private void flag(Screen screen, Optional<ObjectNode> before, boolean apply, Runnable change) {
    Optional<Boolean> now =
        before
            .map(node -> node.path("scheduled"))
            .filter(node -> node.isBoolean())
            .map(node -> node.booleanValue());
    if (now.filter(known -> known == on()).isPresent()) {
      return;
    }
    screen.line("  - scheduled: " + now.map(String::valueOf).orElse("?"));
    screen.line("  + scheduled: " + on());
    if (apply) {
      change.run();
      screen.say("config.applied", Map.of());
    }
  }

  private void begin(
      ActivitiesApi api,
      Optional<ObjectNode> before,
      boolean planned,
      KeptSchedules kept,
      Screen screen,
      boolean apply) {
    Optional<KeptSchedules.Entry> known = kept.of(api.id());
    if (known.filter(KeptSchedules.Entry::unanswered).isPresent()) {
      screen.say("config.schedule-unanswered", Map.of());
    }
    ObjectNode frequency =
        OperationsSetup.frequency(
            every == null ? "daily" : every,
            hour == null ? 3 : hour,
            day == null ? OptionalInt.empty() : OptionalInt.of(day));
    if (before.isEmpty() && planned && !apply) {
      screen.line("  + schedule: " + OperationsSetup.line(frequency));
      return;
    }
    if (before.isEmpty()) {
      throw ReportDesk.usage("reports.not-configured", Map.of("report", api.id()));
    }
    ObjectNode body = OperationsSetup.schedule(before.get(), frequency);
    boolean there =
        known.filter(entry -> !entry.id().isEmpty() && entry.body().equals(body)).isPresent();
    known
        .filter(entry -> !entry.id().isEmpty() && !there)
        .ifPresent(entry -> screen.line("  - schedule: " + text(entry)));
    if (!there) {
      screen.line("  + schedule: " + OperationsSetup.line(body));
    }
    if (there && known.orElseThrow().replaced().isEmpty()) {
      screen.say("config.same", Map.of());
      return;
    }
    if (apply) {
      if (!there) {
        kept.asked(api.id());
        kept.made(api.id(), api.schedule(body), body);
      }
      // The new one is there before the old one ends: no report is left out.
      replaced(api, kept);
      screen.say("config.applied", Map.of());
    }
  }

  private static void replaced(ActivitiesApi api, KeptSchedules kept) {
    String old = kept.of(api.id()).map(KeptSchedules.Entry::replaced).orElse("");
    if (!old.isEmpty()) {
      boolean _ = api.unschedule(old);
      kept.replaced(api.id());
    }
  }

  private void end(ActivitiesApi api, KeptSchedules kept, Screen screen, boolean apply) {
    Optional<KeptSchedules.Entry> known = kept.of(api.id()).filter(entry -> !entry.id().isEmpty());
    String which = id != null ? id : known.map(KeptSchedules.Entry::id).orElse("");
    if (which.isEmpty()) {
      throw ReportDesk.usage("reports.schedule-unknown", Map.of("report", api.id()));
    }
    screen.line(
        "  - schedule: "
            + known
                .filter(entry -> entry.id().equals(which))
                .map(ReportSchedule::text)
                .orElse(which));
    if (apply) {
      replaced(api, kept);
      screen.say(api.unschedule(which) ? "config.applied" : "config.schedule-gone", Map.of());
      if (known.filter(entry -> entry.id().equals(which)).isPresent()) {
        kept.forget(api.id());
      }
    }
  }

  private static String text(KeptSchedules.Entry entry) {
    return OperationsSetup.line(entry.body()) + " (" + entry.id() + ")";
  }

  private record Screen(Terminal terminal) {
    void line(String text) {
      terminal.out().println(text);
    }

    void say(String key, Map<String, String> arguments) {
      line(Texts.of("reports", terminal.language()).get(key, arguments));
    }
  }
}
