// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class VersionsTest {
  @ParameterizedTest
  @CsvSource({
    "2015-03-25T10:04:58.396-04:00, 2015-03-25T14:04:58.396Z",
    "2021-11-01T02:02:02Z, 2021-11-01T02:02:02Z",
    "2025-05-12T22:46:59.635090485Z, 2025-05-12T22:46:59.635090485Z",
    "2025-05-12T22:46:59.6350904851Z, 2025-05-12T22:46:59.635090485Z",
    "2026-03-02T12:00:00.000+0000, 2026-03-02T12:00:00Z",
    "2026-03-02T12:00:00-0430, 2026-03-02T16:30:00Z",
    "2026-03-02T12:00:00-04, 2026-03-02T16:00:00Z",
    "2026-03-02T12:00Z, 2026-03-02T12:00:00Z",
    "2021-11-29 17:10:37, 2021-11-29T17:10:37Z",
    "2026-03-02T12:00:00.5, 2026-03-02T12:00:00.500Z",
  })
  void dates_are_read_as_they_come(String text, Instant date) {
    assertThat(Versions.date(text)).contains(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2022-07-23T23:03:5704:00",
        "0001-01-01T00:00:00Z",
        "2026-02-30T12:00:00Z",
        "2026-03-02T25:00:00Z",
        "2026-03-02T12:00:00+99:00",
        "2026-03-02",
        "1742505638",
        "yesterday"
      })
  void what_is_no_date_is_none(String text) {
    assertThat(Versions.date(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"date_last_updated\":\"2026-03-02T12:00:00Z\"} | 1772452800000",
        "{\"last_updated\":\"2026-03-02T12:00:00Z\"} | 1772452800000",
        "{\"last_updated_date\":\"2026-03-02T12:00:00Z\",\"version\":3} | 1772452800000",
        "{\"last_modified\":\"2026-03-02T12:00:00Z\",\"version\":3} | 1772452800000",
        "{\"date_last_updated\":null,\"version\":1720427447} | 1720427447",
      })
  void each_kind_names_its_last_update_in_its_own_way(String body, long version) {
    assertThat(Versions.of(JsonMapper.shared().readTree(body))).hasValue(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "null",
        "{\"version\":\"8\"}",
        "{\"version\":1.5}",
        "{\"version\":99999999999999999999}",
        "{\"version\":-1}",
        "{\"date_last_updated\":{}}"
      })
  void a_body_without_either_has_no_version(String body) {
    assertThat(Versions.of(JsonMapper.shared().readTree(body))).isEmpty();
  }

  @Test
  void no_text_breaks_it() {
    long seed = 7;
    Random random = new Random(seed);
    String letters = "0123456789-:T.Zz+ ,\0é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(Versions.date(text.toString())).as("seed %d, %s", seed, text).isNotNull();
    }
  }
}
