// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.analytics.Engine;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcilerTest {
  @TempDir private Path directory;

  private Outcome reconcile(Lives lives) throws Exception {
    try (Engine engine = Engine.duckDb(directory.resolve("spill"), 512L << 20)) {
      return new Reconciler(engine, Lives.terms(), Lives.AS_OF, (_, _) -> {})
          .run(new Inputs(lives.ledger.write(engine, directory), lives.reports(),
              Optional.of(new Coverage.Range(Lives.BEGIN, Lives.END))));
    }
  }

  @Test
  void lives_without_a_fault_reconcile_to_the_cent() throws Exception {
    long seed = 20_261_126L;
    Outcome outcome = reconcile(new Lives(seed, 3000));
    assertThat(outcome.discrepancies()).as("seed %d", seed).isEmpty();
    assertThat(outcome.remainder()).isEqualTo(Outcome.Sum.NONE);
    assertThat(outcome.closes()).isTrue();
  }
}
