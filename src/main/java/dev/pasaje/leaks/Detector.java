// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds credentials in a buffer of bytes: one look at each byte, and a closer one only where the
/// first letters of a shape stand.
final class Detector {
  /// Longer than any shape with its name and what lies between: a find near the end of a buffer
  /// needs so much after it, and a context so much before.
  static final int REACH = 4096;

  private static final byte PLAIN = 1;
  private static final byte ENCODED = 2;
  private static final byte NAMED = 3;

  private static final byte[] FIRST = new byte[256];

  static {
    FIRST['A'] = PLAIN;
    FIRST['T'] = PLAIN;
    FIRST['Q'] = ENCODED;
    FIRST['V'] = ENCODED;
    FIRST['s'] = NAMED;
    FIRST['S'] = NAMED;
  }

  private Detector() {}

  /// Looks at what begins in `[from, limit)`; reads up to `end`.
  ///
  /// @return where the last find ends, or `from`
  static int scan(byte[] b, int from, int limit, int end, boolean ourFile, Consumer<Hit> found) {
    int done = from;
    for (int i = from; i < limit; i++) {
      byte kind = FIRST[b[i] & 0xff];
      if (kind != 0) {
        Hit hit = look(kind, b, i, end, ourFile);
        if (hit != null && !Placeholder.published(hit.value().reveal())) {
          found.accept(hit);
          // The value of a named secret may lie beyond its name.
          done = hit.end();
          i = done - 1;
        }
      }
    }
    return done;
  }

  private static @Nullable Hit look(byte kind, byte[] b, int i, int end, boolean ourFile) {
    if (i + 2 >= end) {
      return null;
    }
    byte second = b[i + 1];
    return switch (kind) {
      case PLAIN ->
          second == 'P' || second == 'E' || second == 'G' ? Shapes.plain(b, i, end) : null;
      case ENCODED -> second == 'V' || second == 'E' ? Shapes.encoded(b, i, end) : null;
      default ->
          (second | 0x20) == 'e' && (b[i + 2] | 0x20) == 'c'
              ? NamedSecrets.at(b, i, end, ourFile)
              : null;
    };
  }
}
