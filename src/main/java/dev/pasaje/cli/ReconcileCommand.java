// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.analytics.Engine;
import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.reconciliation.Reconciliation;
import dev.pasaje.reconciliation.Terms;
import dev.pasaje.render.ReconciliationPage;
import dev.pasaje.render.ReconciliationReport;
import dev.pasaje.render.ReconciliationTable;
import dev.pasaje.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Holds orders against payments and reports. Ends with 1 while anything is open, with 3 when the
/// totals do not close.
@Command(name = "reconcile")
public final class ReconcileCommand implements Callable<Integer> {
  private static final List<Format> FORMATS =
      List.of(Format.TEXT, Format.JSON, Format.CSV, Format.HTML, Format.XLSX);
  private static final String TERMS = "reconciliation.yaml";
  private static final long MIB = 1L << 20;
  private static final Duration SEARCHABLE = Duration.ofDays(364);

  /// The search goes by the day a payment was made, reports by the day it was approved: a ticket
  /// may be paid that much later.
  private static final Duration BEFORE_APPROVAL = Duration.ofDays(31);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  @Option(names = "--archive", paramLabel = "DIRECTORY", descriptionKey = "reconcile.archive")
  private @Nullable Path archive;

  @Option(names = "--orders", paramLabel = "FILE", descriptionKey = "reconcile.orders")
  private @Nullable Path orders;

  @Option(names = "--bank", paramLabel = "FILE", descriptionKey = "reconcile.bank")
  private @Nullable Path bank;

  @Option(
      names = "--payments",
      paramLabel = "api|store|FILE",
      defaultValue = "store",
      descriptionKey = "reconcile.payments")
  private String payments = "store";

  @Option(names = "--terms", paramLabel = "FILE", descriptionKey = "reconcile.terms")
  private @Nullable Path terms;

  @Option(names = "--engine", paramLabel = "ADDRESS", descriptionKey = "reconcile.engine")
  private @Nullable String engine;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      defaultValue = "1200",
      descriptionKey = "reconcile.memory")
  private long memory = 1200;

  private final Desk desk;

  private ReconcileCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  /// The command with its verb `resolve`.
  public static CommandLine of(Terminal terminal, String release) {
    CommandLine line = new CommandLine(new ReconcileCommand(terminal, release));
    line.addSubcommand(new ReconcileResolveCommand(terminal, release));
    return line;
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    Settings settings = desk.settings(global);
    Integration integration = one(desk, settings, integrations);
    if (memory < 100) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "reconcile.memory", Map.of("found", Long.toString(memory)));
    }
    if (engine != null && (orders != null || bank != null || !payments.equals("store"))) {
      throw new PasajeException(PasajeException.Kind.USAGE, "reconcile.engine-tables", Map.of());
    }
    RowBar bar = new RowBar(terminal, !global.quiet());
    try (WorkDirectory work = work();
        Engine asked =
            engine == null
                ? Engine.duckDb(work.path().resolve("spill"), memory * MIB)
                : Engine.trino(engine);
        Database database = Database.open(settings.storeUrl(), terminal.directory())) {
      Reconciliation.Result result =
          new Reconciliation(asked, database)
              .run(
                  request(settings, integration, work.path()), terminal.clock().instant(), bar::to);
      bar.clear();
      write(result);
      if (!result.outcome().closes()) {
        return 3;
      }
      return result.kept().open().isEmpty() ? 0 : 1;
    } finally {
      bar.clear();
    }
  }

  private Reconciliation.Request request(Settings settings, Integration integration, Path work) {
    Path beside =
        settings
            .file()
            .map(Path::toAbsolutePath)
            .map(Path::getParent)
            .orElse(desk.terminal().directory());
    Path agreed = terms == null ? beside.resolve(TERMS) : resolved(terms);
    Path kept = archive == null ? beside.resolve("reports") : resolved(archive);
    return new Reconciliation.Request(
        integration.id(),
        kept,
        Optional.ofNullable(orders).map(this::resolved),
        integration.orders(),
        Optional.ofNullable(bank).map(this::resolved),
        given(settings, integration, kept),
        (terms == null && Files.notExists(agreed) ? Terms.USUAL : Terms.read(agreed))
            .in(integration.site().currency()),
        work);
  }

  /// Payments of the API are kept in `payments.jsonl` beside the integration's reports.
  private Optional<Reconciliation.Payments> given(
      Settings settings, Integration integration, Path kept) {
    if (payments.equals("store")) {
      return Optional.empty();
    }
    PaymentSource source = new PaymentSource(desk, !global.quiet());
    if (!payments.equals("api")) {
      return Optional.of(
          new Reconciliation.Payments(
              each -> source.lines(Path.of(payments), each),
              integration.owners(),
              Optional.empty()));
    }
    Reconciliation.Window window =
        Reconciliation.window(kept, integration.id())
            .orElseThrow(() ->
                new PasajeException(PasajeException.Kind.USAGE, "reconcile.no-window", Map.of()));
    Instant now = desk.terminal().clock().instant();
    Instant end = window.end().isAfter(now) ? now : window.end();
    // The search knows twelve months (domain/api.md 2.6).
    Instant oldest = now.minus(SEARCHABLE);
    Instant begin = window.begin().minus(BEFORE_APPROVAL);
    begin = begin.isBefore(oldest) ? oldest : begin;
    Path file = kept.resolve(integration.id()).resolve("payments.jsonl");
    if (begin.isBefore(end)) {
      source.fetch(settings, integration, begin, end, file);
    }
    return Optional.of(
        new Reconciliation.Payments(
            each -> source.lines(file, each),
            integration.owners(),
            Optional.of(new Reconciliation.Window(begin.plus(BEFORE_APPROVAL), end))));
  }

  private Path resolved(Path path) {
    return desk.terminal().directory().resolve(path).normalize();
  }

  /// One integration at a time: their money is not one.
  static Integration one(Desk desk, Settings settings, List<String> names) {
    List<Integration> chosen = desk.chosen(settings, names);
    if (chosen.size() != 1) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "cli.which-integration",
          Map.of("known", String.join(", ", chosen.stream().map(Integration::id).toList())));
    }
    return chosen.getFirst();
  }

  private void write(Reconciliation.Result result) {
    Terminal terminal = desk.terminal();
    output.writeBytes(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> utf8(ReconciliationReport.text(result, ReportFormats.style(terminal)));
              case JSON -> utf8(ReconciliationReport.json(result, terminal.language()));
              case CSV -> utf8(ReconciliationTable.csv(result, terminal.language()));
              case HTML -> utf8(ReconciliationPage.of(result, terminal.language()));
              case XLSX -> ReconciliationTable.xlsx(result, terminal.language());
              case JSONL, JUNIT, SARIF, MARKDOWN -> throw new IllegalArgumentException(format.id());
            });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static WorkDirectory work() {
    try {
      return WorkDirectory.take();
    } catch (IOException broken) {
      throw Engine.failed("duckdb", String.valueOf(broken.getMessage()), broken);
    }
  }
}
