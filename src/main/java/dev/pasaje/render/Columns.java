// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// Text measured in terminal columns rather than in characters.
final class Columns {
  private Columns() {}

  /// Columns a text takes: two for wide East Asian characters and emoji, none for combining marks.
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.CONTROL ->
          0;
      default -> wide(codePoint) ? 2 : 1;
    };
  }

  /// Unicode 16, East Asian Width W and F, by blocks: unassigned places in them count as wide too.
  private static boolean wide(int codePoint) {
    return Character.isIdeographic(codePoint)
        || Character.isEmojiPresentation(codePoint)
        || within(codePoint, 0x1100, 0x115F)
        || within(codePoint, 0x2E80, 0xA4CF)
        || within(codePoint, 0xA960, 0xA97F)
        || within(codePoint, 0xAC00, 0xD7A3)
        || within(codePoint, 0xF900, 0xFAFF)
        || within(codePoint, 0xFE10, 0xFE6F)
        || within(codePoint, 0xFF01, 0xFF60)
        || within(codePoint, 0xFFE0, 0xFFE6)
        || within(codePoint, 0x1F300, 0x1FAFF)
        || within(codePoint, 0x20000, 0x3FFFD);
  }

  private static boolean within(int codePoint, int first, int last) {
    return first <= codePoint && codePoint <= last;
  }

  /// Lines of at most `width` columns, broken at spaces, and inside a word only when it is longer
  /// than a line. Never empty.
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" +")) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (!line.isEmpty()) {
        line.append(' ');
      }
      String rest = word;
      while (width(rest) > width) {
        int cut = fitting(rest, width);
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /// How many chars of a text fit; at least one code point, and never before a combining mark.
  private static int fitting(String text, int width) {
    int taken = 0;
    int index = 0;
    while (index < text.length()) {
      int codePoint = text.codePointAt(index);
      int more = width(codePoint);
      if (index > 0 && taken + more > width) {
        break;
      }
      taken += more;
      index += Character.charCount(codePoint);
    }
    return index;
  }

  /// A text for terminals that show ASCII only: accents are dropped, signs replaced, and what has
  /// no ASCII likeness becomes `?`.
  static String ascii(String text) {
    if (text.chars().allMatch(c -> c < 128)) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFD)
        .codePoints()
        .filter(codePoint -> Character.getType(codePoint) != Character.NON_SPACING_MARK)
        .forEach(codePoint -> {
          switch (codePoint) {
            case '…' -> plain.append("...");
            case '–', '—', '·', '•', '‑' -> plain.append('-');
            case '“', '”', '«', '»' -> plain.append('"');
            case '‘', '’' -> plain.append('\'');
            case '→' -> plain.append("->");
            case '≥' -> plain.append(">=");
            case '≤' -> plain.append("<=");
            case '¿', '¡' -> {}
            case 'º', 'ª' -> plain.append('.');
            case 0x00A0, 0x202F -> plain.append(' ');
            default -> {
              if (codePoint < 128) {
                plain.append((char) codePoint);
              } else {
                plain.append('?');
              }
            }
          }
        });
    return plain.toString();
  }
}
