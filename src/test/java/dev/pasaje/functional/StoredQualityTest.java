// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.integration.Product;
import dev.pasaje.quality.QualityEvaluation;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.StoredEvidence;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.Snapshot;
import dev.pasaje.resources.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `serve` and `reports` kept is evidence by itself.
class StoredQualityTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path directory;

  private static void store(Database database, ResourceKind kind, String id, String body) {
    Snapshot snapshot =
        new Snapshot(
            "tienda", new ResourceRef(kind, id), AT.toEpochMilli(), "", AT, JSON.readTree(body));
    database
        .write()
        .useTransaction(handle ->
            new Snapshots(database, List.of()).store(handle, snapshot, "notification", AT));
  }

  private static void arrived(Database database, String topic, String kind, String id, int sort) {
    database
        .write()
        .useHandle(handle -> {
          handle.execute(
              "insert into arrival_sort (channel, kind, found_in, signature, manifest, ts_unit,"
                  + " disposition) values ('webhook', ?, 'query', 'verified', '', 's', ?)",
              kind,
              sort == 0 ? "raised" : "quarantined");
          handle.execute(
              "insert into arrival (integration, received_at, topic, action, resource_id, sort,"
                  + " remote, request) select 'tienda', ?, ?, '', ?, max(id), '', ? from"
                  + " arrival_sort",
              AT.minusSeconds(5).toEpochMilli(),
              topic,
              id,
              new byte[0]);
        });
  }

  private void filled(Database database) {
    for (int i = 1; i <= 12; i++) {
      store(
          database,
          ResourceKind.PAYMENT,
          Integer.toString(1000000 + i),
          """
          {"id":%d,"status":"approved","status_detail":"accredited","external_reference":"o-%d",
           "date_created":"2026-11-1%d","payer":{"email":"p%d@example.com","first_name":"Ana"}}
          """
              .formatted(1000000 + i, i, i % 9, i));
    }
    store(
        database,
        ResourceKind.CHARGEBACK,
        "217000087654321000",
        """
        {"id":"217000087654321000","payments":[1000001],"documentation_status":"review_pending",
         "documentation":[{"type":"other"}]}
        """);
    arrived(database, "payment", "payment", "1000001", 0);
    arrived(database, "payment", "payment", "666", 1);
  }

  private static Map<String, String> outcomes(QualityEvidence evidence) {
    QualityReport report =
        QualityEvaluation.evaluate(
            evidence, Product.CHECKOUT_API, Optional.empty(), QualityOptions.STANDARD);
    return report.findings().stream()
        .collect(
            Collectors.toMap(
                one -> one.info().id(), one -> one.outcome().getClass().getSimpleName()));
  }

  private void narrows(String url) throws IOException {
    try (Database database = Database.open(url, directory)) {
      filled(database);
    }
    Path kept = Files.createDirectories(directory.resolve("reports/tienda/release"));
    Files.writeString(kept.resolve("r.csv"), "");
    Files.writeString(kept.resolve("r.csv.json"), "{\"parsedAt\":\"2026-11-15T00:00:00Z\"}");
    StoredEvidence stored =
        new StoredEvidence(
            () -> Database.look(url, directory),
            Optional.of(new Archive(directory.resolve("reports"))),
            () -> AT);
    QualityEvidence bare =
        QualityEvidence.of(
            "payment",
            JSON.readTree(
                "{\"id\":1000001,\"external_reference\":\"o-1\",\"currency_id\":\"ARS\"}"));

    QualityEvidence more = stored.of("tienda").around(bare);

    Map<String, String> before = outcomes(bare);
    Map<String, String> after = outcomes(more);
    for (String rule :
        List.of(
            "payment-requery",
            "webhooks-configured",
            "webhook-delivery-ok",
            "external-reference-unique",
            "duplicate-rejects",
            "chargebacks-api",
            "report-settlement")) {
      assertThat(before.get(rule)).as(rule).isEqualTo("Unknown");
      assertThat(after.get(rule)).as(rule).isEqualTo("Passed");
    }
    before.forEach((rule, outcome) -> {
      if (!outcome.equals("Unknown")) {
        assertThat(after.get(rule)).as(rule).isEqualTo(outcome);
      }
    });
    assertThat(more.records().toString()).doesNotContain("Ana", "666");
    assertThat(outcomes(stored.of("tienda").each().apply(bare))).isEqualTo(after);
    assertThat(stored.of("otra").around(bare).records()).isEqualTo(bare.records());
  }

  @Test
  void what_is_in_sqlite_narrows_the_score() throws IOException {
    narrows("jdbc:sqlite:pasaje.db");
  }

  @Test
  void what_is_in_postgresql_narrows_the_score() throws IOException {
    narrows(TestDatabases.postgresqlUrl());
  }

  @Test
  void no_store_and_a_broken_one_are_no_evidence() throws IOException {
    JsonNode payment = JSON.readTree("{\"id\":1000001}");
    QualityEvidence bare = QualityEvidence.of("payment", payment);
    Files.writeString(directory.resolve("broken.db"), "no database at all, only a text of a shop");
    for (String url : List.of("jdbc:sqlite:none.db", "jdbc:sqlite:broken.db")) {
      StoredEvidence stored =
          new StoredEvidence(() -> Database.look(url, directory), Optional.empty(), () -> AT);
      assertThat(stored.of("tienda").around(bare).records()).isEqualTo(bare.records());
    }
    assertThat(directory.resolve("none.db")).doesNotExist();
  }
}
