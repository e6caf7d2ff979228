// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.demo;

import dev.pasaje.analytics.Engine;
import dev.pasaje.db.Database;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.reconciliation.Code;
import dev.pasaje.reconciliation.Reconciliation;
import dev.pasaje.reconciliation.Terms;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.client.ConfigChange;
import dev.pasaje.reports.client.Fetcher;
import dev.pasaje.reports.client.Range;
import dev.pasaje.reports.client.ReportApi;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.proof.Proof;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.settings.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a season earned: Mercado Pago's own reports of its payments, fetched, proved and held
/// against the shop's books, in which three things are wrong on purpose.
final class Closing {
  /// Long enough for all money to be released.
  private static final Duration AFTERWARDS = Duration.ofDays(35);

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final long MEMORY = 512L << 20;

  /// What the emulator takes of a Pix payment, as a contract would say it.
  private static final BigDecimal PIX_PERCENT = new BigDecimal("0.99");

  private final Sandbox sandbox;
  private final Settings settings;
  private final Integration integration;
  private final Database database;
  private final Instant began;

  /// @param settings as the season had them
  /// @param began the season
  Closing(Sandbox sandbox, Settings settings, Database database, Instant began) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.integration = settings.integrations().getFirst();
    this.database = database;
    this.began = began;
  }

  /// One thing wrong in the books.
  record Fault(Code code, String reference) {}

  /// @param planted what was put wrong in the books
  record Figures(
      long rows, boolean proved, int orders, List<Fault> planted, Reconciliation.Result result) {
    List<Fault> found() {
      return result.outcome().discrepancies().stream()
          .map(one -> new Fault(one.code(), String.valueOf(one.reference())))
          .toList();
    }

    /// Exactly the faults were found, and every cent is accounted for.
    boolean asPlanted() {
      return proved
          && result.outcome().closes()
          && found().size() == planted.size()
          && found().containsAll(planted);
    }
  }

  /// Needs no place of its own afterwards.
  Figures run() throws IOException {
    sandbox.advance(AFTERWARDS);
    Path work = Files.createTempDirectory("pasaje-closing-");
    try (Engine engine = Engine.duckDb(work.resolve("spill"), MEMORY)) {
      Archive archive = new Archive(work.resolve("reports"));
      fetch(archive, engine);
      Proof proof =
          Proof.of(
              Stream.of(ReportFamily.values())
                  .flatMap(family -> archive.files(integration.id(), family).stream())
                  .toList());
      List<Fault> planted = new ArrayList<>();
      List<String[]> books = books(planted);
      Path orders = write(work.resolve("orders.csv"), books);
      Reconciliation.Result result =
          new Reconciliation(engine, database)
              .run(
                  new Reconciliation.Request(
                      integration.id(),
                      archive.root(),
                      Optional.of(orders),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      terms(),
                      Files.createDirectories(work.resolve("run"))),
                  sandbox.world().now(),
                  (_, _) -> {});
      return new Figures(
          result.outcome().in().rows(), proof.closes(), books.size(), planted, result);
    } finally {
      remove(work);
    }
  }

  private static Terms terms() {
    Terms.Rate pix =
        new Terms.Rate(Optional.empty(), 1, 99, PIX_PERCENT, BigDecimal.ZERO, BigDecimal.ZERO);
    return Terms.USUAL.with(List.of(pix));
  }

  private void fetch(Archive archive, Engine engine) {
    InstantSource clock = () -> sandbox.world().now();
    try (Transport transport = Transport.with(Duration.ofSeconds(30), 1 << 24)) {
      MercadoPago api =
          new MercadoPago.Access(
                  settings.apiBaseUrl(), transport, Pacing.USUAL, clock, _ -> {}, "Pasaje")
              .as(integration.production().accessToken().orElseThrow());
      for (ReportFamily family : ReportFamily.values()) {
        ReportApi reports = new ReportApi(api, family);
        reports.configure(ConfigChange.recommended(family, Optional.empty()), Optional.empty());
        String zone =
            reports
                .configuration()
                .map(known -> known.path("display_timezone").asString(""))
                .orElse("");
        ZoneOffset offset = Range.zone(zone);
        LocalDate first = began.atOffset(offset).toLocalDate();
        Fetcher fetcher =
            new Fetcher(reports, archive, integration.id(), zone, clock, _ -> {})
                .lookingEvery(Duration.ZERO);
        for (Range range :
            Range.split(first, first.plusDays(AFTERWARDS.toDays()), offset, clock.instant())) {
          Optional<Parsed> _ = fetcher.fetch(range, LIMIT, engine);
        }
      }
    }
  }

  /// The orders as they stand in the store, but for a wrong total, an order nobody wrote down, and
  /// a refund nobody wrote down.
  private List<String[]> books(List<Fault> planted) {
    List<String[]> lines = new ArrayList<>();
    int paid = 0;
    boolean unbooked = false;
    for (String[] order : stored()) {
      if (order[3].equals("paid")) {
        paid++;
        if (paid == 1) {
          order[1] = new BigDecimal(order[1]).subtract(BigDecimal.ONE).toPlainString();
          planted.add(new Fault(Code.AMOUNT_MISMATCH, order[0]));
        } else if (paid == 2) {
          planted.add(new Fault(Code.MISSING_IN_ORDERS, order[0]));
          continue;
        }
      } else if (order[3].equals("refunded") && !unbooked) {
        unbooked = true;
        order[3] = "paid";
        order[4] = "0";
        planted.add(new Fault(Code.REFUND_NOT_RECORDED, order[0]));
      }
      lines.add(order);
    }
    return lines;
  }

  private List<String[]> stored() {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select reference, case when total = '' then paid else total end, currency,"
                        + " state, refunded from shop_order"
                        + " where integration = :integration order by reference")
                .bind("integration", integration.id())
                .map((row, _) ->
                    new String[] {
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5)
                    })
                .list());
  }

  private static Path write(Path file, List<String[]> lines) throws IOException {
    List<String> text = new ArrayList<>(List.of("reference,total,currency,status,refunded"));
    lines.forEach(line -> text.add(String.join(",", line)));
    return Files.write(file, text);
  }

  private static void remove(Path work) throws IOException {
    try (Stream<Path> all = Files.walk(work)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
