// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.integration.Integration;
import dev.pasaje.render.ReportView;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.parse.RowSink;
import dev.pasaje.reports.view.View;
import dev.pasaje.reports.view.ViewBuilder;
import dev.pasaje.reports.view.ViewTable;
import dev.pasaje.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Balance, movements, liquidity, fees or payouts out of report files, or of the archive.
@Command(name = "show")
public final class ReportsShowCommand implements Callable<Integer> {
  private static final List<Format> FORMATS =
      List.of(Format.TEXT, Format.JSON, Format.CSV, Format.HTML);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "VIEW")
  private String view = "";

  @Parameters(index = "1..*", paramLabel = "REPORT", arity = "0..*")
  private List<Path> files = List.of();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  @Option(names = "--archive", paramLabel = "DIRECTORY")
  private @Nullable Path archive;

  @Option(names = "--xlsx", paramLabel = "FILE")
  private @Nullable Path xlsx;

  @Option(names = "--most", paramLabel = "COUNT", defaultValue = "10000")
  private int most = 10_000;

  private final Desk desk;

  public ReportsShowCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    View wanted =
        View.of(view)
            .orElseThrow(() ->
                ReportDesk.usage(
                    "reports.view",
                    Map.of(
                        "found",
                        view,
                        "accepted",
                        Arrays.stream(View.values())
                            .map(View::id)
                            .collect(Collectors.joining(", ")))));
    ViewTable table = table(terminal, wanted);
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> ReportView.text(table, ReportFormats.style(terminal));
              case JSON -> ReportView.json(table);
              case CSV -> ReportView.csv(table);
              case HTML -> ReportView.html(table, terminal.language());
              case JSONL, JUNIT, SARIF, MARKDOWN -> throw new IllegalArgumentException(format.id());
            });
    if (xlsx != null) {
      Path path = terminal.directory().resolve(xlsx).normalize();
      try {
        Files.write(path, ReportView.xlsx(table, terminal.language()));
      } catch (IOException broken) {
        throw ReportDesk.usage(
            "cli.write",
            Map.of("path", path.toString(), "why", String.valueOf(broken.getMessage())));
      }
    }
    return 0;
  }

  private ViewTable table(Terminal terminal, View wanted) {
    Optional<Settings> settings =
        files.isEmpty() ? Optional.of(desk.settings(global)) : Optional.empty();
    Optional<Integration> whose =
        settings.map(known -> ReportDesk.one(desk.chosen(known, integrations)));
    Archive kept = ReportDesk.archive(terminal, settings, archive);
    if (wanted.ofOperations()) {
      List<Path> read =
          whose
              .map(one -> ReportActivities.files(kept, one.id()))
              .orElseGet(() -> files.stream().map(terminal.directory()::resolve).toList());
      return ReportActivities.table(wanted, new ReportActivities(terminal).read(read));
    }
    ViewBuilder builder =
        new ViewBuilder(
            wanted,
            whose.map(one -> one.site().currency()).orElse(""),
            terminal.clock().instant(),
            most);
    RowBar bar = new RowBar(terminal, !global.quiet());
    RowSink sink =
        new RowSink() {
          @Override
          public void row(ReportRow row) {
            builder.row(row);
          }

          @Override
          public void progress(long done, long all) {
            bar.to(done, all);
          }
        };
    try {
      ReportFiles.of(terminal, files, kept, whose.map(one -> List.of(one.id())).orElse(List.of()))
          .forEach(file -> ReportParser.parse(file, sink));
    } finally {
      bar.clear();
    }
    return builder.table();
  }
}
