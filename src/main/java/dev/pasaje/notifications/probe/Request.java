// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One request as it goes over the wire, byte for byte.
///
/// @param path with its query, already encoded
/// @param headers in the order sent, without Host and Content-Length
record Request(String method, String path, Map<String, String> headers, String body, Pace pace) {

  /// How the body is sent.
  enum Pace {
    AT_ONCE,
    /// A few bytes at a time.
    DRIPPING
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  byte[] head(String host) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (method.equals("POST")) {
      head.append("Content-Length: ").append(bytes().length).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
