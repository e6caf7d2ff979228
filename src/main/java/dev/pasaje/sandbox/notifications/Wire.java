// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/// Sends notifications: HTTP/1.1, no redirect followed, the whole answer within the limit.
///
/// An emulator's payments are not real, so by default they are told to loopback and private
/// addresses only: a shop on the Internet never hears of them by accident.
public final class Wire implements AutoCloseable {
  private volatile HttpClient client;
  private final boolean publicAddresses;

  public Wire(boolean publicAddresses) {
    this.publicAddresses = publicAddresses;
    client = usual().build();
  }

  private static HttpClient.Builder usual() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /// Believes other authorities from now on.
  public void trust(SSLContext authorities) {
    HttpClient before = client;
    client = usual().sslContext(authorities).build();
    before.shutdown();
  }

  Answer send(Outgoing request, Duration limit) {
    Optional<String> problem = Addresses.problem(request.url());
    if (problem.isPresent()) {
      return Answer.none(problem.get());
    }
    URI uri = URI.create(request.url());
    if (!publicAddresses) {
      Optional<String> refusal = refusal(uri.getHost());
      if (refusal.isPresent()) {
        return Answer.none(refusal.get());
      }
    }
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(request.body()));
    request.headers().forEach(builder::header);
    CompletableFuture<HttpResponse<Void>> pending =
        client.sendAsync(builder.build(), HttpResponse.BodyHandlers.discarding());
    try {
      int status = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return new Answer(status, "HTTP " + status);
    } catch (TimeoutException e) {
      pending.cancel(true);
      return Answer.none("no answer within " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      return Answer.none(words(e));
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return Answer.none("the emulator was stopped");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static Optional<String> refusal(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        boolean near =
            address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                // fc00::/7, the private addresses of IPv6
                || (address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc);
        if (!near) {
          return Optional.of("not sent: " + host + " is a public address");
        }
      }
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of("unknown host " + host);
    }
  }

  private static String words(ExecutionException failure) {
    Throwable cause = failure.getCause();
    // the message holds port numbers and timing, which differ between two equal runs
    return switch (cause) {
      case java.net.http.HttpConnectTimeoutException _ -> "connect timed out";
      case java.net.ConnectException _ -> "connection refused";
      case javax.net.ssl.SSLException _ -> "TLS failure";
      case IOException _ -> "connection lost";
      case null, default -> "could not be sent";
    };
  }
}
