// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import java.time.Instant;
import java.util.List;

/// What differs between two runs.
///
/// @param since when the earlier run was measured
/// @param changes in the order of the later report, what is gone last
public record Comparison(Instant since, List<Change> changes) {
  public Comparison {
    changes = List.copyOf(changes);
  }

  /// One check of one integration that ended otherwise.
  ///
  /// @param before the outcome's id in the earlier run: `failed`, …; empty text when it was not
  ///   there
  /// @param now the outcome's id now; empty text when it is gone
  public record Change(String integration, String check, String before, String now) {
    public boolean mended() {
      return before.equals("failed") && !now.equals("failed");
    }

    public boolean broke() {
      return now.equals("failed") && !before.equals("failed");
    }
  }
}
