// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// The head of an HTTP request, as far as the lab needs it.
///
/// @param host without the port
record Asked(String path, String host) {
  private static final int MAX_HEAD = 8_192;

  /// Empty when what came is no request.
  static Optional<Asked> read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < MAX_HEAD && head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      head.append((char) next);
    }
    String[] first = head.toString().lines().findFirst().orElse("").split(" ");
    if (first.length != 3 || !first[1].startsWith("/")) {
      return Optional.empty();
    }
    return head.toString()
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))
        .map(line -> line.substring(5).strip().replaceFirst(":\\d+$", ""))
        .findFirst()
        .map(host -> new Asked(first[1], host));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
