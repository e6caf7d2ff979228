// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import java.util.Locale;

/// What a failure costs, worst first.
public enum Severity {
  /// Ours: going live is impossible or dangerous (a test user's token in the production slot).
  BLOCKER,
  /// Mandatory at Mercado Pago: scored, and must be met whatever the score.
  REQUIRED,
  /// Scored, does not block.
  RECOMMENDED,
  /// Never changes the score.
  BEST_PRACTICE;

  /// The id in JSON and in texts: `best-practice`, ….
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public boolean scored() {
    return this == REQUIRED || this == RECOMMENDED;
  }

  /// A failure of it closes the gate by itself.
  public boolean mandatory() {
    return this == BLOCKER || this == REQUIRED;
  }
}
