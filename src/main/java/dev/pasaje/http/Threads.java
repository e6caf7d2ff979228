// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Threads for what a short command does at the same time. They are the platform's: once a virtual
/// thread has waited for a socket the JVM keeps a poller in native code, and at its end waits 0.3 s
/// for it.
public final class Threads {
  private Threads() {}

  /// One thread a task; closing it waits for all.
  public static ExecutorService perTask() {
    return Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
  }

  /// Runs a task that nobody waits for.
  public static void start(Runnable task) {
    Thread _ = Thread.ofPlatform().daemon().start(task);
  }
}
