// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import java.util.List;

/// A text that grows line by line within its columns.
final class Sheet {
  /// ANSI colours and weights, each with its code.
  enum Ink {
    PLAIN(""),
    STRONG("1"),
    SOFT("2"),
    GOOD("32"),
    BAD("31"),
    UNSURE("33"),
    GOOD_STRONG("1;32"),
    BAD_STRONG("1;31"),
    UNSURE_STRONG("1;33");

    private final String code;

    Ink(String code) {
      this.code = code;
    }

    static Ink of(Mark mark) {
      return switch (mark) {
        case GOOD -> GOOD;
        case BAD -> BAD;
        case MINOR, UNSURE -> UNSURE;
        case WAIVED, NONE -> SOFT;
      };
    }

    static Ink strong(Mark mark) {
      return switch (mark) {
        case GOOD -> GOOD_STRONG;
        case BAD -> BAD_STRONG;
        case MINOR, UNSURE -> UNSURE_STRONG;
        case WAIVED, NONE -> SOFT;
      };
    }
  }

  private final Style style;
  private final StringBuilder text = new StringBuilder();

  Sheet(Style style) {
    this.style = style;
  }

  Style style() {
    return style;
  }

  String mark(Mark mark) {
    return mark.symbol(style.unicode());
  }

  void gap() {
    if (!text.isEmpty()) {
      text.append('\n');
    }
  }

  /// A paragraph; its first line begins with `lead`, the others are indented as far.
  void say(int indent, String lead, String words, Ink ink) {
    say(indent, lead, ink, words, ink);
  }

  void say(int indent, String lead, Ink leadInk, String words, Ink ink) {
    String start = shown(lead);
    int hanging = Columns.width(start);
    List<String> lines = Columns.wrap(shown(words), style.width() - indent - hanging);
    for (int i = 0; i < lines.size(); i++) {
      text.append(" ".repeat(indent));
      text.append(i == 0 ? paint(start, leadInk) : " ".repeat(hanging));
      text.append(paint(lines.get(i), ink)).append('\n');
    }
  }

  /// One line as it is, its blanks kept: a row of a table.
  void row(int indent, String lead, Ink leadInk, String line, Ink ink) {
    text.append(" ".repeat(indent))
        .append(paint(shown(lead), leadInk))
        .append(paint(shown(line), ink))
        .append('\n');
  }

  /// A name, a bar and its figure, on one line.
  ///
  /// @param stroked whether the threshold is shown: it is one of the whole score, not of a part
  void bar(
      int indent, String name, int nameWidth, Reading.Gauge gauge, int cells, boolean stroked) {
    String label = Columns.wrap(shown(name), nameWidth).getFirst();
    text.append(" ".repeat(indent))
        .append(label)
        .append(" ".repeat(nameWidth - Columns.width(label)))
        .append("  ");
    bar(gauge, cells, stroked);
    text.append("  ").append(paint(shown(gauge.figure()), Ink.STRONG)).append('\n');
  }

  /// The bar alone: full to the floor, half to the ceiling, a stroke at the threshold.
  private void bar(Reading.Gauge gauge, int cells, boolean stroked) {
    int full = gauge.floor() * cells / 100;
    int half = gauge.ceiling() * cells / 100;
    int stroke = Math.min(cells - 1, gauge.threshold() * cells / 100);
    Ink ink =
        gauge.floor() >= gauge.threshold()
            ? Ink.GOOD
            : gauge.ceiling() >= gauge.threshold() ? Ink.UNSURE : Ink.BAD;
    boolean unicode = style.unicode();
    for (int i = 0; i < cells; i++) {
      boolean at = stroked && i == stroke;
      if (i < full) {
        text.append(paint(at ? (unicode ? "▓" : "|") : unicode ? "█" : "#", ink));
      } else if (i < half) {
        text.append(paint(at ? (unicode ? "╪" : "|") : unicode ? "▒" : "=", ink));
      } else {
        text.append(paint(at ? (unicode ? "│" : "|") : unicode ? "·" : ".", Ink.SOFT));
      }
    }
  }

  String shown(String words) {
    return style.unicode() ? words : Columns.ascii(words);
  }

  private String paint(String words, Ink ink) {
    return !style.colour() || ink == Ink.PLAIN || words.isBlank()
        ? words
        : "\u001b[" + ink.code + "m" + words + "\u001b[0m";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
