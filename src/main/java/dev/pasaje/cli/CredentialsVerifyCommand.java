// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The credential checks alone.
@Command(name = "verify")
public final class CredentialsVerifyCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  private final Desk desk;

  public CredentialsVerifyCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    output.validate(desk.terminal(), ReportFormats.READINESS);
    Settings settings = desk.settings(global);
    var chosen = desk.chosen(settings, integrations);
    desk.progress(
        global,
        "progress.check",
        Map.of(
            "count", String.valueOf(chosen.size()), "address", settings.apiBaseUrl().toString()));
    ReadinessReport report;
    try (Readiness readiness = desk.readiness(settings)) {
      report = readiness.measureCredentials(chosen);
    }
    output.write(
        desk.terminal(),
        ReportFormats.READINESS,
        format -> ReportFormats.of(report, format, desk.terminal(), desk.run(global)));
    return report.verdict().exitCode();
  }
}
