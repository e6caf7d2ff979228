// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One field of an EMV code: two digits of id, two digits of length, the value.
///
/// @param at where its id begins in the whole text, counted from 0
/// @param value as written; for a template all of its inner fields
/// @param inside the fields of a template; empty for a plain value
record Tlv(String id, int at, String value, List<Tlv> inside) {
  private static final int HEAD = 4;

  /// Templates: merchant accounts, additional data, another language, unreserved; EMV QRCPS, table
  /// of ids (domain/credentials.md 8.4).
  private static boolean isTemplate(String id) {
    int number = Integer.parseInt(id);
    return (number >= 26 && number <= 51) || number == 62 || number == 64 || number >= 80;
  }

  /// What went wrong while reading, thrown inside the reader only.
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient BrCode.Malformed why;

    Broken(BrCode.Malformed why) {
      super(why.toString(), null, false, false);
      this.why = why;
    }

    BrCode.Malformed why() {
      return why;
    }
  }

  /// The fields of a whole code.
  static List<Tlv> read(String text) {
    return read(text, 0, text.length(), "");
  }

  private static List<Tlv> read(String text, int from, int to, String outer) {
    List<Tlv> fields = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int at = from;
    while (at < to) {
      if (to - at < HEAD) {
        throw broken(
            at, BrCode.Flaw.CUT_SHORT, trimmed(outer), to - at + " characters", "id and length");
      }
      String id = text.substring(at, at + 2);
      String path = outer + id;
      if (!isDigits(id)) {
        throw broken(at, BrCode.Flaw.ID_NOT_DIGITS, trimmed(outer), null, "two digits");
      }
      String length = text.substring(at + 2, at + HEAD);
      if (!isDigits(length)) {
        throw broken(at + 2, BrCode.Flaw.LENGTH_NOT_DIGITS, path, null, "two digits");
      }
      int end = at + HEAD + Integer.parseInt(length);
      if (end > to) {
        throw broken(
            at + 2, BrCode.Flaw.LENGTH_BEYOND_END, path, length, "at most " + (to - at - HEAD));
      }
      if (!ids.add(id)) {
        throw broken(at, BrCode.Flaw.DUPLICATE, path, "twice", "once");
      }
      List<Tlv> inside =
          outer.isEmpty() && isTemplate(id) ? read(text, at + HEAD, end, path + ".") : List.of();
      fields.add(new Tlv(id, at, text.substring(at + HEAD, end), inside));
      at = end;
    }
    return List.copyOf(fields);
  }

  static Broken broken(
      int at, BrCode.Flaw flaw, String field, @Nullable String found, @Nullable String expected) {
    return new Broken(
        new BrCode.Malformed(
            at, flaw, field, Optional.ofNullable(found), Optional.ofNullable(expected)));
  }

  static String print(String id, String value) {
    if (value.length() > 99) {
      throw new IllegalArgumentException("field " + id + " has " + value.length() + " characters");
    }
    return id + String.format(Locale.ROOT, "%02d", value.length()) + value;
  }

  private static String trimmed(String outer) {
    return outer.isEmpty() ? "" : outer.substring(0, outer.length() - 1);
  }

  private static boolean isDigits(String two) {
    return two.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
