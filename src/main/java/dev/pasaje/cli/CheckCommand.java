// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.check.Finding;
import dev.pasaje.integration.Integration;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.RequirementReport;
import dev.pasaje.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The go-live verdict on one integration or all.
@Command(name = "check")
public final class CheckCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  @Option(names = "--fail-on", paramLabel = "RULE")
  private @Nullable String failOn;

  private final Desk desk;

  public CheckCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    FailOn rule = FailOn.of(failOn);
    output.validate(desk.terminal(), ReportFormats.READINESS);
    Settings settings = desk.settings(global);
    List<Integration> chosen = desk.chosen(settings, integrations);
    desk.progress(
        global,
        "progress.check",
        Map.of(
            "count", String.valueOf(chosen.size()), "address", settings.apiBaseUrl().toString()));
    ReadinessReport report = desk.readiness(settings).measure(chosen);
    output.write(
        desk.terminal(),
        ReportFormats.READINESS,
        format -> ReportFormats.of(report, format, desk.terminal()));
    List<RequirementReport> parts =
        report.integrations().stream().flatMap(one -> one.requirements().stream()).toList();
    List<Finding> findings = parts.stream().flatMap(one -> one.findings().stream()).toList();
    List<QualityReport> qualities =
        parts.stream().map(RequirementReport::quality).flatMap(Optional::stream).toList();
    return rule.exitCode(report.verdict().exitCode(), findings, qualities);
  }
}
