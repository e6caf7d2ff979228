// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;

/// An XML 1.0 document that grows element by element; every text is escaped, and a character that
/// XML cannot hold is shown by its number.
final class Xml {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> within = new ArrayDeque<>();

  void open(String name, Map<String, String> attributes) {
    start(name, attributes);
    text.append(">\n");
    within.push(name);
  }

  void close() {
    String name = within.pop();
    text.append("  ".repeat(within.size())).append("</").append(name).append(">\n");
  }

  /// An element that holds text alone.
  void leaf(String name, Map<String, String> attributes, String content) {
    start(name, attributes);
    if (content.isEmpty()) {
      text.append("/>\n");
    } else {
      text.append('>');
      append(content);
      text.append("</").append(name).append(">\n");
    }
  }

  private void start(String name, Map<String, String> attributes) {
    text.append("  ".repeat(within.size())).append('<').append(name);
    attributes.forEach((key, value) -> {
      text.append(' ').append(key).append("=\"");
      append(value);
      text.append('"');
    });
  }

  /// The document, once every element is closed.
  String end() {
    while (!within.isEmpty()) {
      close();
    }
    return text.toString();
  }

  private void append(String content) {
    content
        .codePoints()
        .forEach(codePoint -> {
          switch (codePoint) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            // In content only `]]>` needs it; always is simpler.
            case '>' -> text.append("&gt;");
            case '"' -> text.append("&quot;");
            default -> {
              if (legal(codePoint)) {
                text.appendCodePoint(codePoint);
              } else {
                text.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
              }
            }
          }
        });
  }

  /// The production Char of XML 1.0.
  private static boolean legal(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || (codePoint >= 0x20 && codePoint <= 0xD7FF)
        || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
        || codePoint >= 0x10000;
  }
}
