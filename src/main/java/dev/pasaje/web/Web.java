// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web;

import dev.pasaje.failure.PasajeException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The web server of `pasaje serve`. What it shows of itself to a stranger is a status and an empty
/// body.
public final class Web implements AutoCloseable {
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final int MOST_CONNECTIONS = 4096;

  /// A connection that says nothing for so long is closed.
  private static final Duration IDLE = Duration.ofMinutes(5);

  private static final Logger LOG = Logger.getLogger(Web.class.getName());

  /// What fails before there is a route is a request that cannot be read, though Helidon calls some
  /// of it its own failure: a method of odd letters, for one. What fails later is ours, and ends in
  /// [#failed].
  private static final DirectHandlers UNREADABLE = unreadable();

  private final WebServer server;

  private Web(WebServer server) {
    this.server = server;
  }

  /// What is shown.
  ///
  /// @param receiver for everybody
  /// @param oauth for browsers of sellers
  /// @param ready whether a notification can be acknowledged, so that a balancer may send some
  /// @param metrics the text of `/metrics`, for whoever has a token
  /// @param api what is under `/api`, which asks for a token by itself
  public record Pages(
      HttpService receiver,
      Optional<HttpService> oauth,
      BooleanSupplier ready,
      Supplier<String> metrics,
      Optional<HttpService> api,
      Tokens tokens) {
    /// Without sellers.
    public Pages(
        HttpService receiver,
        BooleanSupplier ready,
        Supplier<String> metrics,
        Optional<HttpService> api,
        Tokens tokens) {
      this(receiver, Optional.empty(), ready, metrics, api, tokens);
    }
  }

  /// @throws PasajeException when the address is taken or is not one of this machine
  public static Web start(String host, int port, Pages pages) {
    WebServer server;
    try {
      server =
          WebServer.builder()
              .address(InetAddress.getByName(host))
              .port(port)
              .shutdownHook(false)
              .maxTcpConnections(MOST_CONNECTIONS)
              .idleConnectionTimeout(IDLE)
              .addProtocol(
                  Http1Config.builder()
                      // A query may have brackets in it; we read it ourselves.
                      .validatePrologue(false)
                      .validateRequestHeaders(false)
                      .maxHeadersSize(MOST_HEADER_BYTES)
                      .maxPrologueLength(MOST_HEADER_BYTES)
                      .build())
              .directHandlers(UNREADABLE)
              .routing(routing -> routes(routing, pages))
              .build()
              .start();
    } catch (UnknownHostException unknown) {
      throw cannotListen(host, port, unknown);
    } catch (RuntimeException failed) {
      throw cannotListen(host, port, failed);
    }
    if (!server.isRunning()) {
      // Helidon logs that it cannot listen, and returns.
      throw cannotListen(host, port, null);
    }
    return new Web(server);
  }

  private static PasajeException cannotListen(String host, int port, @Nullable Throwable cause) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "serve.address",
        Map.of("host", host, "port", String.valueOf(port)),
        cause);
  }

  private static DirectHandlers unreadable() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(
          type,
          (_, _, status, headers, _) ->
              DirectHandler.TransportResponse.builder()
                  .status(status.code() >= 500 ? Status.BAD_REQUEST_400 : status)
                  .headers(headers)
                  .keepAlive(false)
                  .build());
    }
    return handlers.build();
  }

  private static void failed(ServerRequest request, ServerResponse response, Throwable failure) {
    if (failure instanceof CloseConnectionException gone) {
      throw gone;
    }
    LOG.log(Level.SEVERE, "an answer failed", failure);
    end(response, Status.INTERNAL_SERVER_ERROR_500);
  }

  private static void routes(HttpRouting.Builder routing, Pages pages) {
    routing.error(Throwable.class, Web::failed);
    routing.addFilter((chain, request, response) -> {
      // Of a target such as `http:./x` Helidon makes no path at all.
      @Nullable String path = request.prologue().uriPath().path();
      if (path == null) {
        end(response, Status.BAD_REQUEST_400);
      } else {
        chain.proceed();
      }
    });
    routing.register(pages.receiver());
    pages.oauth().ifPresent(routing::register);
    routing.route(Method.GET, "/livez", (_, response) -> end(response, Status.OK_200));
    routing.route(
        Method.GET,
        "/readyz",
        (_, response) ->
            end(
                response,
                pages.ready().getAsBoolean() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503));
    pages.api().ifPresent(api -> routing.register("/api", api));
    // From here on a token is needed, for what is there and for what is not.
    routing.any((request, response) -> admit(pages.tokens(), request, response));
    routing.route(
        Method.GET,
        "/metrics",
        (_, response) ->
            response
                .header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .send(pages.metrics().get()));
    routing.any((_, response) -> end(response, Status.NOT_FOUND_404));
  }

  private static void admit(Tokens tokens, ServerRequest request, ServerResponse response) {
    if (tokens.open(request.headers().values(HeaderNames.AUTHORIZATION))) {
      response.next();
    } else {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
      end(response, Status.UNAUTHORIZED_401);
    }
  }

  private static void end(ServerResponse response, Status status) {
    response.status(status).send();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
