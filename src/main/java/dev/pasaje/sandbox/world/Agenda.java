// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Work that falls due: expiries, releases, charges. It is data (a kind and the id of a resource),
/// done by whoever registered for the kind, in order of time and then of entry.
public final class Agenda {
  /// One piece of work.
  public record Item(Instant at, long number, String kind, String subject) {}

  private final TreeSet<Item> items =
      new TreeSet<>(Comparator.comparing(Item::at).thenComparingLong(Item::number));
  private final Map<String, List<Item>> bySubject = new HashMap<>();
  private final Map<String, Consumer<String>> workers = new HashMap<>();
  private long number;
  private final InstantSource clock;
  private Runnable onChange = () -> {};

  Agenda(InstantSource clock) {
    this.clock = clock;
  }

  /// Registers what is done with the subjects of a kind, under the world's lock.
  public void work(String kind, Consumer<String> worker) {
    if (workers.put(kind, worker) != null) {
      throw new IllegalStateException("two workers for " + kind);
    }
  }

  /// Plans work; what lies in the past is due now.
  public void at(Instant when, String kind, String subject) {
    Instant now = clock.instant();
    Item item = new Item(when.isBefore(now) ? now : when, ++number, kind, subject);
    items.add(item);
    bySubject.computeIfAbsent(kind + " " + subject, _ -> new ArrayList<>(1)).add(item);
    onChange.run();
  }

  /// Drops all work of a kind for a subject.
  public void cancel(String kind, String subject) {
    List<Item> planned = bySubject.remove(kind + " " + subject);
    if (planned != null) {
      planned.forEach(items::remove);
    }
  }

  public List<Item> items() {
    return List.copyOf(items);
  }

  /// When the next work falls due.
  public Optional<Instant> next() {
    return items.isEmpty() ? Optional.empty() : Optional.of(items.first().at());
  }

  Optional<Item> takeDue(Instant now) {
    if (items.isEmpty() || items.first().at().isAfter(now)) {
      return Optional.empty();
    }
    Item item = items.removeFirst();
    bySubject.computeIfPresent(
        item.kind() + " " + item.subject(),
        (_, planned) -> {
          planned.remove(item);
          return planned.isEmpty() ? null : planned;
        });
    return Optional.of(item);
  }

  void perform(Item item) {
    Consumer<String> worker = workers.get(item.kind());
    if (worker != null) {
      worker.accept(item.subject());
    }
  }

  void onChange(Runnable listener) {
    onChange = listener;
  }
}
