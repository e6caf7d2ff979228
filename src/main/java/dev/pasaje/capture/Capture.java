// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.capture;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The proxy: listens in plain HTTP, forwards to the API, and writes one line for each request:
/// `{at, method, path, query, requestHeaders, requestBody, status, responseHeaders, responseBody}`,
/// with `trouble` where there was some. What is kept has no secrets ([Veil]); what is forwarded is
/// what was sent.
public final class Capture implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Capture.class.getName());
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final int MOST_CONNECTIONS = 1024;
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final WebServer server;
  private final Recorder recorder;
  private final Forwarder forwarder;
  private final ScheduledExecutorService watch;

  private Capture(
      WebServer server, Recorder recorder, Forwarder forwarder, ScheduledExecutorService watch) {
    this.server = server;
    this.recorder = recorder;
    this.forwarder = forwarder;
    this.watch = watch;
  }

  /// Where it stands.
  ///
  /// @param port 0 chooses a free one
  /// @param upstream the API
  /// @param file the lines are added to it
  /// @param limit for one answer, its body included
  public record Plan(String host, int port, URI upstream, Path file, Duration limit) {}

  /// @throws PasajeException when the address is taken or the file cannot be written
  public static Capture start(Plan plan, Transport transport, InstantSource clock) {
    Recorder recorder = Recorder.open(plan.file());
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("capture-watch").factory());
    Forwarder forwarder = new Forwarder(plan, transport, clock, recorder, watch);
    @Nullable WebServer server = null;
    try {
      server =
          WebServer.builder()
              .address(InetAddress.getByName(plan.host()))
              .port(plan.port())
              .shutdownHook(false)
              .maxTcpConnections(MOST_CONNECTIONS)
              .idleConnectionTimeout(IDLE)
              .addProtocol(
                  Http1Config.builder()
                      .validatePrologue(false)
                      .validateRequestHeaders(false)
                      .maxHeadersSize(MOST_HEADER_BYTES)
                      .maxPrologueLength(MOST_HEADER_BYTES)
                      .build())
              .routing(routing ->
                  routing.error(Throwable.class, Capture::failed).any(forwarder::forward))
              .build()
              .start();
    } catch (UnknownHostException | RuntimeException failed) {
      throw cannotListen(plan, recorder, watch, failed);
    }
    if (!server.isRunning()) {
      throw cannotListen(plan, recorder, watch, null);
    }
    return new Capture(server, recorder, forwarder, watch);
  }

  private static PasajeException cannotListen(
      Plan plan, Recorder recorder, ScheduledExecutorService watch, @Nullable Throwable cause) {
    recorder.close();
    watch.shutdownNow();
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "capture.address",
        Map.of("host", plan.host(), "port", String.valueOf(plan.port())),
        cause);
  }

  private static void failed(ServerRequest request, ServerResponse response, Throwable failure) {
    if (failure instanceof CloseConnectionException gone) {
      throw gone;
    }
    LOG.log(Level.SEVERE, "a request could not be forwarded", failure);
    if (!response.isSent()) {
      response.status(500).send();
    }
  }

  public int port() {
    return server.port();
  }

  public Figures figures() {
    return forwarder.figures();
  }

  @Override
  public void close() {
    server.stop();
    watch.shutdownNow();
    recorder.close();
  }
}
