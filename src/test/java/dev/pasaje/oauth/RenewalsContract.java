// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.db.Database;
import dev.pasaje.oauth.Market.Fault;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Renewing sellers against the emulator, whose refresh tokens work once; the same for both stores.
abstract class RenewalsContract {
  private static final Duration EARLY = Duration.ofDays(121);

  @TempDir Path folder;
  private Market market;
  private Database database;
  private final List<String> told = new ArrayList<>();

  /// A store that every call opens again.
  abstract Database open();

  @BeforeEach
  void start() {
    market = new Market(folder);
    database = open();
  }

  @AfterEach
  void stop() {
    database.close();
    market.close();
  }

  private final Renewals.Events events =
      new Renewals.Events() {
        @Override
        public void authoriseAgain(Seller seller, String trouble, String link) {
          told.add(seller.userId() + " " + trouble + " " + link);
        }
      };

  private Renewals node(String name, Database store) {
    return new Renewals(market.around(store), List.of(market.application()), name, events);
  }

  /// A node that dies at the moment of storing: before it, or right after it.
  private Renewals dying(boolean stored) {
    Pairs real = market.around(database).pairs();
    Pairs dying =
        new Pairs() {
          @Override
          public Optional<Stored> current(String integration, String userId) {
            return real.current(integration, userId);
          }

          @Override
          public boolean store(String integration, TokenPair pair, int after) {
            if (stored) {
              real.store(integration, pair, after);
            }
            throw new Killed();
          }

          @Override
          public void forget(String integration, String userId) {
            real.forget(integration, userId);
          }

          @Override
          public void expect(String integration, String state, Expected link) {
            real.expect(integration, state, link);
          }

          @Override
          public Optional<Expected> expected(String integration, String state) {
            return real.expected(integration, state);
          }
        };
    return new Renewals(
        market.around(database), dying, List.of(market.application()), "dying", events);
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private Seller now(Seller seller) {
    return new Sellers(database).find(seller.integration(), seller.userId()).orElseThrow();
  }

  private TokenPair pair(Seller seller) {
    return market
        .around(database)
        .pairs()
        .current(seller.integration(), seller.userId())
        .orElseThrow()
        .pair();
  }

  private Seller linked() throws Exception {
    return market.link(database, market.sellers().get(1));
  }

  private void run() {
    node("other", database).run();
  }

  @Test
  void a_seller_is_renewed_early_and_not_before() throws Exception {
    Seller seller = linked();
    TokenPair first = pair(seller);
    assertThat(market.works(first.accessToken())).isTrue();

    market.advance(Duration.ofDays(119));
    run();
    assertThat(market.refreshes()).isZero();

    market.advance(Duration.ofDays(2));
    run();
    run();

    assertThat(market.refreshes()).isEqualTo(1);
    assertThat(pair(seller).accessToken()).isNotEqualTo(first.accessToken());
    assertThat(pair(seller).publicKey()).isEqualTo(first.publicKey());
    assertThat(market.works(pair(seller).accessToken())).isTrue();
    assertThat(now(seller).state()).isEqualTo(Seller.State.LINKED);
    market.advance(EARLY);
    run();
    assertThat(market.refreshes()).isEqualTo(2);
    assertThat(market.works(pair(seller).accessToken())).isTrue();
  }

  @Test
  void two_nodes_at_once_use_each_refresh_token_once_and_lose_nobody() throws Exception {
    List<Seller> sellers = new ArrayList<>();
    for (long account : market.sellers()) {
      sellers.add(market.link(database, account));
    }
    try (Database second = open();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 1; round <= 3; round++) {
        market.advance(EARLY);
        List<Callable<Boolean>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          Renewals node = node("node-" + i, i % 2 == 0 ? database : second);
          runs.add(() -> {
            node.run();
            return true;
          });
        }
        for (Future<Boolean> run : threads.invokeAll(runs)) {
          assertThat(run.get()).isTrue();
        }
        assertThat(market.refreshes()).isEqualTo(round * sellers.size());
      }
    }
    for (Seller seller : sellers) {
      assertThat(now(seller).state()).isEqualTo(Seller.State.LINKED);
      assertThat(market.works(pair(seller).accessToken())).isTrue();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void a_kill_between_exchange_and_store_flags_the_seller_with_its_link() throws Exception {
    Seller seller = linked();
    Secret last = pair(seller).accessToken();
    market.advance(EARLY);
    assertThatThrownBy(dying(false)::run).isInstanceOf(Killed.class);

    run();
    assertThat(market.refreshes()).as("the dead node's lease is kept").isEqualTo(1);
    market.advance(Renewals.LEASE.plusSeconds(1));
    run();
    run();

    Seller flagged = now(seller);
    assertThat(flagged.state()).isEqualTo(Seller.State.AUTHORISE_AGAIN);
    assertThat(flagged.trouble()).isEqualTo("answer-lost");
    assertThat(told).hasSize(1);
    assertThat(pair(seller).accessToken()).isEqualTo(last);
    assertThat(market.works(last)).as("the last access token is kept to its end").isTrue();
    URI link = URI.create(flagged.link());
    String back = market.browse(link, Long.parseLong(seller.userId()), "allow");
    new Authorisations(market.around(database)).finish(market.application(), Market.REDIRECT, back);
    assertThat(now(seller).state()).isEqualTo(Seller.State.LINKED);
    assertThat(market.works(pair(seller).accessToken())).isTrue();
    market.advance(EARLY);
    run();
    assertThat(market.works(pair(seller).accessToken())).isTrue();
  }

  @Test
  void a_kill_right_after_storing_is_made_good_without_another_call() throws Exception {
    Seller seller = linked();
    market.advance(EARLY);
    assertThatThrownBy(dying(true)::run).isInstanceOf(Killed.class);
    market.advance(Renewals.LEASE.plusSeconds(1));

    run();

    assertThat(market.refreshes()).isEqualTo(1);
    assertThat(now(seller).state()).isEqualTo(Seller.State.LINKED);
    assertThat(now(seller).dueAt()).isAfter(market.clock().instant());
    assertThat(market.works(pair(seller).accessToken())).isTrue();
  }

  @Test
  void a_call_that_never_arrived_is_made_again_with_the_same_token() throws Exception {
    Seller seller = linked();
    market.advance(EARLY);
    market.weather(_ -> Optional.of(Fault.UNHEARD));
    run();
    assertThat(now(seller).trouble()).isEqualTo("status-503");

    market.weather(_ -> Optional.empty());
    market.advance(Duration.ofMinutes(2));
    run();

    assertThat(now(seller).state()).isEqualTo(Seller.State.LINKED);
    assertThat(now(seller).trouble()).isEmpty();
    assertThat(market.works(pair(seller).accessToken())).isTrue();
  }

  @Test
  void an_answer_that_was_lost_flags_the_seller_as_such() throws Exception {
    Seller seller = linked();
    market.advance(EARLY);
    market.weather(_ -> Optional.of(Fault.ANSWER_LOST));
    run();
    assertThat(now(seller).state()).isEqualTo(Seller.State.LINKED);

    market.weather(_ -> Optional.empty());
    market.advance(Duration.ofMinutes(2));
    run();

    assertThat(now(seller).state()).isEqualTo(Seller.State.AUTHORISE_AGAIN);
    assertThat(now(seller).trouble()).isEqualTo("answer-lost");
    assertThat(now(seller).link()).contains("code_challenge_method=S256");
  }

  @Test
  void a_node_that_was_slow_to_store_is_heard_after_all() throws Exception {
    Seller seller = linked();
    Pairs pairs = market.around(database).pairs();
    market.advance(EARLY);
    Pairs.Stored before = pairs.current(seller.integration(), seller.userId()).orElseThrow();
    TokenEndpoint.Answer answer =
        market
            .around(database)
            .endpoint()
            .refresh(market.application(), before.pair().refreshToken().orElseThrow());
    run();
    assertThat(now(seller).state()).isEqualTo(Seller.State.AUTHORISE_AGAIN);

    assertThat(answer).isInstanceOf(TokenEndpoint.Answer.Granted.class);
    pairs.store(
        seller.integration(), ((TokenEndpoint.Answer.Granted) answer).pair(), before.version());
    run();

    assertThat(now(seller).state()).isEqualTo(Seller.State.LINKED);
    assertThat(market.works(pair(seller).accessToken())).isTrue();
  }

  @Test
  void a_wrong_client_secret_flags_nobody() throws Exception {
    Seller seller = linked();
    market.advance(EARLY);
    Application real = market.application();
    Application wrong =
        new Application(
            real.integration(), real.clientId(), Secret.of("x"), real.api(), real.authorize());
    new Renewals(market.around(database), List.of(wrong), "wrong", events).run();
    assertThat(now(seller).trouble()).isEqualTo("invalid_client");

    market.advance(Duration.ofHours(2));
    run();

    assertThat(now(seller).state()).isEqualTo(Seller.State.LINKED);
    assertThat(now(seller).trouble()).isEmpty();
  }

  @Test
  void a_withdrawal_counts_when_mercado_pago_confirms_it() throws Exception {
    Seller seller = linked();
    hint(seller);
    run();
    assertThat(now(seller).state())
        .as("a forged hint changes nothing")
        .isEqualTo(Seller.State.LINKED);

    market.withdraw(seller.userId());
    hint(seller);
    run();

    assertThat(now(seller).state()).isEqualTo(Seller.State.UNLINKED);
    assertThat(market.around(database).pairs().current(seller.integration(), seller.userId()))
        .isEmpty();
    market.link(database, Long.parseLong(seller.userId()));
    assertThat(now(seller).state()).isEqualTo(Seller.State.LINKED);
    assertThat(market.works(pair(seller).accessToken())).isTrue();
  }

  @Test
  void an_authorisation_older_than_its_life_is_flagged_not_dropped() throws Exception {
    Seller seller = linked();
    market.advance(Duration.ofDays(181));
    int asked = market.refreshes();

    run();

    assertThat(market.refreshes()).isEqualTo(asked + 1);
    assertThat(now(seller).state()).isEqualTo(Seller.State.AUTHORISE_AGAIN);
    assertThat(now(seller).trouble()).isEqualTo("invalid_grant");
    assertThat(now(seller).link()).isNotEmpty();
  }

  private void hint(Seller seller) {
    database
        .write()
        .useTransaction(handle ->
            Sellers.hint(handle, seller.integration(), seller.userId(), market.clock().instant()));
  }
}
