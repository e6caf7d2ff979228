// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.doctor;

import java.util.Locale;
import java.util.Map;

/// One thing looked at.
///
/// @param key text key in the bundle `doctor`: `<key>.<state>` says what was found and what to do
public record Diagnosis(String key, State state, Map<String, String> arguments) {

  /// How it is.
  public enum State {
    GOOD,
    BAD,
    UNKNOWN;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Diagnosis good(String key, Map<String, String> arguments) {
    return new Diagnosis(key, State.GOOD, arguments);
  }

  static Diagnosis bad(String key, Map<String, String> arguments) {
    return new Diagnosis(key, State.BAD, arguments);
  }

  static Diagnosis unknown(String key, Map<String, String> arguments) {
    return new Diagnosis(key, State.UNKNOWN, arguments);
  }
}
