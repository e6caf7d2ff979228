// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
  private static final long MEMORY = 128L << 20;

  @TempDir private Path directory;

  @Test
  void tables_of_one_connection_are_seen_by_the_next() throws SQLException {
    try (Engine engine = Engine.duckDb(directory.resolve("spill"), MEMORY)) {
      try (Connection one = engine.connection();
          Statement statement = one.createStatement()) {
        statement.execute("create table t as select 1.10::decimal(18, 2) as amount");
      }
      try (Connection other = engine.connection();
          Statement statement = other.createStatement();
          ResultSet row = statement.executeQuery("select amount from t")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getBigDecimal(1)).isEqualTo(new BigDecimal("1.10"));
      }
    }
  }

  @Test
  void what_does_not_fit_into_memory_is_spilled_and_cleared_away() throws SQLException {
    Path spill = directory.resolve("spill");
    try (Engine engine = Engine.duckDb(spill, MEMORY, 2);
        Connection connection = engine.connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*), sum(n) from (select i, count(*) as n from"
                    + " range(4000000) t(i) group by i)")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(1)).isEqualTo(4_000_000);
      assertThat(row.getLong(2)).isEqualTo(4_000_000);
    }
    assertThat(spill).isEmptyDirectory();
  }

  @Test
  void parquet_files_are_read_by_their_path_even_with_quotes_in_it() throws Exception {
    Path file = Files.createDirectory(directory.resolve("it's")).resolve("a.parquet");
    try (Engine engine = Engine.duckDb(directory.resolve("spill"), MEMORY);
        Connection connection = engine.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (select 'x' as id) to " + Sql.text(file.toString()) + " (format parquet)");
      try (ResultSet row = statement.executeQuery("select id from " + Sql.parquet(List.of(file)))) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("x");
      }
    }
  }

  @Test
  void an_address_of_another_form_is_refused() {
    for (String address : List.of("trino://host:8080", "http://host/c/s", "trino:///c/s")) {
      assertThatThrownBy(() -> Engine.trino(address))
          .isInstanceOf(PasajeException.class)
          .hasMessageContaining("trino://[user@]host:port/catalog/schema");
    }
  }
}
