// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `KEY=value` lines as shells, Docker and the dotenv libraries read them: `export`, single and
/// double quotes (over several lines too), comments. Where those readers differ on a value, it is
/// refused rather than guessed. The last of several lines with one key counts; all are changed.
final class DotenvFormat implements KeyFormat {
  private static final Pattern START =
      Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*=[ \\t]*");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");

  /// @param line where its line begins
  /// @param end of the line or lines, end of line included
  /// @param quote `'`, `"`, or 0
  private record Item(String key, int line, int from, int to, int end, char quote, String value) {}

  /// Every key, with the value that counts.
  static Map<String, String> all(String text) {
    Map<String, String> all = new LinkedHashMap<>();
    items(text).forEach(item -> all.put(item.key(), item.value()));
    return all;
  }

  @Override
  public Map<String, Optional<String>> read(String text, Collection<String> keys) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    keys.forEach(key -> values.put(key, Optional.empty()));
    for (Item item : items(text)) {
      values.computeIfPresent(item.key(), (key, before) -> Optional.of(item.value()));
    }
    return values;
  }

  @Override
  public String write(String text, Map<String, Optional<String>> values) throws FormatTrouble {
    List<Item> items = items(text);
    Splices splices = new Splices();
    StringBuilder added = new StringBuilder();
    for (Map.Entry<String, Optional<String>> entry : values.entrySet()) {
      String key = entry.getKey();
      boolean found = false;
      for (Item item : items) {
        if (item.key().equals(key)) {
          found = true;
          if (entry.getValue().isEmpty()) {
            splices.replace(item.line(), item.end(), "");
          } else if (!item.value().equals(entry.getValue().get())) {
            splices.replace(
                item.from(), item.to(), quoted(key, entry.getValue().get(), item.quote()));
          }
        }
      }
      if (!found && entry.getValue().isPresent()) {
        if (!key.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
          throw new FormatTrouble("key-form", key);
        }
        added
            .append(key)
            .append('=')
            .append(quoted(key, entry.getValue().get(), '\0'))
            .append(Splices.lineEnd(text));
      }
    }
    String edited = splices.apply(text);
    return added.isEmpty() ? edited : edited + Splices.glue(edited) + added;
  }

  private static String quoted(String key, String value, char quote) throws FormatTrouble {
    boolean plain = PLAIN.matcher(value).matches();
    if (plain) {
      return quote == '\0' ? value : quote + value + quote;
    }
    if (value.chars().anyMatch(c -> c < ' ' || c == '\'' || c == 0x7f)) {
      throw new FormatTrouble("value-form", key);
    }
    return "'" + value + "'";
  }

  private static List<Item> items(String text) {
    List<Item> items = new ArrayList<>();
    Matcher start = START.matcher(text);
    int at = 0;
    while (at < text.length()) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline + 1;
      start.region(at, end);
      if (start.lookingAt()) {
        Item item = item(text, start.group(1), at, start.end(), end);
        items.add(item);
        end = item.end();
      }
      at = end;
    }
    return items;
  }

  private static Item item(String text, String key, int line, int from, int end) {
    char quote = from < text.length() ? text.charAt(from) : '\n';
    if (quote == '"' || quote == '\'' || quote == '`') {
      int close = closing(text, from, quote);
      if (close > 0) {
        int newline = text.indexOf('\n', close);
        String inside = text.substring(from + 1, close);
        return new Item(
            key,
            line,
            from,
            close + 1,
            newline < 0 ? text.length() : newline + 1,
            quote == '`' ? '\'' : quote,
            quote == '"' ? unescaped(inside) : inside);
      }
    }
    String rest = text.substring(from, end);
    Matcher comment = Pattern.compile("(^|[ \\t]+)#").matcher(rest);
    String value = (comment.find() ? rest.substring(0, comment.start()) : rest).stripTrailing();
    return new Item(key, line, from, from + value.length(), end, '\0', value);
  }

  private static int closing(String text, int open, char quote) {
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote == '"') {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    return -1;
  }

  private static String unescaped(String inside) {
    return Pattern.compile("\\\\(.)", Pattern.DOTALL)
        .matcher(inside)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                switch (match.group(1)) {
                  case "n" -> "\n";
                  case "r" -> "\r";
                  case "\\", "\"", "$", "`" -> match.group(1);
                  default -> match.group();
                }));
  }
}
