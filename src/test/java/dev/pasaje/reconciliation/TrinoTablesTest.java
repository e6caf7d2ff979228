// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which tables on a shared engine a run may drop.
class TrinoTablesTest {
  private static final long BEGUN = 0x6a000000L;
  private static final String TABLE = "rc_6a000000_1f4_near_order";

  @Test
  void a_day_has_to_be_over() {
    assertThat(TrinoTables.isDead(TABLE, BEGUN)).isFalse();
    assertThat(TrinoTables.isDead(TABLE, BEGUN + 86_399)).isFalse();
    assertThat(TrinoTables.isDead(TABLE, BEGUN + 86_400)).isFalse();
    assertThat(TrinoTables.isDead(TABLE, BEGUN + 86_401)).isTrue();
  }

  /// One that began after now, by a clock that was set back.
  @Test
  void a_run_of_the_future_lives() {
    assertThat(TrinoTables.isDead(TABLE, BEGUN - 1_000_000)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "rc_orders",
        "rc_6a000000",
        "rc_6a000000_",
        "rc_6a000000_near",
        "rc_6a000000_1f4_",
        "rc_6a0000001_1f4_near",
        "rc_zzzzzzzz_1f4_near",
        "src_6a000000_1f4_near",
        "rc_6a000000_1f4_near; drop table orders",
        "rc_8f3ab2c4d5e6f_near"
      })
  void what_no_run_named_so_stays(String table) {
    assertThat(TrinoTables.isDead(table, Long.MAX_VALUE / 2)).isFalse();
  }
}
