// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static dev.pasaje.tls.TlsHosts.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.tls.Lifetime.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-14T23:59:59Z, 398",
    "2026-03-15T00:00:00Z, 200",
    "2027-03-14T23:59:59Z, 200",
    "2027-03-15T00:00:00Z, 100",
    "2029-03-14T23:59:59Z, 100",
    "2029-03-15T00:00:00Z, 47"
  })
  void the_limit_goes_by_the_date_of_issue(Instant issued, int days) {
    assertThat(Lifetime.limit(issued)).isEqualTo(days);

    TlsHosts host = new TlsHosts().lifetime(issued, Duration.ofDays(days));
    assertThat(of(host).days()).isEqualTo(days);
    host.until = host.until.plusSeconds(1);
    assertThat(of(host).days()).isEqualTo(days + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "90, 721, FRESH",
    "90, 720, DUE",
    "90, 541, DUE",
    "90, 540, LATE",
    "90, 271, LATE",
    "90, 270, CRITICAL",
    "47, 377, FRESH",
    "47, 376, DUE",
    "47, 282, LATE",
    "47, 142, LATE",
    "47, 141, CRITICAL",
    "61, 184, LATE",
    "2, 12, CRITICAL",
    "90, 0, CRITICAL",
    "90, -1, EXPIRED"
  })
  void how_near_the_end_is_goes_by_the_certificates_own_life(int days, int hours, State state) {
    TlsHosts host = new TlsHosts().left(Duration.ofDays(days), Duration.ofHours(hours));

    assertThat(of(host).state()).isEqualTo(state);
  }

  @Test
  void a_long_lived_certificate_is_critical_in_its_last_week() {
    TlsHosts host = new TlsHosts();
    assertThat(of(host.left(Duration.ofDays(40), Duration.ofDays(7))).state())
        .isEqualTo(State.LATE);
    assertThat(of(host.left(Duration.ofDays(398), Duration.ofDays(7))).state())
        .isEqualTo(State.CRITICAL);
  }

  private static Lifetime of(TlsHosts host) {
    return Lifetime.of(host.chain().leaf(), AT);
  }
}
