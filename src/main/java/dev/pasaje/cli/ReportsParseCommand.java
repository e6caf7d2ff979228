// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.analytics.Engine;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.render.ParsedReport;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.archive.Origin;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.parse.RowSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads report files and says what is in them. Ends with 1 when a row could not be read.
@Command(name = "parse")
public final class ReportsParseCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "REPORT", arity = "1..*", descriptionKey = "REPORT")
  private List<Path> files = List.of();

  @Option(names = "--keep", paramLabel = "NAME")
  private @Nullable String keep;

  @Option(names = "--archive", paramLabel = "DIRECTORY")
  private @Nullable Path archive;

  private final Desk desk;

  public ReportsParseCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    List<Parsed> all = new ArrayList<>();
    PasajeException refused = null;
    for (Path file : files) {
      try {
        all.add(read(terminal.directory().resolve(file).normalize()));
      } catch (PasajeException told) {
        // One file that is no report keeps none of the others from being read.
        if (refused != null) {
          terminal.err().println("pasaje: " + refused.in(terminal.language()));
        }
        refused = told;
      }
    }
    if (!all.isEmpty()) {
      output.write(
          terminal,
          FORMATS,
          format ->
              switch (format) {
                case TEXT -> ParsedReport.text(all, ReportFormats.style(terminal));
                case JSON -> ParsedReport.json(all);
                case JSONL, CSV, JUNIT, SARIF, MARKDOWN, HTML, XLSX ->
                    throw new IllegalArgumentException(format.id());
              });
    }
    if (refused != null) {
      throw refused;
    }
    return all.stream().allMatch(one -> one.malformedRows() == 0) ? 0 : 1;
  }

  private Parsed read(Path file) {
    RowBar bar = new RowBar(desk.terminal(), !global.quiet());
    RowSink sink =
        new RowSink() {
          @Override
          public void row(ReportRow row) {}

          @Override
          public void begin(ReportFamily family, String sha256) {}

          @Override
          public void progress(long done, long all) {
            bar.to(done, all);
          }
        };
    try {
      if (keep == null) {
        return ReportParser.parse(file, sink);
      }
      Archive kept = ReportDesk.archive(desk.terminal(), desk.settingsIfAny(global), archive);
      try (Engine engine = ReportFiles.engine(kept)) {
        return kept.keep(
            file, Origin.unknown(keep), engine, desk.terminal().clock().instant(), sink);
      }
    } finally {
      bar.clear();
    }
  }
}
