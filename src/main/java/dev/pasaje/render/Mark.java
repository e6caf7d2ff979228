// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.Verdict;
import java.util.Locale;

/// The sign beside a verdict or an item, worst first.
public enum Mark {
  BAD("✗", "x"),
  MINOR("!", "!"),
  UNSURE("?", "?"),
  GOOD("✓", "+"),
  WAIVED("○", "o"),
  NONE("–", "-");

  private final String symbol;
  private final String ascii;

  Mark(String symbol, String ascii) {
    this.symbol = symbol;
    this.ascii = ascii;
  }

  public String symbol() {
    return symbol;
  }

  String symbol(boolean unicode) {
    return unicode ? symbol : ascii;
  }

  /// The class in a style sheet.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Mark of(Verdict verdict) {
    return switch (verdict) {
      case READY -> GOOD;
      case UNDETERMINED -> UNSURE;
      case NOT_READY -> BAD;
    };
  }

  static Mark of(QualityReport.Verdict verdict) {
    return switch (verdict) {
      case IDEAL, APPROVED -> GOOD;
      case UNDETERMINED -> UNSURE;
      case BELOW -> BAD;
    };
  }
}
