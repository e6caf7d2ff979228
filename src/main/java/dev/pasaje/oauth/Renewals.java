// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Renews the tokens of sellers early, after 2/3 of their life, one node at a time.
///
/// A refresh token works once (domain/credentials.md 6.2), so each step is on disk before the next:
/// the lease, the intent to use this token up, the new pair in the vault, the row that says so. A
/// node that dies in between leaves one of two things. Either the new pair is in the vault: then
/// the row follows. Or only the intent is there: nobody knows whether Mercado Pago got the call, so
/// the same token is tried once more; it works when the call never arrived, and `invalid_grant`
/// says that the answer is lost. Then the seller is flagged with a link to authorise again, and the
/// last access token is kept to its end. Safe for many threads and nodes.
public final class Renewals {
  /// Longer than any call may take.
  public static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int DOUBLINGS = 6;

  /// The grant itself is worth nothing any more; anything else is about the application.
  private static final List<String> GRANT_ENDED = List.of("invalid_grant", "unauthorized_client");

  /// Hears what happens to sellers: metrics, logs, alerts. Called outside of any transaction.
  public interface Events {
    Events NONE = new Events() {};

    default void renewed(Seller seller) {}

    /// Somebody must send the seller its link.
    default void authoriseAgain(Seller seller, String trouble, String link) {}

    default void unlinked(Seller seller) {}

    /// An attempt failed and is repeated.
    default void troubled(Seller seller, String trouble) {}
  }

  private final Sellers sellers;
  private final Pairs pairs;
  private final TokenEndpoint endpoint;
  private final Map<String, Application> applications;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final String node;
  private final Events events;

  /// @param applications of the integrations whose sellers are looked after
  /// @param node unlike any other that shares the store
  public Renewals(
      Authorisations.Surroundings around,
      List<Application> applications,
      String node,
      Events events) {
    this(around, around.pairs(), applications, node, events);
  }

  Renewals(
      Authorisations.Surroundings around,
      Pairs pairs,
      List<Application> applications,
      String node,
      Events events) {
    this.sellers = new Sellers(around.database());
    this.pairs = pairs;
    this.endpoint = around.endpoint();
    this.applications =
        applications.stream()
            .collect(Collectors.toMap(Application::integration, Function.identity()));
    this.clock = around.clock();
    this.random = around.random();
    this.node = node;
    this.events = events;
  }

  /// One round over the sellers that are due.
  public void run() {
    for (Seller flagged : sellers.all()) {
      if (flagged.state() == Seller.State.AUTHORISE_AGAIN) {
        heal(flagged);
      }
    }
    for (Seller seller : sellers.due(clock.instant())) {
      @Nullable Application application = applications.get(seller.integration());
      if (application != null && application.clientId().equals(seller.clientId())) {
        sellers
            .claim(seller, node, clock.instant(), LEASE)
            .ifPresent(claimed -> work(application, claimed));
      }
    }
  }

  private void work(Application application, Seller seller) {
    Optional<Pairs.Stored> stored = pairs.current(seller.integration(), seller.userId());
    if (stored.isEmpty()) {
      flag(application, seller, "no-tokens");
    } else if (stored.get().version() > seller.version()) {
      renewed(seller, stored.get());
    } else if (seller.checkAt().isAfter(Instant.EPOCH) && seller.dueAt().isAfter(clock.instant())) {
      look(application, seller, stored.get().pair());
    } else {
      refresh(application, seller, stored.get());
    }
  }

  /// A node that was slow to store what it got is heard after all.
  private boolean heal(Seller seller) {
    Optional<Pairs.Stored> newer =
        pairs
            .current(seller.integration(), seller.userId())
            .filter(stored -> stored.version() > seller.version());
    newer.ifPresent(stored -> renewed(seller, stored));
    return newer.isPresent();
  }

  private void renewed(Seller seller, Pairs.Stored stored) {
    sellers.renewed(seller, stored.pair(), stored.version());
    events.renewed(seller);
  }

  private void refresh(Application application, Seller seller, Pairs.Stored stored) {
    TokenPair pair = stored.pair();
    if (pair.refreshToken().isEmpty()) {
      flag(application, seller, "no-offline-access");
      return;
    }
    String token = pair.refreshToken().get().fingerprint();
    boolean again = seller.intentToken().equals(token);
    if (!sellers.intend(seller, node, token, clock.instant())) {
      return;
    }
    switch (endpoint.refresh(application, pair.refreshToken().get())) {
      case TokenEndpoint.Answer.Granted granted ->
          keep(application, seller, granted.pair(), stored.version());
      case TokenEndpoint.Answer.Refused refused when GRANT_ENDED.contains(refused.error()) -> {
        if (!heal(seller)) {
          flag(application, seller, again ? "answer-lost" : refused.error());
        }
      }
      case TokenEndpoint.Answer.Refused refused ->
          later(seller, refused.error(), !again, LONGEST_WAIT);
      case TokenEndpoint.Answer.Unclear unclear ->
          later(seller, unclear.why(), !unclear.arrived() && !again, wait(seller));
    }
  }

  private void keep(Application application, Seller seller, TokenPair fresh, int after) {
    // Another's pair can only come from an authorisation made meanwhile, which is newer.
    boolean ours =
        fresh.userId().equals(seller.userId()) && pairs.store(seller.integration(), fresh, after);
    Optional<Pairs.Stored> now = pairs.current(seller.integration(), seller.userId());
    if (now.isEmpty() || now.get().version() <= seller.version()) {
      flag(application, seller, "other-account");
      return;
    }
    renewed(seller, now.get());
    if (ours
        && endpoint.takes(application, fresh.accessToken()).filter(taken -> !taken).isPresent()) {
      events.troubled(seller, "new-token-refused");
    }
  }

  /// Asks Mercado Pago whether the seller withdrew, as somebody said.
  private void look(Application application, Seller seller, TokenPair pair) {
    Optional<Boolean> taken = endpoint.takes(application, pair.accessToken());
    if (taken.isEmpty()) {
      later(seller, "not-checked", true, wait(seller));
    } else if (taken.get()) {
      sellers.checked(seller);
    } else {
      pairs.forget(seller.integration(), seller.userId());
      if (sellers.flag(seller, Seller.State.UNLINKED, "deauthorized", "")) {
        events.unlinked(seller);
      }
    }
  }

  private void later(Seller seller, String trouble, boolean sure, Duration wait) {
    sellers.later(seller, trouble, sure, clock.instant().plus(wait));
    events.troubled(seller, trouble);
  }

  private static Duration wait(Seller seller) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(seller.attempts(), DOUBLINGS));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private void flag(Application application, Seller seller, String trouble) {
    String link =
        seller.redirectUri().isEmpty()
            ? ""
            : Authorisations.begin(application, URI.create(seller.redirectUri()), pairs, random)
                .toString();
    if (sellers.flag(seller, Seller.State.AUTHORISE_AGAIN, trouble, link)) {
      events.authoriseAgain(seller, trouble, link);
    }
  }
}
