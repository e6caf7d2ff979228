// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.OrderBooks;
import dev.pasaje.orders.BookLine;
import dev.pasaje.orders.Books;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One integration's orders held against its payments and reports, and what is open afterwards.
public final class Reconciliation {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Engine engine;
  private final Database database;

  public Reconciliation(Engine engine, Database database) {
    this.engine = engine;
    this.database = database;
  }

  /// What is asked for.
  ///
  /// @param archive the directory of kept reports, `<integration>/<family>/`
  /// @param orders a CSV or Parquet file of orders; before `books`
  /// @param books the merchant's books of the settings; Pasaje's own store when there are none
  /// @param bank a CSV file of credits: `credited_at`, `amount`, `account`
  /// @param payments from elsewhere; those in Pasaje's store when empty
  /// @param work a directory for files of this run
  public record Request(
      String integration,
      Path archive,
      Optional<Path> orders,
      Optional<OrderBooks> books,
      Optional<Path> bank,
      Optional<Payments> payments,
      Terms terms,
      Path work) {}

  /// Payments given from outside, instead of those in Pasaje's store.
  ///
  /// @param each hands over one payment after the other as the API gives it
  /// @param sellers the account's user ids: what it bought itself is left out; all when empty
  /// @param complete the stretch of time whose approved payments are all there; empty when nobody
  ///   knows, and then no payment is missed
  public record Payments(
      Consumer<Consumer<JsonNode>> each, Set<String> sellers, Optional<Window> complete) {}

  /// @param begin and `end` of a stretch of time
  public record Window(Instant begin, Instant end) {}

  /// From the first to the last moment that kept reports were asked for.
  public static Optional<Window> window(Path archive, String integration) {
    List<Coverage.Range> ranges =
        Kept.reports(archive.resolve(integration)).stream()
            .flatMap(report -> report.range().stream())
            .toList();
    return ranges.stream()
        .map(Coverage.Range::begin)
        .min(Comparator.naturalOrder())
        .flatMap(begin ->
            ranges.stream()
                .map(Coverage.Range::end)
                .max(Comparator.naturalOrder())
                .map(end -> new Window(begin, end)));
  }

  /// @param unusable lines of the books that could not be used
  /// @param problems the first of them, and of cells that could not, with the reason
  /// @param names of the report files by their SHA-256
  public record Result(
      Outcome outcome,
      OpenItem.Kept kept,
      long unusable,
      List<Books.Problem> problems,
      Map<String, String> names) {}

  /// @param progress told of steps done and all steps
  /// @throws PasajeException when something cannot be read; nothing is changed then
  public Result run(Request request, Instant now, BiConsumer<Integer, Integer> progress) {
    long[] unusable = new long[1];
    List<Books.Problem> problems = new ArrayList<>();
    Inputs inputs =
        engine.sql() == Sql.TRINO
            ? new Inputs(Map.of(), Kept.reports(folder(request)), Optional.empty())
            : staged(request, unusable, problems);
    Outcome outcome = new Reconciler(engine, request.terms(), now, progress).run(inputs);
    Coverage settled = inputs.coverage("settlement");
    Coverage released = inputs.coverage("release");
    OpenItem.Kept kept =
        new OpenItems(database)
            .keep(
                request.integration(),
                outcome.discrepancies(),
                outcome.closes(),
                item -> looked(item, inputs, settled, released),
                now);
    return new Result(outcome, kept, unusable[0], problems, Kept.names(folder(request)));
  }

  /// An item that is not found again is gone only when its file or its time was looked at.
  private static boolean looked(
      Discrepancy item, Inputs inputs, Coverage settled, Coverage released) {
    if (item.file() != null
        && inputs.reports().stream().anyMatch(report -> report.file().equals(item.file()))) {
      return true;
    }
    Instant at = item.at();
    return at != null
        && Stream.concat(settled.ranges().stream(), released.ranges().stream())
            .anyMatch(range -> !at.isBefore(range.begin()) && !at.isAfter(range.end()));
  }

  private Inputs staged(Request request, long[] unusable, List<Books.Problem> problems) {
    Map<Relation, List<Path>> files = new EnumMap<>(Relation.class);
    Path folder = folder(request);
    List<Inputs.Report> reports = Kept.reports(folder);
    for (Relation relation : List.of(Relation.SETTLEMENT, Relation.RELEASE)) {
      files.put(relation, Kept.parquet(folder, relation.table()));
    }
    if (files.values().stream().allMatch(List::isEmpty)) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "reconcile.no-reports",
          Map.of("directory", folder.toString()));
    }
    try (Staging staging = new Staging(engine, Files.createDirectories(request.work()))) {
      files.putAll(orders(request, staging, unusable));
      unusable[0] +=
          request.orders().filter(Reconciliation::ready).isPresent() ? 0 : staging.unusable();
      files.putAll(
          new StagedPayments(database, request.integration(), staging).of(request.payments()));
      request
          .bank()
          .ifPresent(file -> {
            staging.csv("bank", file, Map.of(), Staging.CREDIT, List.of("credited_at", "amount"));
            files.put(Relation.BANK, List.of(staging.bank()));
          });
      problems.addAll(staging.problems());
    } catch (IOException broken) {
      throw Engine.failed("duckdb", String.valueOf(broken.getMessage()), broken);
    }
    return new Inputs(
        files,
        Kept.inside(engine, folder, reports),
        request
            .payments()
            .flatMap(Payments::complete)
            .map(all -> new Coverage.Range(all.begin(), all.end())));
  }

  private static boolean ready(Path file) {
    return file.toString().endsWith(".parquet");
  }

  private Map<Relation, List<Path>> orders(Request request, Staging staging, long[] unread) {
    if (request.orders().filter(Reconciliation::ready).isPresent()) {
      return Map.of(Relation.ORDERS, List.of(request.orders().get()));
    }
    Optional<Path> csv =
        request
            .orders()
            .or(() ->
                request
                    .books()
                    .flatMap(books ->
                        books instanceof OrderBooks.Csv file
                            ? Optional.of(file.file())
                            : Optional.empty()));
    staging.table(
        "known",
        List.of("reference", "amount", "currency", "state", "refunded"),
        rows -> own(request.integration(), rows));
    if (csv.isPresent()) {
      Map<String, String> columns = new java.util.HashMap<>(Map.of("amount", "total"));
      columns.putAll(request.terms().columns());
      staging.csv("book", csv.get(), columns, Staging.ORDER, Staging.NEEDED);
      return staging.orders(true);
    }
    staging.table(
        "book",
        Staging.ORDER,
        rows -> {
          if (request.books().isPresent()) {
            Books.Reading reading = Books.read(request.books().get(), LIMIT);
            unread[0] = reading.problems().size();
            reading.problems().forEach(staging::problem);
            for (BookLine line : reading.lines()) {
              rows.row(
                  line.reference(),
                  line.total().getAmount().toPlainString(),
                  line.total().getCurrencyUnit().getCode(),
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null);
            }
          } else {
            own(
                request.integration(),
                cells ->
                    rows.row(
                        cells[0], cells[1], cells[2], cells[3], cells[4], null, null, null, null,
                        null));
          }
        });
    return staging.orders(request.books().isPresent());
  }

  /// The orders of Pasaje's own store. One whose total nobody told it counts with what was paid.
  private void own(String integration, Staging.Rows rows) {
    database
        .read()
        .useHandle(handle ->
            handle
                .createQuery(
                    "select reference, case when total = '' then paid else total end, currency,"
                        + " state, refunded from shop_order"
                        + " where integration = :integration")
                .bind("integration", integration)
                .map((row, _) ->
                    new String[] {
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5)
                    })
                .forEach(cells -> rows.row(cells)));
  }

  private static Path folder(Request request) {
    return request.archive().resolve(request.integration());
  }
}
