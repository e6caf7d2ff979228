// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.capture;

import dev.pasaje.http.Exchange;
import dev.pasaje.http.Streaming;
import dev.pasaje.http.Transport;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One request through the proxy: forwarded, answered, written down.
///
/// An answer of up to [#KEPT] bytes is written down before it is given back; a longer one, such as
/// a report, is passed on as it comes and its body is not kept.
final class Forwarder {
  /// Far above any payment: 1 MiB.
  static final int KEPT = 1 << 20;

  /// No request of the API is as long: 8 MiB.
  static final int MOST_REQUEST = 8 << 20;

  /// Between two machines only (RFC 9110 7.6.1), or made anew for the next of them. An encoding is
  /// not asked for, so that answers can be read.
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "host",
          "content-length",
          "expect",
          "accept-encoding");

  private final Capture.Plan plan;
  private final Transport transport;
  private final InstantSource clock;
  private final Recorder recorder;
  private final ScheduledExecutorService watch;
  private final String upstream;
  private final LongAdder requests = new LongAdder();
  private final LongAdder created = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder troubled = new LongAdder();
  private final LongAdder unrecorded = new LongAdder();

  Forwarder(
      Capture.Plan plan,
      Transport transport,
      InstantSource clock,
      Recorder recorder,
      ScheduledExecutorService watch) {
    this.plan = plan;
    this.transport = transport;
    this.clock = clock;
    this.recorder = recorder;
    this.watch = watch;
    this.upstream = plan.upstream().toString().replaceAll("/+$", "");
  }

  Figures figures() {
    return new Figures(
        requests.sum(), created.sum(), refused.sum(), troubled.sum(), unrecorded.sum());
  }

  void forward(ServerRequest request, ServerResponse response) throws IOException {
    requests.increment();
    String method = request.prologue().method().text();
    String path = request.prologue().uriPath().rawPath();
    String query = request.prologue().query().isEmpty() ? "" : request.query().rawValue();
    Map<String, List<String>> headers = headers(request);
    byte[] body = body(request);
    ObjectNode line = line(method, path, query, headers, body);
    if (body.length > MOST_REQUEST) {
      refused.increment();
      answer(line, response, 413, "request-too-large", "The request has more than 8 MiB.");
      return;
    }
    HttpRequest onward;
    try {
      onward = onward(method, path, query, headers, body);
    } catch (IllegalArgumentException odd) {
      refused.increment();
      answer(line, response, 400, "bad-request", "The request cannot be forwarded as it is.");
      return;
    }
    switch (transport.stream(onward)) {
      case Streaming.Failed(Exchange.NoAnswer(Exchange.Reason reason, _)) -> {
        troubled.increment();
        boolean late = reason == Exchange.Reason.TIMEOUT;
        answer(
            line,
            response,
            late ? 504 : 502,
            reason.id(),
            late
                ? plan.upstream() + " did not answer within " + plan.limit().toSeconds() + " s."
                : plan.upstream() + " cannot be reached: " + reason.id() + ".");
      }
      case Streaming.Begun begun -> pass(begun, method, path, line, response);
    }
  }

  private static Map<String, List<String>> headers(ServerRequest request) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : request.headers()) {
      headers.computeIfAbsent(header.name(), _ -> new ArrayList<>()).addAll(header.allValues());
    }
    return headers;
  }

  /// At most a byte more than is forwarded.
  private static byte[] body(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      return in.readNBytes(MOST_REQUEST + 1);
    }
  }

  private ObjectNode line(
      String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("at", clock.instant().toString());
    line.put("method", method);
    line.put("path", Veil.path(path));
    line.put("query", Veil.query(query));
    line.set("requestHeaders", Veil.headers(headers));
    String type = headers.getOrDefault("content-type", List.of("")).getFirst();
    line.set(
        "requestBody",
        body.length > KEPT ? JsonNodeFactory.instance.nullNode() : Veil.body(body, type, path));
    return line;
  }

  private HttpRequest onward(
      String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    HttpRequest.Builder onward =
        HttpRequest.newBuilder(URI.create(upstream + path + (query.isEmpty() ? "" : "?" + query)));
    Set<String> dropped = new HashSet<>(NOT_FORWARDED);
    // What `Connection` names is meant for this proxy.
    for (String names : headers.getOrDefault("connection", List.of())) {
      for (String name : names.split(",")) {
        dropped.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    headers.forEach((name, values) -> {
      if (!dropped.contains(name.toLowerCase(Locale.ROOT))) {
        values.forEach(value -> onward.header(name, value));
      }
    });
    BodyPublisher publisher =
        body.length == 0 && !headers.containsKey("content-length")
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(body);
    return onward.method(method, publisher).build();
  }

  private void pass(
      Streaming.Begun begun, String method, String path, ObjectNode line, ServerResponse response)
      throws IOException {
    // A body that stops coming would hold the caller for ever.
    AtomicBoolean tooLate = new AtomicBoolean();
    ScheduledFuture<?> limit =
        watch.schedule(
            () -> {
              tooLate.set(true);
              close(begun.body());
            },
            plan.limit().toMillis(),
            TimeUnit.MILLISECONDS);
    try (InputStream in = begun.body()) {
      byte[] start = in.readNBytes(KEPT + 1);
      boolean whole = start.length <= KEPT;
      line.put("status", begun.status());
      line.set("responseHeaders", Veil.headers(begun.headers()));
      String type = begun.headers().getOrDefault("content-type", List.of("")).getFirst();
      line.set(
          "responseBody",
          whole ? Veil.body(start, type, path) : JsonNodeFactory.instance.nullNode());
      if (!whole) {
        line.put("trouble", "answer-not-kept");
      }
      count(method, path, begun.status());
      record(line);
      response.status(Status.create(begun.status()));
      copyHeaders(begun, response);
      if (whole) {
        response.send(start);
        return;
      }
      try (OutputStream out = response.outputStream()) {
        out.write(start);
        in.transferTo(out);
      }
    } catch (IOException broken) {
      if (response.isSent() || line.has("status")) {
        // The caller has the beginning; only a closed connection tells it that the end is missing.
        throw new CloseConnectionException("the answer broke off", broken);
      }
      troubled.increment();
      boolean late = tooLate.get();
      answer(
          line,
          response,
          late ? 504 : 502,
          late ? "timeout" : "broken",
          late
              ? plan.upstream() + " did not answer within " + plan.limit().toSeconds() + " s."
              : plan.upstream() + " broke off its answer.");
    } finally {
      limit.cancel(false);
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException gone) {
      // It is closed.
    }
  }

  private static void copyHeaders(Streaming.Begun begun, ServerResponse response) {
    begun
        .headers()
        .forEach((name, values) -> {
          if (!NOT_FORWARDED.contains(name) && !name.startsWith(":")) {
            response.header(HeaderValues.create(HeaderNames.create(name), values));
          }
        });
  }

  private void count(String method, String path, int status) {
    boolean creation =
        method.equals("POST")
            && (path.equals("/v1/payments")
                || path.equals("/v1/orders")
                || path.equals("/checkout/preferences"));
    if (creation && status >= 200 && status < 300) {
      created.increment();
    }
    if (status >= 400) {
      refused.increment();
    }
  }

  /// An answer of the proxy's own, in the API's form (domain/api.md 1.5).
  private void answer(
      ObjectNode line, ServerResponse response, int status, String trouble, String message) {
    line.put("status", status);
    line.putObject("responseHeaders");
    line.putNull("responseBody");
    line.put("trouble", trouble);
    record(line);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", "pasaje quality capture: " + message);
    body.put("error", trouble);
    body.put("status", status);
    body.putArray("cause");
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// A full disk must not stop somebody's sales; it is counted and told.
  private void record(ObjectNode line) {
    try {
      recorder.add(line);
    } catch (IOException full) {
      unrecorded.increment();
    }
  }
}
