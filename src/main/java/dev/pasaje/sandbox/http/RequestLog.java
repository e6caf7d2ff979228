// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// The last requests received, with headers and bodies as sent, so that quality can be judged on
/// what an integration really sends. Bounded in number and in bytes.
public final class RequestLog {
  private static final int MOST_BODY_BYTES = 64 * 1024;
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final int most;
  private final Deque<Received> kept = new ArrayDeque<>();
  private long bytes;
  private long count;

  /// One request and the status it was answered with. A long body is kept up to 64 KiB.
  public record Received(long number, Instant at, Request request, int status) {}

  public RequestLog(int most) {
    this.most = most;
  }

  synchronized void add(Instant at, Request request, int status) {
    byte[] body = request.body();
    Request entry =
        body.length <= MOST_BODY_BYTES
            ? request
            : request.withBody(Arrays.copyOf(body, MOST_BODY_BYTES));
    kept.addLast(new Received(++count, at, entry, status));
    bytes += entry.body().length;
    while (kept.size() > most || bytes > MOST_BYTES) {
      bytes -= kept.removeFirst().request().body().length;
    }
  }

  /// Oldest first.
  public synchronized List<Received> all() {
    return List.copyOf(kept);
  }

  public synchronized long count() {
    return count;
  }

  public synchronized void clear() {
    kept.clear();
    bytes = 0;
  }
}
