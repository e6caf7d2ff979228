// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.reports.proof.Breach;
import dev.pasaje.reports.proof.Identity;
import dev.pasaje.reports.proof.Proof;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the emulator makes of random lives always parses and closes, in every shape a file can
/// have; a cent that is missing is found, and nothing else.
class ReportsProvedTest {
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(-4);

  @TempDir Path directory;

  private Path file(
      Life life, Family family, Range range, String format, String language, Set<Quirks> quirks)
      throws IOException {
    ObjectNode json = Json.object();
    ArrayNode columns = json.putArray("columns");
    family.columns().forEach(key -> columns.addObject().put("key", key));
    json.put("report_translation", language);
    Configuration configuration = new Configuration(family, json);
    Table table =
        Sheets.table(
            life.world, life.shop.account(), true, configuration, range, life.world.now(), quirks);
    byte[] bytes =
        format.equals("csv")
            ? ReportFile.csv(table, language.equals("en") ? ',' : ';', quirks)
            : ReportFile.xlsx(table, family.type());
    Path file = directory.resolve(family.type() + range.begin().getEpochSecond() + "." + format);
    Files.write(file, bytes);
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "MLA,1,csv,en",
    "MLA,2,csv,es",
    "MLA,3,xlsx,en",
    "MLB,4,csv,pt",
    "MLB,5,xlsx,pt",
    "MLC,6,csv,en",
    "MLC,7,xlsx,es",
    "MLC,8,csv,es",
    "MPE,9,csv,en",
    "MLU,10,csv,es",
    "MCO,11,xlsx,es",
    "MLM,12,csv,en"
  })
  void reports_of_random_lives_parse_and_close(Site site, long seed, String format, String language)
      throws IOException {
    Life life = new Life(site, seed);
    life.live(150);
    Range whole = Range.wholeDays(Life.BEGIN, life.world.now(), ZONE);
    Range first = new Range(whole.begin(), whole.begin().plus(Duration.ofDays(40)).minusSeconds(1));
    Range second = new Range(first.end().plusSeconds(1), whole.end());
    Set<Quirks> quirks =
        EnumSet.of(
            Quirks.RESERVE_PAIRS,
            Quirks.TRUNCATED_DESCRIPTIONS,
            Quirks.INVALID_TAXES_DISAGGREGATED,
            Quirks.BYTE_ORDER_MARK,
            Quirks.CARRIAGE_RETURNS,
            Quirks.MIXED_OFFSETS,
            Quirks.EARLY_RELEASE_DATES,
            Quirks.TYPO_VALUES);
    Proof proof =
        Proof.of(
            List.of(
                file(life, Family.RELEASE, first, format, language, quirks),
                file(life, Family.RELEASE, second, format, language, quirks),
                file(life, Family.SETTLEMENT, whole, format, language, quirks)));

    assertThat(proof.files()).as("seed %d", seed).hasSize(3);
    assertThat(proof.files())
        .as("seed %d", seed)
        .allSatisfy(parsed -> {
          assertThat(parsed.malformed()).isEmpty();
          assertThat(parsed.unknown()).isEmpty();
          assertThat(parsed.unknownColumns()).isEmpty();
          assertThat(parsed.rows()).isPositive();
        });
    assertThat(proof.breaches().stream().filter(breach -> breach.weight() == Breach.Weight.BREAK))
        .as("seed %d", seed)
        .isEmpty();
    assertThat(proof.closes()).as("seed %d", seed).isTrue();
    for (Identity identity :
        List.of(
            Identity.R1,
            Identity.R2,
            Identity.R3,
            Identity.R4,
            Identity.R5,
            Identity.S1,
            Identity.S2,
            Identity.S5,
            Identity.X1,
            Identity.X3)) {
      assertThat(proof.checked()).as("seed %d", seed).containsKey(identity);
    }
  }

  @Test
  void a_cent_that_is_missing_is_found_with_its_line() throws IOException {
    Life life = new Life(Site.MLA, 21);
    life.live(100);
    Range whole = Range.wholeDays(Life.BEGIN, life.world.now(), ZONE);
    Set<Quirks> broken = EnumSet.of(Quirks.RESERVE_PAIRS, Quirks.BROKEN_NET);

    Proof release = Proof.of(List.of(file(life, Family.RELEASE, whole, "csv", "en", broken)));
    Proof settlement = Proof.of(List.of(file(life, Family.SETTLEMENT, whole, "csv", "en", broken)));

    assertThat(release.closes()).isFalse();
    assertThat(release.broken()).containsOnlyKeys(Identity.R1);
    assertThat(release.breaches().getFirst().line()).isEqualTo(3);
    assertThat(settlement.closes()).isFalse();
    assertThat(settlement.broken()).containsOnlyKeys(Identity.S1);
    assertThat(settlement.breaches().getFirst().line()).isEqualTo(2);
  }

  @Test
  void a_row_that_comes_twice_breaks_balance_and_total() throws IOException {
    Life life = new Life(Site.MLC, 22);
    life.live(100);
    Range whole = Range.wholeDays(Life.BEGIN, life.world.now(), ZONE);
    Set<Quirks> twice = EnumSet.of(Quirks.RESERVE_PAIRS, Quirks.DUPLICATE_ROW, Quirks.UNKNOWN_TYPE);

    Proof proof = Proof.of(List.of(file(life, Family.RELEASE, whole, "csv", "en", twice)));

    assertThat(proof.broken()).containsKeys(Identity.R3, Identity.R4);
    assertThat(proof.files().getFirst().unknown())
        .singleElement()
        .satisfies(unknown -> assertThat(unknown.value()).isEqualTo("sandbox_novelty"));
  }
}
