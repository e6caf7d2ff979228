// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pasaje.analytics.Engine;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.archive.Origin;
import dev.pasaje.reports.parse.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A directory with settings, a shop's books and its reports, brought there by the commands.
record FetchedReports(Path directory) {
  static final Instant BEGIN = Instant.parse("2026-08-03T12:00:00Z");

  /// The moment of every run, see [Run].
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  void settings(EmulatedShop shop, String more) throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda:
            site: %s
            product: checkout-api
            credentials:
              production: { public-key: "%s", access-token: "%s" }
        api: { base-url: "%s" }
        """
            .formatted(
                shop.account.site(),
                shop.account.publicKey(),
                shop.account.accessToken(),
                shop.sandbox.baseUrl()));
    Files.writeString(
        directory.resolve("reconciliation.yaml"),
        "rates:\n  - {percent: %s}\n%s"
            .formatted(shop.account.site().equals("MLB") ? "4.99" : "5.40", more));
  }

  Run run(String... arguments) {
    return Run.in(directory).pasaje(arguments);
  }

  void configure() {
    for (String family : new String[] {"settlement", "release"}) {
      Run configured = run("reports", "config", "--family", family, "--recommended", "--apply");
      assertThat(configured.exit()).as(configured.all()).isZero();
    }
  }

  /// From the first of August to yesterday.
  void fetch() {
    configure();
    Run fetched = run("reports", "fetch", "--from", "2026-08-01", "--look-every", "0");
    assertThat(fetched.exit()).as(fetched.all()).isZero();
  }

  Run reconcile(String... more) {
    return run(
        Stream.concat(Stream.of("reconcile", "--orders", "orders.csv"), Stream.of(more))
            .toArray(String[]::new));
  }

  /// What a run finds, as `CODE what`: the reference, or else the id in Mercado Pago.
  List<String> found(String... more) throws IOException {
    Run run =
        reconcile(
            Stream.concat(Stream.of("--format", "csv"), Stream.of(more)).toArray(String[]::new));
    assertThat(run.exit()).as(run.all()).isIn(0, 1);
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(run.out())) {
      return csv.stream()
          .map(row -> {
            String reference = row.getField("reference");
            return row.getField("code")
                + " "
                + (reference.isEmpty() ? row.getField("source_id") : reference);
          })
          .map(String::strip)
          .sorted()
          .toList();
    }
  }

  List<Path> kept(ReportFamily family) {
    return new Archive(directory.resolve("reports")).files("tienda", family);
  }

  List<List<String>> rows(Path file) throws IOException {
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      return csv.stream().map(CsvRecord::getFields).toList();
    }
  }

  /// Changes a kept file as if Mercado Pago had written it so, and reads it again.
  void tamper(Path file, UnaryOperator<List<List<String>>> change) throws IOException {
    JsonNode note = JsonMapper.shared().readTree(Files.readString(Path.of(file + ".json")));
    List<List<String>> rows = new ArrayList<>();
    rows(file).forEach(row -> rows.add(new ArrayList<>(row)));
    Path incoming = Files.createDirectories(directory.resolve("in")).resolve(file.getFileName());
    try (CsvWriter writer = CsvWriter.builder().build(incoming)) {
      change.apply(rows).forEach(writer::writeRecord);
    }
    try (Engine engine = Engine.duckDb(directory.resolve("in/spill"), 256L << 20)) {
      Parsed _ =
          new Archive(directory.resolve("reports"))
              .keep(
                  incoming,
                  new Origin(
                      "tienda",
                      instant(note.path("requestedBegin")),
                      instant(note.path("requestedEnd")),
                      note.path("reportId").asString(""),
                      note.path("taskId").asString(""),
                      note.path("displayTimezone").asString("")),
                  engine,
                  NOW,
                  _ -> {});
    }
  }

  private static Optional<Instant> instant(JsonNode node) {
    return node.isString() ? Optional.of(Instant.parse(node.stringValue())) : Optional.empty();
  }
}
