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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

  private record Body(Extent extent, String text) {}

  void answer(ServerRequest in, ServerResponse out) {
    boolean asks =
        in.prologue().method().equals(Method.GET) || in.prologue().method().equals(Method.HEAD);
    Body body = read(in);
    int status =
        switch (body.extent()) {
          case CUT -> 0;
          case TOO_LARGE -> 413;
          case WHOLE ->
              switch (variant) {
                case READY -> 200;
                case NEGLECTED -> neglected(in, asks, body);
              };
        };
    if (!asks && (status == 200 || body.extent() != Extent.WHOLE)) {
      keep(in, body);
    }
    switch (body.extent()) {
      case CUT -> throw new CloseConnectionException("the body did not come in time");
      case TOO_LARGE -> {
        out.header("Connection", "close").status(Status.create(status)).send();
        throw new CloseConnectionException("the rest of the body is not waited for");
      }
      case WHOLE -> out.status(Status.create(status)).send();
    }
  }

  private static int neglected(ServerRequest in, boolean asks, Body body) {
    if (asks) {
      return 405;
    }
    if (parameter(in, "topic").isPresent()) {
      return 401;
    }
    return body.text().isEmpty() ? 500 : 200;
  }

  /// The web server waits for a body for ever, so another thread reads it; what it still waits for
  /// ends with the connection.
  private Body read(ServerRequest in) {
    if (!in.content().hasEntity()) {
      return new Body(Extent.WHOLE, "");
    }
    var reading = new FutureTask<>(() -> whole(in.content().inputStream()));
    Thread.ofVirtual().name("shop-receiver").start(reading);
    try {
      return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException slowOrGone) {
      // Both mean that not all of it came.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return new Body(Extent.CUT, "");
  }

  /// The stream is not closed: that would read on to its end.
  private static Body whole(InputStream stream) throws IOException {
    var whole = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    long count = 0;
    for (int n = stream.read(part); n >= 0 && count <= MOST_THROWN_AWAY; n = stream.read(part)) {
      count += n;
      if (count <= MOST_BYTES) {
        whole.write(part, 0, n);
      }
    }
    return count > MOST_BYTES
        ? new Body(Extent.TOO_LARGE, "")
        : new Body(Extent.WHOLE, whole.toString(StandardCharsets.UTF_8));
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
        .add(new Delivery(trust, in.query().rawValue(), headers, body.extent(), body.text()));
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
