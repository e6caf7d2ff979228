// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/// A shop's notification address in tests: records what arrives, in order, and answers as told.
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Arrival> arrivals = new ArrayList<>();
  private ToIntFunction<Arrival> answer = _ -> 200;

  /// One request as it arrived, header names in lower case, without `host`.
  public record Arrival(
      int number, String method, String query, TreeMap<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final boolean keeping;
  private final AtomicLong count = new AtomicLong();

  public Receiver() {
    this(true);
  }

  /// One that counts what arrives and keeps nothing.
  public static Receiver counting() {
    return new Receiver(false);
  }

  private Receiver(boolean keeping) {
    this.keeping = keeping;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  /// An address of this receiver; the path may carry a query.
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /// Answers with this status from now on.
  public void answering(ToIntFunction<Arrival> statusOf) {
    answer = statusOf;
  }

  public synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  public long count() {
    return count.get();
  }

  private void receive(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    headers.remove("host");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Arrival arrival;
    synchronized (this) {
      arrival =
          new Arrival(
              (int) count.get() + 1,
              exchange.getRequestMethod(),
              String.valueOf(exchange.getRequestURI().getRawQuery()),
              headers,
              body);
      if (keeping) {
        arrivals.add(arrival);
      }
      count.incrementAndGet();
    }
    int status = answer.applyAsInt(arrival);
    if (status >= 300 && status < 400) {
      exchange.getResponseHeaders().add("Location", url("/elsewhere"));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
