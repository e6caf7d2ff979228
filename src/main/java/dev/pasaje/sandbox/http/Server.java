// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// The web server in front of a [Front].
public final class Server implements AutoCloseable {
  /// Room for the 10 MB of files a chargeback takes.
  private static final int MOST_BODY_BYTES = 12 * 1024 * 1024;

  private static final int MOST_HEADER_BYTES = 64 * 1024;

  private final WebServer web;

  private Server(WebServer web) {
    this.web = web;
  }

  public static Server start(String host, int port, Front front) {
    return start(host, port, front, Optional.empty());
  }

  /// @param tls what to show to clients; without it the server speaks plain HTTP
  public static Server start(String host, int port, Front front, Optional<SSLContext> tls) {
    try {
      WebServerConfig.Builder web =
          WebServer.builder()
              .address(InetAddress.getByName(host))
              .port(port)
              .shutdownHook(false)
              .addProtocol(
                  Http1Config.builder()
                      .validatePath(false)
                      .validatePrologue(false)
                      .maxHeadersSize(MOST_HEADER_BYTES)
                      .maxPrologueLength(MOST_HEADER_BYTES)
                      .build())
              .directHandlers(envelopes(front))
              .routing(
                  routing -> routing.any((request, response) -> serve(front, request, response)));
      tls.ifPresent(context -> web.tls(Tls.builder().sslContext(context).build()));
      WebServer server = web.build().start();
      if (!server.isRunning()) {
        // Helidon logs that it cannot listen, and returns.
        throw new UncheckedIOException(new BindException("cannot listen on " + host + ":" + port));
      }
      return new Server(server);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no such address: " + host, e);
    }
  }

  /// What the web server refuses by itself, before any route, speaks the services' envelope as
  /// well.
  private static DirectHandlers envelopes(Front front) {
    DirectHandler handler =
        new DirectHandler() {
          @Override
          public TransportResponse handle(
              TransportRequest request,
              EventType type,
              Status status,
              ServerResponseHeaders headers,
              String message) {
            boolean tooLarge = type == EventType.PAYLOAD_TOO_LARGE;
            ApiError error = tooLarge ? tooLarge() : ApiError.invalid("bad_request", "Bad Request");
            Reply reply = front.refuse(front.nextRequestId(), error);
            reply
                .headers()
                .forEach(line -> headers.set(HeaderNames.create(line.name()), line.value()));
            return TransportResponse.builder()
                .status(Status.create(reply.status()))
                .headers(headers)
                .keepAlive(false)
                .entity(reply.body())
                .build();
          }
        };
    DirectHandlers.Builder all = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      all.addHandler(type, handler);
    }
    return all.build();
  }

  private static ApiError tooLarge() {
    return ApiError.service(413, "request_entity_too_large", "request body too large", List.of());
  }

  public int port() {
    return web.port();
  }

  @Override
  public void close() {
    web.stop();
  }

  private static void serve(Front front, ServerRequest in, ServerResponse out) {
    String id = front.nextRequestId();
    try {
      byte[] body = read(in);
      if (body.length > MOST_BODY_BYTES) {
        ApiError tooLarge =
            ApiError.service(413, "request_entity_too_large", "request body too large", List.of());
        send(front.refuse(id, tooLarge).withHeader("Connection", "close"), out);
        return;
      }
      Request request =
          new Request(
              id,
              in.prologue().method().text(),
              in.prologue().uriPath().rawPath(),
              in.query().rawValue(),
              lines(in),
              body,
              Map.of());
      Reply reply = front.answer(request);
      if (request.method().equals("HEAD")) {
        head(reply, out);
      } else {
        send(reply, out);
      }
      // The web server announces the close but leaves it to the client, and some wait for it.
      if (request.header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
        throw new CloseConnectionException("the client asked to close");
      }
    } catch (IOException clientWentAway) {
      throw new CloseConnectionException("client went away", clientWentAway);
    }
  }

  private static byte[] read(ServerRequest in) throws IOException {
    if (!in.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream stream = in.content().inputStream()) {
      return stream.readNBytes(MOST_BODY_BYTES + 1);
    }
  }

  private static List<Request.Line> lines(ServerRequest in) {
    List<Request.Line> lines = new ArrayList<>();
    for (Header header : in.headers()) {
      for (String value : header.allValues()) {
        lines.add(new Request.Line(header.name(), value));
      }
    }
    return List.copyOf(lines);
  }

  /// All but the body, whose length is told.
  private static void head(Reply reply, ServerResponse out) {
    out.status(Status.create(reply.status()));
    for (Request.Line line : reply.headers()) {
      out.header(HeaderNames.create(line.name()), line.value());
    }
    out.contentLength(reply.body().length);
    out.send();
  }

  private static void send(Reply reply, ServerResponse out) throws IOException {
    Transmission how = reply.transmission();
    rest(how.delay());
    out.status(Status.create(reply.status()));
    for (Request.Line line : reply.headers()) {
      out.header(HeaderNames.create(line.name()), line.value());
    }
    byte[] body = reply.body();
    if (how.bytes() < 0 && how.pause().isZero()) {
      out.send(body);
      return;
    }
    if (how.equals(Transmission.RESET)) {
      throw new CloseConnectionException("cut by the weather");
    }
    out.contentLength(body.length);
    int end = how.bytes() < 0 ? body.length : Math.min(how.bytes(), body.length);
    int step = how.pause().isZero() ? Math.max(1, end) : Math.max(1, body.length / 16);
    try (OutputStream stream = out.outputStream()) {
      for (int at = 0; at < end; at += step) {
        stream.write(body, at, Math.min(step, end - at));
        stream.flush();
        rest(how.pause());
      }
      if (end < body.length) {
        throw new CloseConnectionException("cut by the weather");
      }
    }
  }

  private static void rest(Duration time) {
    if (time.isPositive()) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
