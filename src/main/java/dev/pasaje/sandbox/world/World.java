// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The whole state of one emulator.
///
/// Everything that reads or changes it runs inside [#exclusively], which holds the one lock, first
/// does the work that is due, and at the end tells the listeners what happened, in order. An action
/// has one instant, and work that fell due is done at its own. No I/O happens inside but that of
/// the journal. The same seed, start and calls give the same state.
public final class World {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition agendaChanged = lock.newCondition();
  private final SettableClock clock;
  private final Chance chance;
  private final Agenda agenda;
  private final Access access = new Access(this);
  private final Idempotency idempotency = new Idempotency(this);
  private final Accounts accounts;
  private final List<Founding.Seller> sellers;
  private final Map<String, Shelf> shelves = new LinkedHashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final List<Consumer<ResourceEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Deque<ResourceEvent> pending = new ArrayDeque<>();
  private volatile Rules rules;
  private volatile boolean remembering;
  private ClockWatcher clockWatcher = (_, _) -> {};

  /// @param start where time stands still; empty to follow the real clock
  public World(long seed, Optional<Instant> start, InstantSource real, Rules rules) {
    this.clock =
        start
            .map(at -> SettableClock.standing(real, at))
            .orElseGet(() -> SettableClock.running(real));
    this.agenda = new Agenda(clock);
    this.chance = new Chance(seed);
    this.accounts = new Accounts(chance.stream("tokens"));
    this.rules = rules;
    this.sellers = new CopyOnWriteArrayList<>(Founding.found(accounts, chance.stream("accounts")));
    agenda.onChange(this::signal);
  }

  /// Runs something with the state to itself. Reentrant.
  public <T> T exclusively(Supplier<T> action) {
    lock.lock();
    try {
      if (lock.getHoldCount() == 1) {
        clock.hold(clock.instant());
        runDue();
      }
      T result = action.get();
      return result;
    } finally {
      try {
        if (lock.getHoldCount() == 1) {
          publishPending();
        }
      } finally {
        if (lock.getHoldCount() == 1) {
          clock.release();
        }
        lock.unlock();
      }
    }
  }

  public void exclusivelyRun(Runnable action) {
    exclusively(() -> {
      action.run();
      return true;
    });
  }

  public InstantSource clock() {
    return clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /// Whether a kept life is lived through again, in which nothing leaves the emulator.
  public boolean remembers() {
    return remembering;
  }

  public void remember(boolean again) {
    remembering = again;
  }

  public boolean clockRuns() {
    return clock.isRunning();
  }

  /// Tells somebody, under the lock, to what the clock is about to be set and whether it will run.
  public void onClock(ClockWatcher watcher) {
    clockWatcher = watcher;
  }

  /// Hears of changes of the clock.
  @FunctionalInterface
  public interface ClockWatcher {
    void accept(Instant at, boolean running);
  }

  /// Moves time forward, doing on the way what falls due, each thing at its own time.
  public void advance(Duration by) {
    exclusivelyRun(() -> setTime(now().plus(by)));
  }

  /// Sets the time. Forward as [#advance]; backward only the clock changes.
  public void setTime(Instant to) {
    exclusivelyRun(() -> {
      clockWatcher.accept(to, clock.isRunning());
      advanceTo(to);
    });
  }

  public void stopClock() {
    exclusivelyRun(() -> {
      clockWatcher.accept(now(), false);
      clock.stop();
    });
  }

  public void resumeClock() {
    exclusivelyRun(() -> {
      clockWatcher.accept(now(), true);
      clock.resume();
      signal();
    });
  }

  public void followRealClock() {
    exclusivelyRun(() -> {
      clock.follow();
      signal();
    });
  }

  private void advanceTo(Instant target) {
    Optional<Agenda.Item> item = agenda.takeDue(target);
    while (item.isPresent()) {
      if (item.get().at().isAfter(now())) {
        clock.moveTo(item.get().at());
      }
      agenda.perform(item.get());
      publishPending();
      item = agenda.takeDue(target);
    }
    clock.moveTo(target);
    signal();
  }

  private void runDue() {
    Instant present = now();
    Optional<Agenda.Item> item = agenda.takeDue(present);
    while (item.isPresent()) {
      clock.hold(item.get().at());
      agenda.perform(item.get());
      publishPending();
      item = agenda.takeDue(present);
    }
    clock.hold(present);
  }

  /// Waits until work is due and does it, until interrupted: the loop of the emulator's own thread.
  public void keepTime() {
    try {
      while (true) {
        lock.lockInterruptibly();
        try {
          clock.hold(clock.instant());
          try {
            runDue();
            publishPending();
          } finally {
            clock.release();
          }
          Optional<Instant> next = clock.isRunning() ? agenda.next() : Optional.empty();
          if (next.isEmpty()) {
            agendaChanged.await();
          } else {
            long millis = Math.max(1, Duration.between(now(), next.get()).toMillis());
            boolean _ = agendaChanged.await(millis, TimeUnit.MILLISECONDS);
          }
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal() {
    if (lock.isHeldByCurrentThread()) {
      agendaChanged.signalAll();
    }
  }

  /// Says what happened; listeners hear of it when the running action ends.
  public void publish(ResourceEvent event) {
    pending.add(event);
  }

  /// Adds a listener, called under the lock, in order of events: it may change the state and
  /// schedule work but does no I/O.
  public void listen(Consumer<ResourceEvent> listener) {
    listeners.add(listener);
  }

  private void publishPending() {
    ResourceEvent event = pending.poll();
    while (event != null) {
      for (Consumer<ResourceEvent> listener : listeners) {
        listener.accept(event);
      }
      event = pending.poll();
    }
  }

  /// The resources of a kind, such as `payment`; made when first asked for.
  public Shelf shelf(String kind) {
    return shelves.computeIfAbsent(kind, _ -> new Shelf());
  }

  public Map<String, Shelf> shelves() {
    return Map.copyOf(shelves);
  }

  /// The next number of a sequence; the first one is given.
  public long next(String sequence, long first) {
    return sequences.merge(sequence, first, (last, _) -> last + 1);
  }

  public Chance chance(String stream) {
    return streams.computeIfAbsent(stream, chance::stream);
  }

  private final Map<String, Chance> streams = new HashMap<>();

  public Agenda agenda() {
    return agenda;
  }

  public Access access() {
    return access;
  }

  public Accounts accounts() {
    return accounts;
  }

  /// The founding accounts' credentials and those enlisted later, as the ready file lists them.
  public List<Founding.Seller> sellers() {
    return List.copyOf(sellers);
  }

  /// Adds credentials to those the ready file lists.
  public void enlist(Founding.Seller seller) {
    sellers.add(seller);
  }

  public Idempotency idempotency() {
    return idempotency;
  }

  public Rules rules() {
    return rules;
  }

  public void rules(Rules other) {
    rules = other;
  }
}
