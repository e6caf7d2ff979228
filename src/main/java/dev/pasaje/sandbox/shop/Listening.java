// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/// One TLS port on the loopback addresses of both families: whichever `localhost` means to a
/// client, the same shop answers.
final class Listening implements AutoCloseable {
  /// Mozilla's intermediate profile 6.0 for an ECDSA certificate.
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

  /// A port that is free in one family may be taken in the other.
  private static final int MOST_TRIES = 10;

  private final List<WebServer> servers;

  private Listening(List<WebServer> servers) {
    this.servers = servers;
  }

  /// What is served, the same on every address.
  record Service(SSLContext tls, Consumer<HttpRouting.Builder> routes) {}

  /// @param port 0 takes a free one
  static Listening start(int port, Service service) {
    try {
      for (int tries = 1; ; tries++) {
        Optional<Listening> all = listen(port, service);
        if (all.isPresent()) {
          return all.get();
        }
        if (port != 0 || tries == MOST_TRIES) {
          // Helidon logs that it cannot listen, and returns.
          throw new UncheckedIOException(new BindException("cannot listen on port " + port));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Optional<Listening> listen(int port, Service service) throws IOException {
    List<WebServer> running = new ArrayList<>();
    int chosen = port;
    for (InetAddress address : loopback()) {
      WebServer server = server(address, chosen, service).start();
      if (!server.isRunning()) {
        running.forEach(WebServer::stop);
        return Optional.empty();
      }
      running.add(server);
      chosen = server.port();
    }
    return Optional.of(new Listening(List.copyOf(running)));
  }

  private static List<InetAddress> loopback() throws IOException {
    InetAddress older = InetAddress.ofLiteral("127.0.0.1");
    InetAddress newer = InetAddress.ofLiteral("::1");
    return NetworkInterface.getByInetAddress(newer) == null
        ? List.of(older)
        : List.of(older, newer);
  }

  private static WebServer server(InetAddress address, int port, Service service) {
    return WebServer.builder()
        .address(address)
        .port(port)
        .shutdownHook(false)
        .tls(
            Tls.builder()
                .sslContext(service.tls())
                .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
                .enabledCipherSuites(SUITES)
                .build())
        .routing(service.routes())
        .build();
  }

  int port() {
    return servers.getFirst().port();
  }

  @Override
  public void close() {
    servers.forEach(WebServer::stop);
  }
}
