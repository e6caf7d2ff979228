// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import dev.pasaje.secret.Secret;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The shapes that need no name before them: access tokens, public keys, refresh tokens and codes;
/// plain, or in base64 alone as a Kubernetes Secret has them. domain/credentials.md 2.1 to 2.3.
final class Shapes {
  private static final byte[] APP_USR = Bytes.of("APP_USR-");
  private static final byte[] TEST = Bytes.of("TEST-");
  private static final byte[] TG = Bytes.of("TG-");

  /// What base64 makes of `APP_USR-`, `TEST-` and `TG-`, each followed by a digit or hex letter.
  private static final byte[][] ENCODED = {
    Bytes.of("QVBQX1VTUi"), Bytes.of("VEVTVC"), Bytes.of("VEct")
  };

  private static final int MOST_ENCODED = 160;
  private static final int MOST_DIGITS = 20;

  private Shapes() {}

  static @Nullable Hit plain(byte[] b, int at, int end) {
    if (Bytes.at(b, at, end, APP_USR)) {
      return opens(b, at) ? key(b, at, at + APP_USR.length, end, true) : null;
    }
    if (Bytes.at(b, at, end, TEST)) {
      return opens(b, at) ? key(b, at, at + TEST.length, end, false) : null;
    }
    if (Bytes.at(b, at, end, TG)) {
      return opens(b, at) ? grant(b, at, end) : null;
    }
    return null;
  }

  static @Nullable Hit encoded(byte[] b, int at, int end) {
    for (byte[] start : ENCODED) {
      if (Bytes.at(b, at, end, start)) {
        boolean within = at > 0 && b[at - 1] != '=' && base64(b[at - 1]) && !escaped(b, at);
        return within ? null : decoded(b, at, end);
      }
    }
    return null;
  }

  private static @Nullable Hit decoded(byte[] b, int at, int end) {
    int length = Bytes.run(b, at, end, MOST_ENCODED + 1, Shapes::base64);
    if (length > MOST_ENCODED) {
      return null;
    }
    byte[] text;
    try {
      text = Base64.getDecoder().decode(Bytes.text(b, at, at + length));
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
    int size = text.length;
    // `echo` without `-n` before `base64` leaves a line end.
    while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r')) {
      size--;
    }
    Hit hit = plain(text, 0, size);
    return hit == null || hit.end() != size ? null : hit.movedTo(at, at + length);
  }

  private static @Nullable Hit key(byte[] b, int at, int p, int end, boolean production) {
    Hit token = token(b, at, p, end, production);
    if (token != null) {
      return token;
    }
    int length = uuid(b, p, end);
    if (length == 0 && !production && Bytes.run(b, p, end, 33, Bytes::hex) == 32) {
      // Very old test keys have no hyphens; domain/credentials.md 2.2.
      length = 32;
    }
    return length == 0
            || !closes(b, p + length, end)
            || Placeholder.hex(Bytes.text(b, p, p + length))
        ? null
        : hit(LeakKind.PUBLIC_KEY, b, at, p + length, "", "");
  }

  private static @Nullable Hit token(byte[] b, int at, int start, int end, boolean production) {
    int p = start;
    int application = Bytes.run(b, p, end, MOST_DIGITS, Bytes::digit);
    p += application;
    if (application == 0 || !hyphen(b, p, end) || Bytes.run(b, p + 1, end, 7, Bytes::digit) != 6) {
      return null;
    }
    p += 7;
    if (!hyphen(b, p, end) || Bytes.run(b, p + 1, end, 33, Bytes::hex) != 32) {
      return null;
    }
    String opaque = Bytes.text(b, p + 1, p + 33);
    p += 33;
    // Only in old tokens: `__LA_LD__`.
    if (p + 9 <= end && Bytes.text(b, p, p + 9).matches("__[A-Z]{2}_[A-Z]{2}__")) {
      p += 9;
    }
    int account = hyphen(b, p, end) ? Bytes.run(b, p + 1, end, MOST_DIGITS, Bytes::digit) : 0;
    String number = Bytes.text(b, start, start + application);
    if (account == 0
        || !closes(b, p + 1 + account, end)
        || Placeholder.hex(opaque)
        || Placeholder.counting(number)) {
      return null;
    }
    return hit(
        production ? LeakKind.ACCESS_TOKEN : LeakKind.TEST_ACCESS_TOKEN,
        b,
        at,
        p + 1 + account,
        number,
        Bytes.text(b, p + 1, p + 1 + account));
  }

  private static @Nullable Hit grant(byte[] b, int at, int end) {
    int p = at + TG.length;
    if (Bytes.run(b, p, end, 25, Bytes::hex) != 24 || !hyphen(b, p + 24, end)) {
      return null;
    }
    int account = Bytes.run(b, p + 25, end, MOST_DIGITS, Bytes::digit);
    int last = p + 25 + account;
    return account == 0 || !closes(b, last, end) || Placeholder.hex(Bytes.text(b, p, p + 24))
        ? null
        : hit(LeakKind.REFRESH_TOKEN, b, at, last, "", Bytes.text(b, p + 25, last));
  }

  private static Hit hit(
      LeakKind kind, byte[] b, int at, int last, String application, String account) {
    return new Hit(kind, at, last, Secret.of(Bytes.text(b, at, last)), application, account);
  }

  /// The length of a UUID in lower case, or nothing.
  private static int uuid(byte[] b, int start, int end) {
    int p = start;
    for (int length : new int[] {8, 4, 4, 4, 12}) {
      if (p > start) {
        if (!hyphen(b, p, end)) {
          return 0;
        }
        p++;
      }
      if (Bytes.run(b, p, end, length, Bytes::hex) != length) {
        return 0;
      }
      p += length;
    }
    return p - start;
  }

  private static boolean hyphen(byte[] b, int at, int end) {
    return at < end && b[at] == '-';
  }

  /// Whether a value may begin here: not in the middle of a word, unless the letter before it is
  /// that of an escape such as `\n` or `%3D`.
  private static boolean opens(byte[] b, int at) {
    return at == 0
        || !(Bytes.alphanumeric(b[at - 1]) || b[at - 1] == '_' || b[at - 1] == '-')
        || escaped(b, at);
  }

  private static boolean escaped(byte[] b, int at) {
    byte before = b[at - 1];
    boolean backslash = at > 1 && b[at - 2] == '\\' && "nrtbf".indexOf(before) >= 0;
    boolean percent = at > 2 && b[at - 3] == '%' && Bytes.alphanumeric(before);
    boolean unicode = at > 5 && b[at - 6] == '\\' && b[at - 5] == 'u';
    return backslash || percent || unicode;
  }

  private static boolean closes(byte[] b, int at, int end) {
    return at >= end || !Bytes.alphanumeric(b[at]);
  }

  private static boolean base64(byte b) {
    return Bytes.alphanumeric(b) || b == '+' || b == '/' || b == '=';
  }
}
