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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One integration's orders held against its payments and reports, and what is open afterwards.
public final class Reconciliation {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
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
  /// @param work a directory for files of this run
  public record Request(
      String integration,
      Path archive,
      Optional<Path> orders,
      Optional<OrderBooks> books,
      Optional<Path> bank,
      Terms terms,
      Path work) {}

  /// @param unusable lines of the books that could not be used
  public record Result(Outcome outcome, OpenItem.Kept kept, long unusable) {}

  /// @param progress told of steps done and all steps
  /// @throws PasajeException when something cannot be read; nothing is changed then
  public Result run(Request request, Instant now, BiConsumer<Integer, Integer> progress) {
    long[] unusable = new long[1];
    Inputs inputs =
        engine.sql() == Sql.TRINO
            ? new Inputs(Map.of(), reports(request), Optional.empty())
            : staged(request, unusable);
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
    return new Result(outcome, kept, unusable[0]);
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

  private Inputs staged(Request request, long[] unusable) {
    Map<Relation, List<Path>> files = new EnumMap<>(Relation.class);
    List<Inputs.Report> reports = reports(request);
    for (Relation relation : List.of(Relation.SETTLEMENT, Relation.RELEASE)) {
      files.put(relation, parquet(request, relation.table()));
    }
    if (files.values().stream().allMatch(List::isEmpty)) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "reconcile.no-reports",
          Map.of("directory", request.archive().resolve(request.integration()).toString()));
    }
    try (Staging staging = new Staging(engine, Files.createDirectories(request.work()))) {
      files.putAll(orders(request, staging));
      unusable[0] =
          request.orders().filter(Reconciliation::ready).isPresent() ? 0 : staging.unusable();
      files.putAll(payments(request.integration(), staging));
      request
          .bank()
          .ifPresent(file -> {
            staging.csv(
                "bank", file, Map.of(), List.of("credited_at", "amount", "account", "note"));
            files.put(Relation.BANK, List.of(staging.bank()));
          });
    } catch (IOException broken) {
      throw Engine.failed("duckdb", String.valueOf(broken.getMessage()), broken);
    }
    return new Inputs(files, reports, Optional.empty());
  }

  private static boolean ready(Path file) {
    return file.toString().endsWith(".parquet");
  }

  private Map<Relation, List<Path>> orders(Request request, Staging staging) {
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
      if (!Files.isReadable(csv.get())) {
        throw new PasajeException(
            PasajeException.Kind.USAGE,
            "orders.book",
            Map.of("book", csv.get().toString(), "why", "there is no such file"));
      }
      Map<String, String> columns = new java.util.HashMap<>(Map.of("amount", "total"));
      columns.putAll(request.terms().columns());
      staging.csv("book", csv.get(), columns, Staging.ORDER);
      return staging.orders(true);
    }
    staging.table(
        "book",
        Staging.ORDER,
        rows -> {
          if (request.books().isPresent()) {
            for (BookLine line : Books.read(request.books().get(), LIMIT).lines()) {
              rows.row(
                  line.reference(),
                  line.total().getAmount().toPlainString(),
                  line.total().getCurrencyUnit().getCode(),
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
                        cells[0], cells[1], cells[2], cells[3], cells[4], null, null, null, null));
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

  /// The payments that Pasaje has read.
  private Map<Relation, List<Path>> payments(String integration, Staging staging) {
    List<String[]> refunds = new ArrayList<>();
    staging.table(
        "paid",
        List.of(
            "id",
            "reference",
            "status",
            "amount",
            "currency",
            "refunded",
            "approved_at",
            "release_at"),
        rows ->
            database
                .read()
                .useHandle(handle ->
                    handle
                        .createQuery(
                            "select resource_id, reference, body from resource where integration ="
                                + " :integration and kind = 'payment'")
                        .bind("integration", integration)
                        .map((row, _) ->
                            new String[] {row.getString(1), row.getString(2), row.getString(3)})
                        .forEach(one -> {
                          JsonNode body = JSON.readTree(one[2]);
                          rows.row(
                              one[0],
                              text(one[1]),
                              body.path("status").asString(null),
                              body.path("transaction_amount").asString(null),
                              body.path("currency_id").asString(null),
                              body.path("transaction_amount_refunded").asString(null),
                              body.path("date_approved").asString(null),
                              body.path("money_release_date").asString(null));
                          body.path("refunds")
                              .forEach(refund ->
                                  refunds.add(
                                      new String[] {one[0], refund.path("id").asString("")}));
                        })));
    staging.table(
        "given",
        List.of("payment_id", "refund_id"),
        rows -> refunds.forEach(one -> rows.row(one[0], one[1])));
    String time = "try_cast(%s as timestamptz) at time zone 'UTC' as %1$s";
    return Map.of(
        Relation.PAYMENTS,
        List.of(
            staging.write(
                Relation.PAYMENTS,
                "select id, reference, status, try_cast(amount as decimal(18, 2)) as amount, currency,"
                    + " try_cast(refunded as decimal(18, 2)) as refunded, "
                    + time.formatted("approved_at")
                    + ", "
                    + time.formatted("release_at")
                    + " from paid")),
        Relation.PAYMENT_REFUNDS,
        List.of(staging.write(Relation.PAYMENT_REFUNDS, "select * from given")));
  }

  private static @Nullable String text(String value) {
    return value.isEmpty() ? null : value;
  }

  private static List<Path> parquet(Request request, String family) {
    return sidecars(request, family).stream()
        .map(note -> Path.of(note.toString().replaceFirst("\\.json$", ".parquet")))
        .filter(Files::isRegularFile)
        .toList();
  }

  private static List<Path> sidecars(Request request, String family) {
    Path folder = request.archive().resolve(request.integration()).resolve(family);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException broken) {
      throw Engine.failed("duckdb", String.valueOf(broken.getMessage()), broken);
    }
  }

  private static List<Inputs.Report> reports(Request request) {
    List<Inputs.Report> reports = new ArrayList<>();
    for (String family : List.of("settlement", "release")) {
      for (Path note : sidecars(request, family)) {
        reports.add(report(family, note));
      }
    }
    return reports;
  }

  private static Inputs.Report report(String family, Path note) {
    try {
      JsonNode root = JSON.readTree(Files.readString(note));
      List<Inputs.Malformed> malformed = new ArrayList<>();
      root.path("malformed")
          .forEach(bad ->
              malformed.add(
                  new Inputs.Malformed(
                      bad.path("line").asLong(0), bad.path("column").asString(""),
                      bad.path("found").asString(""), bad.path("why").asString(""))));
      return new Inputs.Report(
          family,
          root.path("sha256").asString(""),
          instant(root.path("requestedBegin")),
          instant(root.path("requestedEnd")),
          malformed);
    } catch (IOException | JacksonException | java.time.DateTimeException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "document.unreadable",
          Map.of(
              "file",
              note.toString(),
              "why",
              String.valueOf(broken.getMessage()).lines().findFirst().orElse("")),
          broken);
    }
  }

  private static Optional<Instant> instant(JsonNode node) {
    return node.isString() ? Optional.of(Instant.parse(node.stringValue())) : Optional.empty();
  }
}
