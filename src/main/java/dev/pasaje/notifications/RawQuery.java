// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A query read by ourselves: frameworks turn `data.id` into something nested or into `data_id`,
/// and gateways into `data[id]` (domain/notifications.md 11). Never fails; what is badly encoded
/// stays as it is.
record RawQuery(List<Pair> pairs) {
  /// Mercado Pago sends two, an address of the merchant's a few more.
  private static final int MOST_PAIRS = 64;

  record Pair(String name, String value) {}

  static RawQuery of(String raw) {
    List<Pair> pairs = new ArrayList<>(4);
    int start = 0;
    while (start < raw.length() && pairs.size() < MOST_PAIRS) {
      int end = raw.indexOf('&', start);
      end = end < 0 ? raw.length() : end;
      int equals = raw.indexOf('=', start);
      if (equals < 0 || equals > end) {
        equals = end;
      }
      if (end > start) {
        pairs.add(
            new Pair(
                decoded(raw.substring(start, equals)),
                equals == end ? "" : decoded(raw.substring(equals + 1, end))));
      }
      start = end + 1;
    }
    return new RawQuery(pairs);
  }

  /// The first of the names that has a value that is not blank.
  Optional<String> first(String... names) {
    for (String name : names) {
      for (Pair pair : pairs) {
        if (pair.name().equals(name) && !pair.value().isBlank()) {
          return Optional.of(pair.value());
        }
      }
    }
    return Optional.empty();
  }

  /// In all the spellings it goes by.
  Optional<String> dataId() {
    return first("data.id", "data_id", "data[id]");
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
