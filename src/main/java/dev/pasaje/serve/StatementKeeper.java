// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.serve;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Environment;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.client.Statements;
import dev.pasaje.resources.Follower;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.Snapshot;
import dev.pasaje.resources.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;

/// Brings the statements that were told of, and read again, into the archive. What is to be done is
/// what the store has and the archive has not: killed at any moment, the next start goes on.
/// Several nodes each have an archive of their own.
final class StatementKeeper implements Follower, AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.pasaje");
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration SETTLING = Duration.ofMillis(200);
  private static final Duration STOPPING = Duration.ofSeconds(20);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /// Then a person is told, and the next start tries again.
  private static final int ATTEMPTS = 12;

  private final Database database;
  private final List<Integration> integrations;
  private final MercadoPago.Access access;
  private final Optional<Statements> statements;
  private final InstantSource clock;

  /// Nothing is to be done about these any more.
  private final Set<String> done = new HashSet<>();

  private final Map<String, Trouble> troubles = new HashMap<>();
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("statements").daemon().factory());

  private record Trouble(int attempts, Instant next) {}

  /// @param archive empty when the settings are no file, beside which it would be
  StatementKeeper(
      Database database,
      List<Integration> integrations,
      MercadoPago.Access access,
      Optional<Archive> archive,
      InstantSource clock) {
    this.database = database;
    this.integrations = integrations;
    this.access = access;
    this.statements = archive.map(place -> new Statements(place, clock));
    this.clock = clock;
  }

  void start() {
    var _ = turns.scheduleWithFixedDelay(this::round, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void changed(
      Handle handle, Snapshot now, Optional<Snapshot> before, String reason, Instant at) {
    if (now.resource().kind() == ResourceKind.STATEMENT) {
      try {
        // The present transaction may not have ended when that round begins.
        var _ = turns.schedule(this::round, SETTLING.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException stopping) {
        // The next start looks.
      }
    }
  }

  /// One at a time: there is one thread.
  private void round() {
    try {
      for (Integration integration : integrations) {
        List<Snapshot> told = new ArrayList<>();
        Snapshots.each(database, integration.id(), ResourceKind.STATEMENT, told::add);
        told.forEach(one -> keep(integration, one));
      }
    } catch (RuntimeException failed) {
      LOG.log(Level.SEVERE, "something failed while keeping statements; it goes on", failed);
    }
  }

  private void keep(Integration integration, Snapshot told) {
    String key = integration.id() + " " + told.resource().id();
    Trouble trouble = troubles.getOrDefault(key, new Trouble(0, Instant.MIN));
    boolean ready = told.body().path("status").asString("").equals("available");
    // What test credentials see is empty (domain/reports.md 2).
    if (!ready
        || told.environment() != Environment.PRODUCTION
        || done.contains(key)
        || trouble.attempts() >= ATTEMPTS
        || clock.instant().isBefore(trouble.next())) {
      return;
    }
    if (statements.isEmpty() || integration.production().accessToken().isEmpty()) {
      done.add(key);
      log(
          Level.WARNING,
          "statement {0} of {1} is ready and not kept, since there is no settings file to keep it"
              + " beside: run `pasaje reports activities`",
          told.resource().id(),
          integration.id());
      return;
    }
    String[] id = told.resource().id().split("/", 2);
    try {
      statements
          .get()
          .keep(
              access.as(integration.production().accessToken().get()),
              integration.id(),
              id[0],
              id[1],
              told.body())
          .ifPresent(file ->
              log(
                  Level.INFO,
                  "statement {0} of {1} kept: {2}",
                  told.resource().id(),
                  integration.id(),
                  file));
      done.add(key);
      troubles.remove(key);
    } catch (PasajeException failed) {
      int attempts = trouble.attempts() + 1;
      Duration wait = Duration.ofMinutes(1L << Math.min(attempts - 1, 10));
      troubles.put(
          key,
          new Trouble(
              attempts,
              clock.instant().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT)));
      if (attempts == 1 || attempts == ATTEMPTS) {
        log(
            Level.WARNING,
            attempts == 1
                ? "statement {0} of {1} is not kept yet, and is tried again: {2}"
                : "gave up keeping statement {0} of {1} until the next start: {2}",
            told.resource().id(),
            integration.id(),
            failed.getMessage());
      }
    }
  }

  private static void log(Level level, String message, Object... arguments) {
    Object[] texts = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      texts[i] = String.valueOf(arguments[i]);
    }
    LOG.log(level, message, texts);
  }

  @Override
  public void close() {
    turns.shutdown();
    try {
      boolean _ = turns.awaitTermination(STOPPING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
