// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6797 6.1, and everything a server may get wrong about it.
class HstsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-age=300",
        "max-age=\"300\"",
        "MAX-AGE = 300 ; includeSubDomains",
        ";max-age=300;;includesubdomains; preload; strange=\"a;b\"",
      })
  void a_well_formed_header_says_how_long(String value) {
    assertThat(Hsts.of(List.of(value)).maxAge()).contains(300L);
    assertThat(Hsts.of(List.of(value)).fault()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "includeSubDomains",
        "max-age",
        "max-age=",
        "max-age=-1",
        "max-age=1.5",
        "max-age=\"300",
        "max-age=300; max-age=300",
        "max-age=300, includeSubDomains",
        "max-age=300; includeSubDomains=yes",
        "max age=300; a b",
        "\u0000",
      })
  void a_malformed_header_says_nothing(String value) {
    assertThat(Hsts.of(List.of(value)).maxAge()).isEmpty();
    assertThat(Hsts.of(List.of(value)).fault()).isPresent();
  }

  @Test
  void of_several_headers_the_first_counts_and_that_is_a_fault() {
    Hsts hsts = Hsts.of(List.of("max-age=300", "max-age=0"));

    assertThat(hsts.maxAge()).contains(300L);
    assertThat(hsts.fault()).isPresent();
  }

  @Test
  void a_number_without_end_is_for_ever() {
    assertThat(Hsts.of(List.of("max-age=" + "9".repeat(5000))).maxAge()).contains(999_999_999_999L);
  }
}
