// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.integration.Integration;
import dev.pasaje.render.ConfigLines;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.client.ConfigChange;
import dev.pasaje.reports.client.ReportApi;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Shows how a report is configured and what a change would do; changes it with --apply only.
@Command(name = "config")
public final class ReportsConfigCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  @Option(names = "--family", paramLabel = "FAMILY")
  private List<String> families = List.of();

  @Option(names = "--recommended")
  private boolean recommended;

  @Option(names = "--set", paramLabel = "NAME=VALUE")
  private List<String> settings = List.of();

  @Option(names = "--schedule", paramLabel = "on|off")
  private @Nullable String schedule;

  @Option(names = "--apply")
  private boolean apply;

  private final Desk desk;
  private final String release;

  public ReportsConfigCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() {
    if (schedule != null && !schedule.equals("on") && !schedule.equals("off")) {
      throw ReportDesk.usage("reports.set", Map.of("found", "--schedule " + schedule));
    }
    Settings known = desk.settings(global);
    Integration integration = ReportDesk.one(desk.chosen(known, integrations));
    try (ReportDesk reports = new ReportDesk(desk.terminal(), release)) {
      for (ReportFamily family : ReportDesk.families(families)) {
        one(reports.api(known.apiBaseUrl(), integration, family));
      }
    }
    return 0;
  }

  private void one(ReportApi api) {
    Optional<ObjectNode> before = api.configuration();
    say("config.title", Map.of("family", api.family().id()));
    boolean scheduled = before.map(node -> node.path("scheduled").asBoolean(false)).orElse(false);
    if (recommended || !settings.isEmpty()) {
      ObjectNode start =
          recommended
              ? ConfigChange.recommended(api.family(), before)
              : before.orElseGet(JsonNodeFactory.instance::objectNode);
      ConfigChange change = ConfigChange.of(before, start, settings);
      List<String> lines = change.lines();
      show(lines);
      if (!change.undocumented().isEmpty()) {
        desk.terminal()
            .err()
            .println(
                Texts.of("reports", desk.terminal().language())
                    .get(
                        "config.undocumented",
                        Map.of(
                            "names", String.join(", ", change.undocumented()),
                            "family", api.family().id())));
      }
      if (lines.isEmpty()) {
        say("config.same", Map.of());
      } else if (apply) {
        store(api, change, scheduled);
        say("config.applied", Map.of());
      }
    } else {
      shown(before);
    }
    if (schedule != null && schedule.equals("on") != scheduled) {
      desk.terminal().out().println("  - scheduled: " + scheduled);
      desk.terminal().out().println("  + scheduled: " + !scheduled);
      if (apply) {
        var _ = api.schedule(!scheduled);
        say("config.applied", Map.of());
      }
    }
    if (!apply && (recommended || !settings.isEmpty() || schedule != null)) {
      say("config.not-applied", Map.of());
    }
  }

  /// While it is scheduled a frequency is changed by switching off and on again (domain/reports.md
  /// 2).
  private static void store(ReportApi api, ConfigChange change, boolean scheduled) {
    if (scheduled) {
      var _ = api.schedule(false);
    }
    api.configure(change.after(), change.before().isPresent());
    if (scheduled) {
      var _ = api.schedule(true);
    }
  }

  private void shown(Optional<ObjectNode> before) {
    if (before.isEmpty()) {
      say("config.none", Map.of());
      return;
    }
    show(
        new ConfigChange(Optional.empty(), before.get())
            .lines().stream().map(line -> line.substring(2)).toList());
  }

  private void show(List<String> lines) {
    desk.terminal().out().print(ConfigLines.text(lines, ReportFormats.style(desk.terminal())));
  }

  private void say(String key, Map<String, String> arguments) {
    desk.terminal()
        .out()
        .println(Texts.of("reports", desk.terminal().language()).get(key, arguments));
  }
}
