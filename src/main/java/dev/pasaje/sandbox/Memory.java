// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.control.Control;
import dev.pasaje.sandbox.control.Scene;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Front;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.journal.Entry;
import dev.pasaje.sandbox.journal.Journal;
import dev.pasaje.sandbox.world.World;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Keeps one emulator in a journal, and makes it again from there.
///
/// @param beginning what the world is made from: the journal's first line, or that of a new one
/// @param past what happened in earlier runs
record Memory(Journal journal, Entry.Head beginning, List<Entry> past, InstantSource realClock)
    implements AutoCloseable {

  static Memory of(Journal journal, SandboxOptions options) {
    InstantSource real = options.realClock();
    Entry.Head head =
        journal.head().orElseGet(() -> head(options, options.seed(), journal, options.seedName()));
    return new Memory(journal, head, journal.takeEntries(), real);
  }

  private static Entry.Head head(
      SandboxOptions options, long seed, Journal journal, String seedName) {
    return new Entry.Head(
        seed,
        journal.keepSeeds(seedName),
        options.start().orElse(options.realClock().instant()).truncatedTo(ChronoUnit.MILLIS),
        options.start().isEmpty());
  }

  /// The beginning after a reset, from the same seeds.
  Entry.Head anew(SandboxOptions options, long seed) {
    return new Entry.Head(
        seed,
        beginning.seedName(),
        options.start().orElse(realClock.instant()).truncatedTo(ChronoUnit.MILLIS),
        options.start().isEmpty());
  }

  String seeds() {
    return journal.seeds(beginning);
  }

  /// Lives through the past again in a fresh world whose clock stands at the beginning; nothing is
  /// sent while it stands. Then the clock is what it was: standing, or at its distance to the real
  /// one, with the work that fell due in between.
  void recall(Scene scene, Front front, Control control) {
    World world = scene.world();
    boolean running = beginning.running();
    Duration ahead = Duration.ZERO;
    world.remember(true);
    for (Entry entry : past) {
      switch (entry) {
        case Entry.Head _ -> {}
        case Entry.Called called when called.control() -> {
          world.setTime(called.at());
          control.again(called.request());
        }
        case Entry.Called called -> {
          world.setTime(called.at());
          front.again(
              called.request(),
              called.at(),
              request -> world.exclusively(() -> scene.router().handle(request)));
        }
        case Entry.Clock clock -> {
          world.setTime(clock.at());
          running = clock.running();
          ahead = Duration.between(clock.real(), clock.at());
        }
        case Entry.Sent sent -> scene.courier().note(sent.settled());
      }
    }
    world.remember(false);
    if (past.isEmpty()) {
      journal.append(beginning);
    }
    if (running) {
      world.setTime(realClock.instant().plus(ahead));
      if (ahead.isZero()) {
        world.followRealClock();
      }
      scene.runClock(true);
    }
  }

  /// Forgets the past for a fresh world after a reset.
  void restart(Scene fresh, Entry.Head head) {
    journal.begin(head);
    if (head.running()) {
      fresh.world().followRealClock();
    }
  }

  /// Writes down from now on what comes from outside.
  ///
  /// @param present whether that world has not been replaced by a reset
  void watch(Scene scene, BooleanSupplier present) {
    scene
        .world()
        .onClock((at, running) -> {
          if (present.getAsBoolean()) {
            journal.append(new Entry.Clock(at, running, realClock.instant()));
          }
        });
    scene
        .courier()
        .onSettled(settled -> {
          if (present.getAsBoolean()) {
            try {
              journal.append(new Entry.Sent(settled));
            } catch (ApiError _) {
              // logged by the journal; the worst is that the same attempt is made again after a
              // restart
            }
          }
        });
  }

  /// Called under the world's lock, before the request is handled.
  void called(World world, Request request, boolean control) {
    journal.append(new Entry.Called(world.now(), control, request));
  }

  @Override
  public void close() {
    journal.close();
  }
}
