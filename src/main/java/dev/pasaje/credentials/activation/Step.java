// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

import java.util.Locale;

/// A moment of an activation or a rollback: for people who watch, and for tests that interrupt.
///
/// @param target its name; empty when the step concerns them all
public record Step(Kind kind, String target) {
  /// In the order in which they come.
  public enum Kind {
    /// The journal knows what was and what will be; nothing is written yet.
    BEGUN,
    WRITING,
    PARTIAL_WRITTEN,
    RENAMED,
    WRITTEN,
    VERIFIED,
    ACTIVE,
    ROLLING_BACK,
    UNDOING,
    UNDONE,
    ROLLED_BACK;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
