// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends HTTP requests with the JDK's client: one time limit for the whole call, body included; a
/// limit on the body; never a redirect, since a credential must not follow one. Safe for many
/// threads.
public final class Transport implements AutoCloseable {
  private final HttpClient client;
  private final Duration limit;
  private final int maxBody;

  private Transport(HttpClient client, Duration limit, int maxBody) {
    this.client = client;
    this.limit = limit;
    this.maxBody = maxBody;
  }

  /// @param limit for a whole call
  /// @param maxBody in bytes
  public static Transport with(Duration limit, int maxBody) {
    return new Transport(client(limit, HttpClient.Version.HTTP_1_1).build(), limit, maxBody);
  }

  /// For an API behind further roots: as [#with], but for whom it believes.
  public static Transport trusting(Duration limit, int maxBody, SSLContext trust) {
    return new Transport(
        client(limit, HttpClient.Version.HTTP_1_1).sslContext(trust).build(), limit, maxBody);
  }

  /// For pages of others: HTTP/2 where the server speaks it, the caller's idea of whom to trust,
  /// and cookies kept for as long as this lives, without which some pages redirect for ever.
  public static Transport visiting(Duration limit, int maxBody, SSLContext trust) {
    return new Transport(
        client(limit, HttpClient.Version.HTTP_2)
            .sslContext(trust)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER))
            .build(),
        limit,
        maxBody);
  }

  private static HttpClient.Builder client(Duration limit, HttpClient.Version version) {
    return HttpClient.newBuilder()
        .connectTimeout(limit)
        .followRedirects(HttpClient.Redirect.NEVER)
        .version(version)
        .proxy(ProxySelector.getDefault());
  }

  public Exchange send(HttpRequest request) {
    return send(request, limit);
  }

  /// The same within a time limit of its own.
  public Exchange send(HttpRequest request, Duration limit) {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBody));
    return ended(call, limit);
  }

  private static Exchange ended(CompletableFuture<HttpResponse<byte[]>> call, Duration limit) {
    try {
      HttpResponse<byte[]> response = call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, List<String>> headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      return new Exchange.Answer(response.statusCode(), Map.copyOf(headers), response.body());
    } catch (TimeoutException late) {
      call.cancel(true);
      return new Exchange.NoAnswer(Exchange.Reason.TIMEOUT, "no answer within " + limit);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return new Exchange.NoAnswer(reason(cause), detail(cause));
    } catch (InterruptedException stopped) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return new Exchange.NoAnswer(Exchange.Reason.BROKEN, "interrupted");
    }
  }

  /// Writes a successful answer's body to a file as it comes; any other body is returned, cut.
  ///
  /// @param most bytes that are taken
  public Exchange save(HttpRequest request, Path into, long most, Duration limit) {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(
            request,
            BodyHandlers.limiting(
                info ->
                    info.statusCode() == 200
                        ? BodySubscribers.mapping(BodySubscribers.ofFile(into), _ -> new byte[0])
                        : BodySubscribers.ofByteArray(),
                most));
    return ended(call, limit);
  }

  /// Sends a request and hands over the answer's body unread: of any length, for one who passes it
  /// on. The time limit is for the answer to begin.
  public Streaming stream(HttpRequest request) {
    CompletableFuture<HttpResponse<InputStream>> call =
        client.sendAsync(request, BodyHandlers.ofInputStream());
    try {
      HttpResponse<InputStream> response = call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, List<String>> headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      return new Streaming.Begun(response.statusCode(), Map.copyOf(headers), response.body());
    } catch (TimeoutException late) {
      call.cancel(true);
      return failed(Exchange.Reason.TIMEOUT, "no answer within " + limit);
    } catch (ExecutionException broken) {
      Throwable cause = broken.getCause() == null ? broken : broken.getCause();
      return failed(reason(cause), detail(cause));
    } catch (InterruptedException stopped) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return failed(Exchange.Reason.BROKEN, "interrupted");
    }
  }

  private static Streaming failed(Exchange.Reason reason, String detail) {
    return new Streaming.Failed(new Exchange.NoAnswer(reason, detail));
  }

  private static Exchange.Reason reason(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException _, UnresolvedAddressException _ -> {
          return Exchange.Reason.UNKNOWN_HOST;
        }
        case HttpConnectTimeoutException _, HttpTimeoutException _ -> {
          return Exchange.Reason.TIMEOUT;
        }
        case SSLException _ -> {
          return Exchange.Reason.TLS;
        }
        case IOException io
            when String.valueOf(io.getMessage()).contains("body exceeds capacity") -> {
          return Exchange.Reason.TOO_LARGE;
        }
        default -> {}
      }
    }
    return thrown instanceof ConnectException ? Exchange.Reason.REFUSED : Exchange.Reason.BROKEN;
  }

  private static String detail(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null
        ? thrown.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
