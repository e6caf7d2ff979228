// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import java.util.Locale;
import java.util.Optional;

/// A format a report is written in.
public enum Format {
  TEXT,
  JSON,
  JSONL,
  CSV,
  JUNIT,
  SARIF,
  MARKDOWN,
  HTML,
  /// A spreadsheet; no text, and so nothing for a terminal.
  XLSX;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Format> of(String id) {
    for (Format format : values()) {
      if (format.id().equals(id.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
