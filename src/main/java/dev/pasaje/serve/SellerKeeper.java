// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.serve;

import dev.pasaje.oauth.Renewals;
import dev.pasaje.oauth.Seller;
import dev.pasaje.oauth.Sellers;
import dev.pasaje.resources.Follower;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;

/// Looks after the sellers that authorised an application while Pasaje serves: renews their tokens
/// each minute it is due, shows when they end, and calls for a person while there is time.
final class SellerKeeper implements Renewals.Events, Follower, AutoCloseable {
  private static final Logger LOG = Logger.getLogger("dev.pasaje");
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration SETTLING = Duration.ofMillis(200);
  private static final Duration STOPPING = Duration.ofSeconds(20);
  private static final Duration SAID_AGAIN = Duration.ofDays(1);

  /// Day 150 of 180, when it should have been renewed on day 120; domain/credentials.md 6.2.
  private static final int LATE_LEFT = 6;

  private final Sellers sellers;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, Instant> said = new ConcurrentHashMap<>();
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sellers").daemon().factory());

  private volatile Runnable round = () -> {};

  /// @param integrations whose sellers are shown
  SellerKeeper(
      Sellers sellers, List<String> integrations, MeterRegistry registry, InstantSource clock) {
    this.sellers = sellers;
    this.registry = registry;
    this.clock = clock;
    for (String integration : integrations) {
      for (Seller.State state : Seller.State.values()) {
        Gauge.builder("pasaje.oauth.sellers", () -> count(integration, state))
            .description("Sellers that authorised the application, by how it stands with them")
            .tags("integration", integration, "state", state.id())
            .register(registry);
      }
      Gauge.builder("pasaje.oauth.expiry.seconds", () -> left(integration))
          .description("Until the first access token of a seller ends; negative when it has")
          .tags("integration", integration)
          .register(registry);
    }
  }

  void start(Renewals renewals) {
    round =
        () -> {
          try {
            renewals.run();
            alarm();
          } catch (RuntimeException failed) {
            LOG.log(Level.SEVERE, "something failed while renewing sellers; it goes on", failed);
          }
        };
    var _ = turns.scheduleWithFixedDelay(round, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private long count(String integration, Seller.State state) {
    return sellers.all().stream()
        .filter(one -> one.integration().equals(integration) && one.state() == state)
        .count();
  }

  /// Without sellers there is nothing that ends.
  private Number left(String integration) {
    return sellers.all().stream()
        .filter(one -> one.integration().equals(integration))
        .filter(one -> one.state() != Seller.State.UNLINKED)
        .map(Seller::expiresAt)
        .min(Comparator.naturalOrder())
        .<Number>map(end -> Duration.between(clock.instant(), end).toSeconds())
        .orElse(Double.NaN);
  }

  /// Once a day for each seller that needs a person, as long as it does.
  void alarm() {
    Instant now = clock.instant();
    for (Seller seller : sellers.all()) {
      Duration life = Duration.between(seller.issuedAt(), seller.expiresAt());
      Duration left = Duration.between(now, seller.expiresAt());
      boolean late =
          seller.state() == Seller.State.LINKED && left.compareTo(life.dividedBy(LATE_LEFT)) < 0;
      boolean again = seller.state() == Seller.State.AUTHORISE_AGAIN;
      String key = seller.integration() + "/" + seller.userId();
      Instant last = said.getOrDefault(key, Instant.MIN);
      if ((late || again) && !last.isAfter(now.minus(SAID_AGAIN))) {
        said.put(key, now);
        log(
            Level.SEVERE,
            "seller {0} has {1} days of access left: {2}",
            key,
            left.toDays(),
            again ? "it must authorise again at " + seller.link() : seller.trouble());
      }
    }
  }

  @Override
  public void changed(
      Handle handle, Snapshot now, Optional<Snapshot> before, String reason, Instant at) {
    // Of what is read, nothing concerns the sellers.
  }

  /// What a notification says of a seller is only looked into: anybody can write one. The hint is
  /// in the store when the notification counts as handled, and the next round looks into it, of
  /// this node or another.
  @Override
  public void told(Handle handle, String integration, ResourceRef resource, Instant at) {
    if (resource.kind() != ResourceKind.CONNECTION) {
      return;
    }
    Sellers.hint(handle, integration, resource.id(), at);
    // The present transaction may not have ended when that round begins.
    soon();
  }

  private void soon() {
    try {
      var _ = turns.schedule(round, SETTLING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      // The next start looks.
    }
  }

  void linked(Seller seller) {
    count("linked", seller);
    log(Level.INFO, "seller {0} authorised", seller.integration() + "/" + seller.userId());
  }

  /// Anybody can ask for the address, so this is no alarm.
  void notLinked(String integration, String why) {
    log(Level.INFO, "an answer to a link of {0} was not taken: {1}", integration, why);
  }

  @Override
  public void renewed(Seller seller) {
    count("renewed", seller);
    log(Level.INFO, "tokens of seller {0} renewed", seller.integration() + "/" + seller.userId());
  }

  @Override
  public void authoriseAgain(Seller seller, String trouble, String link) {
    count("authorise-again", seller);
    said.put(seller.integration() + "/" + seller.userId(), clock.instant());
    log(
        Level.SEVERE,
        "tokens of seller {0} cannot be renewed ({1}): it must authorise again at {2}",
        seller.integration() + "/" + seller.userId(),
        trouble,
        link);
  }

  @Override
  public void unlinked(Seller seller) {
    count("unlinked", seller);
    log(
        Level.WARNING,
        "seller {0} withdrew its authorisation; its tokens are forgotten",
        seller.integration() + "/" + seller.userId());
  }

  @Override
  public void troubled(Seller seller, String trouble) {
    count("troubled", seller);
    log(
        Level.WARNING,
        "tokens of seller {0} are not renewed yet: {1}",
        seller.integration() + "/" + seller.userId(),
        trouble);
  }

  private void count(String outcome, Seller seller) {
    Counter.builder("pasaje.oauth.renewals")
        .description("What came of renewing sellers' tokens")
        .tags("integration", seller.integration(), "outcome", outcome)
        .register(registry)
        .increment();
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
