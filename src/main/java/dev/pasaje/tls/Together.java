// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.http.Threads;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Several things done at the same time, each by a thread. They end by themselves: what they wait
/// for is bounded by a [TimeBox].
final class Together {
  private Together() {}

  /// Begins something; what is returned waits for its result.
  static <T> Supplier<T> begin(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, Threads::start)::join;
  }

  /// The results in the order of the tasks.
  static <T> List<T> all(List<Supplier<T>> tasks) {
    List<Supplier<T>> begun = tasks.stream().map(Together::begin).toList();
    return begun.stream().map(Supplier::get).toList();
  }
}
