// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.reports.Field;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.RowClass;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.proof.Identity;
import dev.pasaje.reports.proof.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Reports of random lives, asked for, waited for and downloaded over HTTP, parse and close; with
/// instalment rows and yields as they were observed.
class ReportsOverHttpTest {
  private static final Instant BEGIN = Instant.parse("2026-08-03T12:00:00Z");
  private static final String RANGE =
      "{\"begin_date\":\"2026-08-01T04:00:00Z\",\"end_date\":\"2026-09-20T03:59:59Z\"}";

  @TempDir Path directory;

  private static void live(Sandbox sandbox, Till till, Random random, int steps) {
    List<String> sales = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(6)) {
        case 0 -> {
          if (!sales.isEmpty()) {
            String sale = sales.get(random.nextInt(sales.size()));
            boolean whole = random.nextBoolean();
            // A second refund of the same sale may be refused, as it should.
            assertThat(till.refund(sale, whole ? "{}" : "{\"amount\":10}").status()).isIn(201, 400);
          }
        }
        case 1 ->
            assertThat(
                    till.shop()
                        .post(
                            "/_sandbox/movements",
                            "{\"description\":\"%s\",\"amount\":%d}"
                                .formatted(
                                    random.nextBoolean() ? "asset_management" : "tip",
                                    1 + random.nextInt(900)))
                        .status())
                .isEqualTo(201);
        default -> {
          String more =
              ",\"installments\":" + (random.nextBoolean() ? 1 : 3 * (1 + random.nextInt(2)));
          Shop.Answer paid = till.pay(till.cardPayment("APRO", more));
          assertThat(paid.status()).as(paid.text()).isEqualTo(201);
          sales.add(Till.id(paid));
        }
      }
      sandbox.advance(Duration.ofMinutes(1 + random.nextInt(60 * 20)));
    }
  }

  private Path report(Shop shop, String family, List<Field> columns) throws IOException {
    String path = "/v1/account/" + family + "_report";
    String keys =
        String.join(
            ",",
            columns.stream()
                .filter(field -> field != Field.REFUND_ID && field != Field.TAXES_SUM)
                .map(field -> "{\"key\":\"" + field + "\"}")
                .toList());
    Shop.Answer configured =
        shop.post(
            path + "/config",
            "{\"file_name_prefix\":\"r\",\"columns\":[%s],\"frequency\":{\"hour\":0,\"type\":\"daily\",\"value\":1}}"
                .formatted(keys));
    assertThat(configured.status()).as(configured.text()).isEqualTo(201);
    Shop.Answer asked = shop.post(path, RANGE);
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    String name = "";
    for (int look = 0; look < 10 && name.isEmpty(); look++) {
      JsonNode task = shop.get(path + "/task/" + Till.id(asked)).json();
      name = task.path("file_name").asString("");
    }
    assertThat(name).as("ready").isNotEmpty();
    return Files.writeString(
        directory.resolve(family + ".csv"), shop.get(path + "/" + name).text());
  }

  @ParameterizedTest
  @CsvSource({"MLB,1", "MLB,2", "MLB,3", "MLA,4", "MLC,5", "MCO,6"})
  void reports_of_random_lives_over_http_parse_and_close(String site, long seed)
      throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withStart(BEGIN).withSeed(seed))) {
      Till till = new Till(Shop.of(sandbox, site, "real"));
      Shop.Answer odd =
          till.shop()
              .put(
                  "/_sandbox/reports/quirks",
                  "{\"instalment_rows\":true,\"observed_yields\":true,\"mixed_offsets\":true}");
      assertThat(odd.status()).isEqualTo(200);
      live(sandbox, till, new Random(seed), 40);
      // Both reports are held against each other up to the earlier of their last rows.
      Instant nearlyOver = Instant.parse("2026-09-18T12:00:00Z");
      sandbox.advance(Duration.between(sandbox.world().now(), nearlyOver));
      var _ = till.shop().post("/_sandbox/movements", "{\"description\":\"tip\",\"amount\":5}");
      sandbox.advance(
          Duration.between(sandbox.world().now(), Instant.parse("2026-11-01T12:00:00Z")));

      Path settlement = report(till.shop(), "settlement", Field.SETTLEMENT);
      Path release = report(till.shop(), "release", Field.RELEASE);
      Proof proof = Proof.of(List.of(settlement, release));

      assertThat(proof.closes()).as("seed %d: %s", seed, proof.breaches()).isTrue();
      assertThat(proof.files())
          .as("seed %d", seed)
          .allSatisfy(file -> {
            assertThat(file.malformed()).isEmpty();
            assertThat(file.unknown()).isEmpty();
            assertThat(file.unknownColumns()).isEmpty();
          });
      assertThat(proof.checked())
          .as("seed %d", seed)
          .containsKeys(
              Identity.R1, Identity.R3, Identity.R4, Identity.S1, Identity.X1, Identity.X3);
      assertThat(proof.checked().containsKey(Identity.I1)).isEqualTo(site.equals("MLB"));
      assertThat(proof.noted()).doesNotContainKey(Identity.I1);
      List<ReportRow> rows = new ArrayList<>();
      var _ = ReportParser.parse(settlement, rows::add);
      assertThat(rows).extracting(ReportRow::kind).contains(RowClass.YIELD);
      assertThat(rows.stream().anyMatch(row -> row.kind() == RowClass.INSTALLMENT))
          .isEqualTo(site.equals("MLB"));
    }
  }

  @Test
  void instalment_rows_are_off_until_they_are_switched_on() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withStart(BEGIN))) {
      Till till = new Till(Shop.of(sandbox, "MLB", "real"));
      assertThat(till.pay(till.cardPayment("APRO", ",\"installments\":3")).status()).isEqualTo(201);
      sandbox.advance(Duration.ofDays(60));
      assertThat(Files.readString(report(till.shop(), "settlement", Field.SETTLEMENT)))
          .doesNotContain("1 / 3");
    }
  }

  /// Sales of 100.50 in three: each is released after 14 days, 44 and 74.
  @Test
  void instalments_are_released_one_by_one_when_switched_on() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withStart(BEGIN))) {
      Till till = new Till(Shop.of(sandbox, "MLB", "real"));
      var _ = till.shop().put("/_sandbox/reports/quirks", "{\"instalment_rows\":true}");
      Map<String, Integer> parts = new HashMap<>();
      Instant end = Instant.parse("2026-09-19T12:00:00Z");
      for (int came = 2; came >= 1; came--) {
        Instant sold = end.minus(Duration.ofDays(came * 30L - 15));
        sandbox.advance(Duration.between(sandbox.world().now(), sold));
        Shop.Answer paid = till.pay(till.cardPayment("APRO", ",\"installments\":3"));
        parts.put(Till.id(paid), came);
      }
      sandbox.advance(Duration.between(sandbox.world().now(), end.plus(Duration.ofDays(1))));
      Path release = report(till.shop(), "release", Field.RELEASE);
      List<ReportRow> rows = new ArrayList<>();
      var _ = ReportParser.parse(release, rows::add);
      assertThat(Proof.of(List.of(release)).closes()).isTrue();
      assertThat(parts).hasSize(2);
      parts.forEach((id, came) -> {
        List<ReportRow> own =
            rows.stream().filter(row -> row.sourceId().equals(Optional.of(id))).toList();
        assertThat(own).as("%d instalments", came).hasSize(came);
        for (int i = 1; i < came; i++) {
          assertThat(
                  Duration.between(
                      own.get(i - 1).date().orElseThrow().at(),
                      own.get(i).date().orElseThrow().at()))
              .isEqualTo(Duration.ofDays(30));
        }
        assertThat(own).allSatisfy(row -> assertThat(row.gross()).isEqualByComparingTo("33.50"));
      });
    }
  }
}
