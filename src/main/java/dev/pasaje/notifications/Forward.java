// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Sends stored requests on to another receiver as they came: method, query, headers, body. A
/// signature covers none of what changes, so it verifies there as it did here.
public final class Forward {
  /// Of one connection only (RFC 9110, 7.6.1), or written by the client itself.
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// What may stand in a query (RFC 3986); the rest is encoded, since Java sends nothing else.
  private static final String IN_QUERY = "-._~!$&'()*+,;=:@/?%";

  private final URI to;
  private final Transport transport;

  public Forward(URI to, Transport transport) {
    this.to = to;
    this.transport = transport;
  }

  /// @param request as [Inbox#request(long)] gives it
  public Exchange send(byte[] request) {
    Inbox.Stored stored = Inbox.Stored.of(request);
    HttpRequest.Builder call =
        HttpRequest.newBuilder(address(stored.target()))
            .method(
                stored.method(),
                stored.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(stored.body()));
    for (String line : stored.headers()) {
      int colon = line.indexOf(':');
      String name = colon < 1 ? "" : line.substring(0, colon).strip();
      if (!name.isEmpty() && !NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
        add(call, name, line.substring(colon + 1).strip());
      }
    }
    return transport.send(call.build());
  }

  /// What no client of HTTP writes is left out: somebody tried it on the receiver.
  private static void add(HttpRequest.Builder call, String name, String value) {
    try {
      call.header(name, value);
    } catch (IllegalArgumentException unsendable) {
      return;
    }
  }

  private URI address(String target) {
    int mark = target.indexOf('?');
    String query = mark < 0 ? "" : encoded(target.substring(mark + 1));
    String base = to.toString().replaceFirst("#.*$", "");
    return query.isEmpty()
        ? URI.create(base)
        : URI.create(base + (base.contains("?") ? "&" : "?") + query);
  }

  private static String encoded(String query) {
    StringBuilder all = new StringBuilder();
    for (byte one : query.getBytes(StandardCharsets.ISO_8859_1)) {
      char letter = (char) (one & 0xff);
      boolean plain =
          letter < 128 && (Character.isLetterOrDigit(letter) || IN_QUERY.indexOf(letter) >= 0);
      all.append(plain ? String.valueOf(letter) : String.format(Locale.ROOT, "%%%02X", one));
    }
    // A percent sign that begins no code is one itself.
    return all.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }
}
