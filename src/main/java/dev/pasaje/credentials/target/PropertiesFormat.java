// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Java's own format, with its three separators, its escapes and its continued lines.
final class PropertiesFormat implements KeyFormat {
  /// @param line where its line begins
  /// @param end of its line or lines, end of line included
  private record Item(String key, int line, int from, int to, int end) {
    /// Whether something parts the key from what will be its value.
    boolean separated(String text) {
      return from > line && "=: \t\f".indexOf(text.charAt(from - 1)) >= 0;
    }
  }

  @Override
  public Map<String, Optional<String>> read(String text, Collection<String> keys)
      throws FormatTrouble {
    Properties loaded = loaded(text);
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    keys.forEach(key -> values.put(key, Optional.ofNullable(loaded.getProperty(key))));
    return values;
  }

  @Override
  public String write(String text, Map<String, Optional<String>> values) throws FormatTrouble {
    Properties expected = loaded(text);
    Properties before = loaded(text);
    List<Item> items = items(text);
    Splices splices = new Splices();
    StringBuilder added = new StringBuilder();
    values.forEach((key, value) -> {
      if (value.isEmpty()) {
        expected.remove(key);
      } else {
        expected.setProperty(key, value.get());
      }
      if (value.isPresent() && value.get().equals(before.getProperty(key))) {
        return;
      }
      boolean found = false;
      for (Item item : items) {
        if (item.key().equals(key)) {
          found = true;
          if (value.isEmpty()) {
            splices.replace(item.line(), item.end(), "");
          } else {
            splices.replace(
                item.from(), item.to(), (item.separated(text) ? "" : "=") + escaped(value.get()));
          }
        }
      }
      if (!found && value.isPresent()) {
        added
            .append(escaped(key).replaceAll("(?<!\\\\)([:=#! ])", "\\\\$1"))
            .append('=')
            .append(escaped(value.get()))
            .append(Splices.lineEnd(text));
      }
    });
    String edited = splices.apply(text);
    String result = added.isEmpty() ? edited : edited + Splices.glue(edited) + added;
    if (!loaded(result).equals(expected)) {
      throw new FormatTrouble("not-understood", "properties");
    }
    return result;
  }

  private static Properties loaded(String text) throws FormatTrouble {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException malformed) {
      throw new FormatTrouble("malformed", "properties");
    }
    return properties;
  }

  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case ' ' -> escaped.append(i == 0 ? "\\ " : " ");
        default -> {
          if (c > ' ' && c < 0x7f) {
            escaped.append(c);
          } else {
            escaped.append("\\u%04X".formatted((int) c));
          }
        }
      }
    }
    return escaped.toString();
  }

  private static List<Item> items(String text) throws FormatTrouble {
    List<Item> items = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int first = skipBlanks(text, at);
      boolean comment = first < text.length() && "#!".indexOf(text.charAt(first)) >= 0;
      boolean empty = first >= text.length() || "\r\n".indexOf(text.charAt(first)) >= 0;
      int stop = comment || empty ? lineStop(text, first) : logicalStop(text, first);
      int end = afterLine(text, stop);
      if (!comment && !empty) {
        items.add(item(text, at, first, stop, end));
      }
      at = end;
    }
    return items;
  }

  private static Item item(String text, int line, int first, int stop, int end)
      throws FormatTrouble {
    int key = first;
    while (key < stop && "=: \t\f".indexOf(text.charAt(key)) < 0) {
      key += text.charAt(key) == '\\' ? 2 : 1;
    }
    key = Math.min(key, stop);
    int value = skipBlanks(text, key);
    if (value < stop && "=:".indexOf(text.charAt(value)) >= 0) {
      value = skipBlanks(text, value + 1);
    }
    value = Math.min(value, stop);
    // A key of one line with no value, so that Java itself undoes its escapes.
    String name =
        loaded(text.substring(first, key) + "=").stringPropertyNames().stream()
            .findFirst()
            .orElse("");
    return new Item(name, line, value, stop, end);
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && " \t\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int lineStop(String text, int from) {
    int at = from;
    while (at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /// The end of a line together with the lines it is continued on.
  private static int logicalStop(String text, int from) {
    int at = from;
    while (at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0) {
      at = text.charAt(at) == '\\' ? afterEscape(text, at + 1) : at + 1;
    }
    return at;
  }

  private static int afterEscape(String text, int at) {
    return text.startsWith("\r\n", at) ? at + 2 : Math.min(at + 1, text.length());
  }

  private static int afterLine(String text, int stop) {
    return text.startsWith("\r\n", stop) ? stop + 2 : Math.min(stop + 1, text.length());
  }
}
