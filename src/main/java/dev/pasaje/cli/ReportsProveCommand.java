// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.render.ProofReport;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.proof.Proof;
import dev.pasaje.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Proves that reports close, alone and against each other. Ends with 1 when one does not.
@Command(name = "prove")
public final class ReportsProveCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final ReportPlace place = new ReportPlace();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "REPORT", arity = "0..*", descriptionKey = "REPORT")
  private List<Path> files = List.of();

  private final Desk desk;

  public ReportsProveCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    Optional<Settings> settings =
        files.isEmpty() ? Optional.of(desk.settings(global)) : Optional.empty();
    Archive kept = place.archive(terminal, settings);
    List<String> names =
        settings.map(known -> List.of(place.integration(desk, known).id())).orElse(List.of());
    RowBar bar = new RowBar(terminal, !global.quiet());
    Proof proof;
    try {
      proof = Proof.of(ReportFiles.of(terminal, files, kept, names), bar::to);
    } finally {
      bar.clear();
    }
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> ProofReport.text(proof, ReportFormats.style(terminal));
              case JSON -> ProofReport.json(proof);
              case JSONL, CSV, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return proof.closes() ? 0 : 1;
  }
}
