// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// A text format in which the values of some keys are changed and every other byte stays.
interface KeyFormat {
  /// The values of these keys; empty for one that is not there.
  Map<String, Optional<String>> read(String text, Collection<String> keys) throws FormatTrouble;

  /// The text with these values; an empty one takes the key away, where the format can.
  String write(String text, Map<String, Optional<String>> values) throws FormatTrouble;

  /// What makes a file, a key or a value impossible to handle.
  final class FormatTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String what;

    /// @param code of the text `target.<code>`
    /// @param what key or place; never a value
    FormatTrouble(String code, String what) {
      super(code + " " + what);
      this.code = code;
      this.what = what;
    }

    String code() {
      return code;
    }

    String what() {
      return what;
    }
  }
}
