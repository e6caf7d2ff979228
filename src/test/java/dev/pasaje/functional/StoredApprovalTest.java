// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.Snapshot;
import dev.pasaje.resources.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `approval analyze --store`: what `serve` has read, in the latest version of each payment.
class StoredApprovalTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path directory;

  private void store(Database database, String integration, int id, String status, int version) {
    String detail = status.equals("approved") ? "accredited" : "cc_rejected_high_risk";
    JsonNode body =
        JSON.readTree(
            """
            {"id":%d,"status":"%s","status_detail":"%s","date_created":"%s",
             "date_last_updated":"%s","currency_id":"ARS","transaction_amount":100,
             "payment_method_id":"visa","payment_type_id":"credit_card",
             "external_reference":"o-%d"}
            """
                .formatted(id, status, detail, AT, AT.plusSeconds(version), id));
    Snapshot snapshot =
        new Snapshot(
            integration,
            new ResourceRef(ResourceKind.PAYMENT, Integer.toString(id)),
            AT.plusSeconds(version).toEpochMilli(),
            "o-" + id,
            AT,
            body);
    database
        .write()
        .useTransaction(handle ->
            new Snapshots(database, List.of()).store(handle, snapshot, "notification", AT));
  }

  private void analysed(String url) throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda: { site: MLA, product: checkout-api }
          otra: { site: MLA, product: checkout-api }
        store: { url: "%s" }
        """
            .formatted(url));
    try (Database database = Database.open(url, directory)) {
      store(database, "tienda", 1, "rejected", 1);
      store(database, "tienda", 1, "approved", 2);
      store(database, "tienda", 2, "approved", 1);
      store(database, "tienda", 3, "rejected", 1);
      store(database, "otra", 4, "approved", 1);
    }

    Run run =
        Run.in(directory)
            .pasaje(
                "approval", "analyze", "--store", "--integration", "tienda", "--format", "json");

    assertThat(run.exit()).as(run.all()).isZero();
    JsonNode counts = JSON.readTree(run.out()).path("counts");
    assertThat(counts.path("attempts").asInt(0)).isEqualTo(3);
    assertThat(counts.path("approved").asInt(0)).isEqualTo(2);
    assertThat(counts.path("rejected").asInt(0)).isEqualTo(1);
    Run none =
        Run.in(directory)
            .pasaje(
                "approval",
                "analyze",
                "--store",
                "--integration",
                "tienda",
                "--from",
                "2026-11-21",
                "--format",
                "json");
    assertThat(none.exit()).as(none.all()).isEqualTo(3);
  }

  @Test
  void payments_in_sqlite_are_analysed_each_in_its_latest_version() throws IOException {
    analysed("jdbc:sqlite:pasaje.db");
  }

  @Test
  void payments_in_postgresql_are_analysed_each_in_its_latest_version() throws IOException {
    analysed(TestDatabases.postgresqlUrl());
  }
}
