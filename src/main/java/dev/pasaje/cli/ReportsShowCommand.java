// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.integration.Integration;
import dev.pasaje.integration.OrderBooks;
import dev.pasaje.orders.BookLine;
import dev.pasaje.orders.Books;
import dev.pasaje.render.ReportView;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.parse.RowSink;
import dev.pasaje.reports.view.View;
import dev.pasaje.reports.view.ViewBuilder;
import dev.pasaje.reports.view.ViewTable;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

/// Balance, movements, liquidity, fees or payouts out of report files, or of the archive. Ends with
/// 1 when a row could not be read and is missing.
@Command(name = "show")
public final class ReportsShowCommand implements Callable<Integer> {
  private static final List<Format> FORMATS =
      List.of(Format.TEXT, Format.JSON, Format.CSV, Format.HTML, Format.XLSX);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final ReportPlace place = new ReportPlace();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "VIEW", descriptionKey = "VIEW")
  private String view = "";

  @Parameters(index = "1..*", paramLabel = "REPORT", arity = "0..*", descriptionKey = "REPORT")
  private List<Path> files = List.of();

  @Option(names = "--orders", paramLabel = "FILE", descriptionKey = "reports.orders")
  private @Nullable Path orders;

  @Option(
      names = "--most",
      paramLabel = "COUNT",
      defaultValue = "10000",
      descriptionKey = "reports.most")
  private int most = 10_000;

  private final Desk desk;
  private boolean malformed;

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
    ReportDesk.atLeast("--most", most, 1);
    ViewTable table = table(terminal, wanted);
    output.writeBytes(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> utf8(ReportView.text(table, ReportFormats.style(terminal)));
              case JSON -> utf8(ReportView.json(table));
              case CSV -> utf8(ReportView.csv(table));
              case HTML -> utf8(ReportView.html(table, terminal.language()));
              case XLSX -> ReportView.xlsx(table, terminal.language());
              case JSONL, JUNIT, SARIF, MARKDOWN -> throw new IllegalArgumentException(format.id());
            });
    return malformed ? 1 : 0;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ViewTable table(Terminal terminal, View wanted) {
    Optional<Settings> settings =
        files.isEmpty() ? Optional.of(desk.settings(global)) : Optional.empty();
    Optional<Integration> whose = settings.map(known -> place.integration(desk, known));
    Archive kept = place.archive(terminal, settings);
    if (wanted.ofOperations()) {
      List<Path> read =
          whose
              .map(one -> ReportActivities.files(kept, one.id()))
              .orElseGet(() -> files.stream().map(terminal.directory()::resolve).toList());
      ReportActivities activities = new ReportActivities(terminal);
      ViewTable table = ReportActivities.table(wanted, activities.read(read));
      malformed = activities.malformed();
      return table;
    }
    ViewBuilder builder =
        new ViewBuilder(
            wanted,
            whose.map(one -> one.site().currency()).orElse(""),
            terminal.clock().instant(),
            most);
    if (wanted == View.ORDERS) {
      books(builder, whose);
    }
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
    List<Parsed> parsed = new ArrayList<>();
    try {
      ReportFiles.of(terminal, files, kept, whose.map(one -> List.of(one.id())).orElse(List.of()))
          .forEach(file -> parsed.add(ReportParser.parse(file, sink)));
    } finally {
      bar.clear();
    }
    parsed.forEach(this::missing);
    return builder.table();
  }

  /// A sum that lacks a row says so.
  private void missing(Parsed file) {
    if (file.malformedRows() > 0) {
      malformed = true;
      desk.terminal()
          .err()
          .println(
              Texts.of("reports", desk.terminal().language())
                  .get(
                      "show.malformed",
                      Map.of(
                          "file", file.name(),
                          "count", Long.toString(file.malformedRows()))));
    }
  }

  /// The orders of the file, or else of the books of the settings.
  private void books(ViewBuilder builder, Optional<Integration> whose) {
    OrderBooks from =
        Optional.ofNullable(orders)
            .<OrderBooks>map(
                file -> new OrderBooks.Csv(desk.terminal().directory().resolve(file).normalize()))
            .or(() -> whose.flatMap(Integration::orders))
            .orElseThrow(() -> ReportDesk.usage("reports.orders", Map.of()));
    Books.Reading reading = Books.read(from, Duration.ofMinutes(1));
    reading
        .problems()
        .forEach(problem ->
            desk.terminal().err().println("pasaje: " + problem.in(desk.terminal().language())));
    for (BookLine line : reading.lines()) {
      builder.order(
          line.reference(), line.total().getAmount(), line.total().getCurrencyUnit().getCode());
    }
  }
}
