// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.nio.charset.StandardCharsets;

/// Questions to bytes in a buffer. Positions past `end` are no letters, digits or anything else.
final class Bytes {
  private Bytes() {}

  static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean hex(byte b) {
    return digit(b) || (b >= 'a' && b <= 'f');
  }

  static boolean letter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  static boolean alphanumeric(byte b) {
    return letter(b) || digit(b);
  }

  static boolean at(byte[] b, int position, int end, byte[] expected) {
    if (position < 0 || end - position < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (b[position + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /// How many of the kind follow, at most `most`.
  static int run(byte[] b, int position, int end, int most, Kind kind) {
    int last = Math.min(end, position + most);
    int i = position;
    while (i < last && kind.test(b[i])) {
      i++;
    }
    return i - position;
  }

  interface Kind {
    boolean test(byte b);
  }

  static String text(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
  }

  static byte[] of(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
