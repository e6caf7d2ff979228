// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The identities of reports.md 14 over random lives, in a currency without decimals, one with
/// taxes, and one with neither.
class ReportIdentitiesTest {
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(-4);

  private static List<NamedCsvRecord> rows(Life life, Family family, Range range) {
    ObjectNode json = Json.object();
    ArrayNode columns = json.putArray("columns");
    family.columns().forEach(key -> columns.addObject().put("key", key));
    Configuration configuration = new Configuration(family, json);
    Set<Quirks> quirks = EnumSet.of(Quirks.RESERVE_PAIRS);
    Table table =
        Sheets.table(
            life.world, life.shop.account(), true, configuration, range, life.world.now(), quirks);
    String csv = new String(ReportFile.csv(table, ',', quirks), StandardCharsets.UTF_8);
    return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
  }

  private static BigDecimal amount(NamedCsvRecord row, String... columns) {
    BigDecimal sum = BigDecimal.ZERO;
    for (String column : columns) {
      sum = sum.add(new BigDecimal(row.getField(column)));
    }
    return sum;
  }

  private static BigDecimal net(NamedCsvRecord row) {
    return amount(row, "NET_CREDIT_AMOUNT").subtract(amount(row, "NET_DEBIT_AMOUNT"));
  }

  private static boolean is(NamedCsvRecord row, String column, String value) {
    return row.getField(column).equals(value);
  }

  private static Life lived(Site site, long seed) {
    Life life = new Life(site, seed);
    life.live(150);
    return life;
  }

  private static Range until(Instant end) {
    return Range.wholeDays(Life.BEGIN, end, ZONE);
  }

  @ParameterizedTest
  @CsvSource({"MLC,1", "MLC,2", "MLC,3", "MLA,1", "MLA,2", "MLA,3", "MLB,1", "MLB,2", "MPE,7"})
  void every_settlement_row_adds_up(Site site, long seed) {
    Life life = lived(site, seed);
    List<NamedCsvRecord> rows = rows(life, Family.SETTLEMENT, until(life.world.now()));
    assertThat(rows).hasSizeGreaterThan(50);
    Map<String, BigDecimal> later = new HashMap<>();
    for (NamedCsvRecord row : rows) {
      if (!is(row, "TRANSACTION_TYPE", "SETTLEMENT")) {
        later.merge(
            row.getField("SOURCE_ID"), amount(row, "SETTLEMENT_NET_AMOUNT"), BigDecimal::add);
      }
    }
    for (NamedCsvRecord row : rows) {
      BigDecimal net = amount(row, "SETTLEMENT_NET_AMOUNT");
      assertThat(net)
          .isEqualByComparingTo(amount(row, "TRANSACTION_AMOUNT", "FEE_AMOUNT", "TAXES_AMOUNT"));
      assertThat(amount(row, "FEE_AMOUNT"))
          .isEqualByComparingTo(
              amount(row, "MKP_FEE_AMOUNT", "FINANCING_FEE_AMOUNT", "SHIPPING_FEE_AMOUNT"));
      assertThat(net.signum()).isEqualTo(amount(row, "TRANSACTION_AMOUNT").signum());
      assertThat(amount(row, "TAXES_AMOUNT").signum()).isLessThanOrEqualTo(0);
      BigDecimal listed = BigDecimal.ZERO;
      for (JsonNode tax :
          Json.parse(row.getField("TAXES_DISAGGREGATED").getBytes(StandardCharsets.UTF_8))) {
        listed = listed.add(tax.path("amount").decimalValue());
      }
      assertThat(listed).isEqualByComparingTo(amount(row, "TAXES_AMOUNT"));
      BigDecimal reduced =
          is(row, "TRANSACTION_TYPE", "SETTLEMENT")
              ? net.add(later.getOrDefault(row.getField("SOURCE_ID"), BigDecimal.ZERO))
              : net;
      assertThat(amount(row, "REAL_AMOUNT")).isEqualByComparingTo(reduced);
      assertThat(row.getField("TRANSACTION_AMOUNT"))
          .matches(site.decimals() == 0 ? "-?\\d+" : "-?\\d+\\.\\d\\d");
    }
    assertThat(rows.stream().map(row -> row.getField("SETTLEMENT_DATE")).toList())
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @ParameterizedTest
  @CsvSource({"MLC,1", "MLC,2", "MLC,3", "MLA,1", "MLA,2", "MLA,3", "MLB,1", "MLB,2", "MPE,7"})
  void the_release_report_closes(Site site, long seed) {
    Life life = lived(site, seed);
    Range whole = until(life.world.now());
    List<NamedCsvRecord> rows = rows(life, Family.RELEASE, whole);
    assertThat(rows.getFirst().getField("RECORD_TYPE")).isEqualTo("initial_available_balance");
    assertThat(rows.getLast().getField("RECORD_TYPE")).isEqualTo("total");
    BigDecimal balance = net(rows.getFirst());
    List<NamedCsvRecord> movements = rows.subList(1, rows.size() - 1);
    assertThat(movements).hasSizeGreaterThan(50);
    for (NamedCsvRecord row : movements) {
      assertThat(row.getField("RECORD_TYPE")).isEqualTo("release");
      assertThat(net(row))
          .isEqualByComparingTo(
              amount(
                  row,
                  "GROSS_AMOUNT",
                  "MP_FEE_AMOUNT",
                  "FINANCING_FEE_AMOUNT",
                  "SHIPPING_FEE_AMOUNT",
                  "TAXES_AMOUNT"));
      assertThat(amount(row, "NET_CREDIT_AMOUNT").min(amount(row, "NET_DEBIT_AMOUNT"))).isZero();
      assertThat(net(row).signum()).isNotZero();
      balance = balance.add(net(row));
      assertThat(amount(row, "BALANCE_AMOUNT")).isEqualByComparingTo(balance);
    }
    assertThat(net(rows.getLast())).isEqualByComparingTo(balance);
    assertThat(movements.stream().map(row -> row.getField("DATE")).toList()).isSorted();

    Instant middle = whole.begin().plus(Duration.ofDays(40)).minusSeconds(1);
    List<NamedCsvRecord> first = rows(life, Family.RELEASE, new Range(whole.begin(), middle));
    List<NamedCsvRecord> second =
        rows(life, Family.RELEASE, new Range(middle.plusSeconds(1), whole.end()));
    assertThat(net(second.getFirst())).isEqualByComparingTo(net(first.getLast()));
    assertThat(first.size() + second.size() - 4).isEqualTo(movements.size());
  }

  @ParameterizedTest
  @CsvSource({"MLC,1", "MLC,2", "MLA,1", "MLA,2", "MLA,3", "MLB,1", "MPE,7"})
  void both_reports_agree_by_source_once_all_is_released(Site site, long seed) {
    Life life = lived(site, seed);
    life.world.advance(Duration.ofDays(40));
    Range whole = until(life.world.now());
    Map<String, BigDecimal> settled = new LinkedHashMap<>();
    Map<String, BigDecimal> released = new LinkedHashMap<>();
    for (NamedCsvRecord row : rows(life, Family.SETTLEMENT, whole)) {
      settled.merge(
          row.getField("SOURCE_ID"), amount(row, "SETTLEMENT_NET_AMOUNT"), BigDecimal::add);
    }
    for (NamedCsvRecord row : rows(life, Family.RELEASE, whole)) {
      if (is(row, "RECORD_TYPE", "release")
          && !row.getField("DESCRIPTION").startsWith("reserve_")) {
        released.merge(row.getField("SOURCE_ID"), net(row), BigDecimal::add);
      }
    }
    assertThat(released.keySet()).isSubsetOf(settled.keySet());
    settled.forEach((source, sum) ->
        assertThat(released.getOrDefault(source, BigDecimal.ZERO))
            .as("source %s", source)
            .isEqualByComparingTo(sum));
  }

  @ParameterizedTest
  @CsvSource({"MLC,1", "MLA,2", "MLB,3"})
  void a_payout_is_three_rows_and_closed_reserves_are_nothing(Site site, long seed) {
    Life life = lived(site, seed);
    Map<String, BigDecimal> reserves = new HashMap<>();
    Map<String, Integer> payoutRows = new HashMap<>();
    for (NamedCsvRecord row : rows(life, Family.RELEASE, until(life.world.now()))) {
      String source = row.getField("SOURCE_ID");
      String description = row.getField("DESCRIPTION");
      if (description.startsWith("reserve_") && !description.equals("reserve_for_dispute")) {
        reserves.merge(source + description, net(row), BigDecimal::add);
      }
      boolean outgoing = description.equals("payout") && net(row).signum() < 0;
      if (outgoing || description.equals("reserve_for_payout")) {
        payoutRows.merge(source, 1, Integer::sum);
      }
    }
    assertThat(payoutRows).isNotEmpty();
    assertThat(payoutRows.values()).allMatch(count -> count == 3);
    assertThat(reserves.values()).allMatch(sum -> sum.signum() == 0);
  }

  @ParameterizedTest
  @CsvSource({"MLC,5", "MLA,5"})
  void a_file_reads_the_same_whenever_it_is_fetched(Site site, long seed) {
    Life life = lived(site, seed);
    Instant generated = life.world.now();
    Range range = new Range(Life.BEGIN, generated.minusSeconds(1));
    for (Family family : Family.values()) {
      Configuration configuration = Configuration.initial(family, life.shop.account().id());
      Table before =
          Sheets.table(
              life.world, life.shop.account(), true, configuration, range, generated, Set.of());
      life.live(30);
      Table after =
          Sheets.table(
              life.world, life.shop.account(), true, configuration, range, generated, Set.of());
      assertThat(after.rows()).isEqualTo(before.rows());
    }
  }
}
