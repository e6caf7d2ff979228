// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"es", "pt", "en"})
  void a_shop_that_is_not_ready_becomes_ready(String language) {
    Run run = Run.in(directory).now().pasaje("demo", "--lang", language);

    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(run.out()).contains("[1/6]", "[6/6]", "test-user-in-production", "60 ");
    assertThat(run.out())
        .contains("AMOUNT_MISMATCH", "MISSING_IN_ORDERS", "REFUND_NOT_RECORDED", " 0.00 BRL\n");
    assertThat(directory.resolve("pasaje-demo/before.html")).exists();
    assertThat(directory.resolve("pasaje-demo/after.html")).exists();
    assertThat(directory.resolve("pasaje-demo/money.html")).exists();
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 90);
  }
}
