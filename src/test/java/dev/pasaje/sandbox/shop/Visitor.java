// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import dev.pasaje.sandbox.tls.Authority;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A client that trusts the written authority, and nothing else.
final class Visitor implements AutoCloseable {
  private final ShopSite shop;
  private final SSLContext context;
  private final HttpClient client;

  Visitor(ShopSite shop, Path directory) throws IOException, GeneralSecurityException {
    this.shop = shop;
    shop.writeAuthority(directory);
    KeyStore store =
        KeyStore.getInstance(
            directory.resolve("ca.p12").toFile(), Authority.PASSWORD.toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    client = HttpClient.newBuilder().sslContext(context).build();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(shop.website().resolve(path));
  }

  HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  int method(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(shop.notifications()).method(name, BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  int post(String query, String body, String... headers) throws IOException, InterruptedException {
    return post(query, BodyPublishers.ofString(body), headers);
  }

  int post(String query, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(shop.notifications() + query)).POST(body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  /// Sends a request no client would, and returns all that comes until the shop closes.
  String raw(String query, String rest) throws IOException {
    try (Socket socket =
        context
            .getSocketFactory()
            .createSocket(InetAddress.ofLiteral("127.0.0.1"), shop.website().getPort())) {
      socket.setSoTimeout(20_000);
      String target = shop.notifications().getPath() + query;
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + rest)
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
