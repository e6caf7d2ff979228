// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.proof;

import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.Map;

/// Where a report does not close.
///
/// @param line from 1; 0 when it is about the whole file
/// @param subject the operation it is about; may be empty
/// @param expected what the other side of the identity comes to; the rows that a file lacks where
///   R4 could not be looked at
/// @param found what the report says
public record Breach(
    Identity identity,
    Weight weight,
    String file,
    long line,
    String subject,
    String expected,
    String found) {

  /// What it means for the verdict.
  public enum Weight {
    /// The report does not close.
    BREAK,
    /// Worth knowing, and no error: money held, an identity that was only observed.
    NOTE
  }

  public String in(Language language) {
    Texts texts = Texts.of("reports", language);
    if (identity == Identity.R4 && weight == Weight.NOTE) {
      return texts.get("breach.no-total", Map.of("file", file, "missing", expected));
    }
    return texts.get(
        line == 0 ? "breach.file" : "breach.line",
        Map.of(
            "identity",
            identity.name(),
            "file",
            file,
            "line",
            Long.toString(line),
            "subject",
            subject.isEmpty() ? "-" : subject,
            "expected",
            expected,
            "found",
            found,
            "what",
            texts.get("identity." + identity.name())));
  }
}
