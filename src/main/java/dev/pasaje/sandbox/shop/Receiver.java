// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import dev.pasaje.sandbox.notifications.Signer;
import dev.pasaje.sandbox.shop.Delivery.Extent;
import dev.pasaje.sandbox.shop.Delivery.Trust;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The address that receives notifications: answers at once, keeps each delivery once, and those
/// with a wrong signature apart; domain/notifications.md 5.4 and 7.
final class Receiver {
  static final String PATH = "/mercadopago/notificaciones";
  private static final int MOST_BYTES = 64 << 10;

  /// So much more is read and thrown away, so that the sender hears the answer.
  private static final int MOST_THROWN_AWAY = 4 << 20;

  private static final int MOST_KEPT = 1000;

  private final ShopVariant variant;
  private final Signer signer;
  private final Duration patience;
  private final Inbox believed = new Inbox(MOST_KEPT);
  private final Inbox quarantine = new Inbox(MOST_KEPT);

  /// @param patience for the whole body of one call
  Receiver(ShopVariant variant, Signer signer, Duration patience) {
    this.variant = variant;
    this.signer = signer;
    this.patience = patience;
  }

  List<Delivery> believed() {
    return believed.all();
  }

  List<Delivery> quarantined() {
    return quarantine.all();
  }

  @SuppressWarnings("ArrayRecordComponent") // made by one request, read by its handler
  private record Body(Extent extent, byte[] bytes) {}

  void answer(ServerRequest in, ServerResponse out) {
    boolean asks =
        in.prologue().method().equals(Method.GET) || in.prologue().method().equals(Method.HEAD);
    Body body = read(in);
    int status =
        switch (body.extent()) {
          case TOO_LARGE -> 413;
          case CUT -> 408;
          case WHOLE ->
              switch (variant) {
                case READY -> 200;
                case NEGLECTED -> neglected(in, asks, body);
              };
        };
    if (!asks && (status == 200 || body.extent() != Extent.WHOLE)) {
      keep(in, body);
    }
    if (body.extent() != Extent.WHOLE) {
      out.header("Connection", "close").status(Status.create(status)).send();
      throw new CloseConnectionException("the rest of the body is not waited for");
    }
    out.status(Status.create(status)).send();
  }

  private static int neglected(ServerRequest in, boolean asks, Body body) {
    if (asks) {
      return 405;
    }
    if (parameter(in, "topic").isPresent()) {
      return 401;
    }
    return body.bytes().length == 0 ? 500 : 200;
  }

  private Body read(ServerRequest in) {
    var whole = new ByteArrayOutputStream();
    if (!in.content().hasEntity()) {
      return new Body(Extent.WHOLE, new byte[0]);
    }
    long began = System.nanoTime();
    long count = 0;
    byte[] part = new byte[8192];
    // Not closed: that would read on to the end, however long it takes.
    @SuppressWarnings("resource")
    InputStream stream = in.content().inputStream();
    try {
      for (int n = stream.read(part); n >= 0; n = stream.read(part)) {
        count += n;
        if (count <= MOST_BYTES) {
          whole.write(part, 0, n);
        }
        if (count > MOST_THROWN_AWAY) {
          return new Body(Extent.TOO_LARGE, new byte[0]);
        }
        if (System.nanoTime() - began > patience.toNanos()) {
          return new Body(Extent.CUT, new byte[0]);
        }
      }
    } catch (IOException | UncheckedIOException silent) {
      return new Body(Extent.CUT, new byte[0]);
    }
    return count > MOST_BYTES
        ? new Body(Extent.TOO_LARGE, new byte[0])
        : new Body(Extent.WHOLE, whole.toByteArray());
  }

  private void keep(ServerRequest in, Body body) {
    String dataId = parameter(in, "data.id").or(() -> parameter(in, "data_id")).orElse("");
    String requestId = in.headers().first(HeaderNames.create("x-request-id")).orElse("");
    Trust trust =
        in.headers()
            .first(HeaderNames.create("x-signature"))
            .map(line -> signer.made(line, dataId, requestId) ? Trust.GENUINE : Trust.FORGED)
            .orElse(Trust.UNSIGNED);
    List<String> headers = new ArrayList<>();
    for (Header header : in.headers()) {
      header.allValues().forEach(value -> headers.add(header.name() + ": " + value));
    }
    boolean apart = trust == Trust.FORGED && variant == ShopVariant.READY;
    (apart ? quarantine : believed)
        .add(
            new Delivery(
                trust,
                in.query().rawValue(),
                headers,
                body.extent(),
                new String(body.bytes(), StandardCharsets.UTF_8)));
  }

  /// The first value of that name, a broken escape as it came.
  private static Optional<String> parameter(ServerRequest in, String name) {
    for (String pair : in.query().rawValue().split("&")) {
      int equals = pair.indexOf('=');
      if (decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
        return Optional.of(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return text;
    }
  }
}
