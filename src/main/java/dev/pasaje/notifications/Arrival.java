// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A request to the receiver as it came, before anything in it is believed.
///
/// @param address the last part of the path, `tienda` of `/n/tienda`; empty at the shared address
/// @param target path and query as on the request line
/// @param query without the question mark, not decoded; empty when there is none
/// @param headers names and values
/// @param body as sent; cut when `tooLarge`
/// @param tooLarge whether the body is longer than [#MAX_BODY]
/// @param remote address of whoever connected: a proxy's, where there is one
@SuppressWarnings("ArrayRecordComponent") // made by one request, read by its handler
public record Arrival(
    String address,
    String method,
    String target,
    String query,
    List<Header> headers,
    byte[] body,
    boolean tooLarge,
    String remote,
    Instant at) {
  /// In bytes; domain/notifications.md 7.1.
  public static final int MAX_BODY = 64 << 10;

  private static final int MAX_HEADERS = 16 << 10;

  public Arrival {
    headers = List.copyOf(headers);
  }

  /// @param name as sent
  public record Header(String name, String value) {}

  /// The first value of a header.
  Optional<String> header(String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return Optional.of(header.value());
      }
    }
    return Optional.empty();
  }

  /// Request line, headers, an empty line, body: what is kept.
  byte[] request() {
    StringBuilder head = new StringBuilder(512).append(method).append(' ').append(target);
    for (Header header : headers) {
      if (head.length() > MAX_HEADERS) {
        break;
      }
      head.append("\r\n").append(header.name()).append(": ").append(header.value());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + body.length + 4);
    all.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }
}
