// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the DevTools protocol: commands with an answer each, and events in a queue. For one
/// thread.
final class DevTools implements AutoCloseable {
  /// The text of the largest page, escaped, fits.
  private static final int MAX_MESSAGE = 64 << 20;

  private static final int MAX_EVENTS = 20_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>(MAX_EVENTS);
  private final Deadline deadline;
  private @Nullable WebSocket socket;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

  private DevTools(Deadline deadline) {
    this.deadline = deadline;
  }

  static DevTools connect(URI address, Deadline deadline) throws IOException {
    DevTools tools = new DevTools(deadline);
    try {
      tools.socket =
          await(
              tools
                  .client
                  .newWebSocketBuilder()
                  .connectTimeout(deadline.left().plusMillis(1))
                  .buildAsync(address, tools.new Listener()),
              deadline);
      return tools;
    } catch (IOException failed) {
      tools.close();
      throw failed;
    }
  }

  /// Sends a command and waits for its answer.
  ///
  /// @param session of a page; empty for the browser itself
  /// @throws IOException when it is refused, or the deadline is over
  JsonNode call(String session, String method, Map<String, ?> parameters) throws IOException {
    return await(send(session, method, parameters), deadline);
  }

  /// Sends a command whose answer nobody waits for.
  void post(String session, String method, Map<String, ?> parameters) {
    // Refused is what has gone meanwhile.
    CompletableFuture<JsonNode> _ = send(session, method, parameters);
  }

  /// Sends a command whose answer comes after events that must be dealt with first.
  CompletableFuture<JsonNode> send(String session, String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    String text = JSON.writeValueAsString(message);
    WebSocket to = socket;
    if (to == null) {
      answer.completeExceptionally(new IOException("not connected"));
    } else {
      sending = sending.thenCompose(_ -> to.sendText(text, true));
    }
    return answer;
  }

  /// The next event; empty when none came within that time.
  Optional<JsonNode> event(java.time.Duration patience) throws IOException {
    try {
      return Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static <T> T await(CompletableFuture<T> answer, Deadline deadline) throws IOException {
    try {
      return answer.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new IOException("no answer of the browser within the limit", late);
    } catch (ExecutionException failed) {
      throw new IOException(
          "browser: " + (failed.getCause() == null ? failed : failed.getCause()).getMessage(),
          failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private void take(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      if (!message.has("id")) {
        // A page that floods us loses events, not us our memory.
        events.offer(message);
        return;
      }
      CompletableFuture<JsonNode> answer = open.remove(message.path("id").asInt(-1));
      if (answer != null && message.has("error")) {
        answer.completeExceptionally(
            new IOException(message.path("error").path("message").asString("refused")));
      } else if (answer != null) {
        answer.complete(message.path("result"));
      }
    } catch (JacksonException garbage) {
      over("not JSON");
    }
  }

  private void over(String why) {
    open.values().forEach(answer -> answer.completeExceptionally(new IOException(why)));
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean end) {
      parts.append(data);
      if (parts.length() > MAX_MESSAGE) {
        over("more than 64 MiB at once");
        from.abort();
        return null;
      }
      if (end) {
        String whole = parts.toString();
        parts.setLength(0);
        take(whole);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      over("the browser closed the connection");
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      over(String.valueOf(error.getMessage()));
    }
  }

  @Override
  public void close() {
    WebSocket to = socket;
    if (to != null) {
      to.abort();
    }
    client.shutdownNow();
  }
}
