// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.http.Transport;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Whole `pasaje serve` processes are killed while payments are made: every order is right in the
/// end, and nothing has happened to any of them twice.
class KilledServeTest {
  private static final String TOKEN = "a token for the metrics";

  @TempDir Path directory;

  private static void until(Duration limit, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private Path node(String name, Sandbox sandbox, String store) throws IOException {
    SandboxAccount account = sandbox.account("MLB", "real");
    Path node = Files.createDirectories(directory.resolve(name));
    Files.writeString(
        node.resolve("pasaje.yaml"),
        """
        integrations:
          loja:
            site: MLB
            product: checkout-api
            credentials:
              production: { public-key: "%s", access-token: "%s" }
            webhook-secrets: ["%s"]
        api: { base-url: "%s" }
        store: { url: "%s" }
        serve: { lease-seconds: 4, api-tokens: ["%s"], sweep-minutes: 1 }
        """
            .formatted(
                account.publicKey(),
                account.accessToken(),
                account.webhookSecret(),
                sandbox.baseUrl(),
                store,
                TOKEN));
    return node;
  }

  /// Sells, pays, and pays back a part of every third; the orders are `o-1`, `o-2`, …
  private static void sell(Sandbox sandbox, URI receiver, int from, int to) {
    AtomicInteger sold = new AtomicInteger();
    try (Transport transport = Transport.with(Duration.ofSeconds(30), 1 << 20);
        ExecutorService buyers = Executors.newFixedThreadPool(4)) {
      MercadoPago shop =
          new MercadoPago.Access(
                  URI.create(sandbox.baseUrl()),
                  transport,
                  Pacing.USUAL,
                  InstantSource.system(),
                  Pacing.Sleeper.REAL,
                  "shop")
              .as(Secret.of(sandbox.account("MLB", "real").accessToken()));
      for (int i = from; i <= to; i++) {
        int number = i;
        buyers.execute(() -> {
          ObjectNode payment = JsonNodeFactory.instance.objectNode();
          payment
              .put("transaction_amount", 100)
              .put("payment_method_id", "pix")
              .put("external_reference", "o-" + number)
              .put("notification_url", receiver + "/n/loja?source_news=webhooks");
          payment.putObject("payer").put("email", "comprador@example.com");
          String id =
              shop.post("/v1/payments", payment).found().orElseThrow().path("id").asString();
          ObjectNode nothing = JsonNodeFactory.instance.objectNode();
          assertThat(shop.post("/_sandbox/payments/" + id + "/pay", nothing).found()).isPresent();
          if (number % 3 == 0) {
            ObjectNode part = JsonNodeFactory.instance.objectNode().put("amount", 40);
            assertThat(shop.post("/v1/payments/" + id + "/refunds", part).found()).isPresent();
          }
          sold.incrementAndGet();
        });
      }
    }
    assertThat(sold.get()).isEqualTo(to - from + 1);
  }

  private static long count(Database database, String sql) {
    return database.read().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private static boolean right(Database database, int orders) {
    return count(database, "select count(*) from shop_order where state = 'paid'")
            == orders - orders / 3
        && count(database, "select count(*) from shop_order where state = 'partially-refunded'")
            == orders / 3;
  }

  /// Two events of one order that say the same are an effect that happened twice.
  private static void nothingTwice(Database database) {
    List<String> events =
        database
            .read()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select reference || ' ' || detail as told from order_event"
                            + " where kind = 'state' order by reference, id")
                    .mapTo(String.class)
                    .list());
    assertThat(events).doesNotHaveDuplicates();
    assertThat(
            count(
                database,
                "select count(*) from (select reference, max(revision) as last, count(*) as told"
                    + " from outbox group by reference) as o where o.told > o.last"))
        .isZero();
    assertThat(
            count(
                database,
                "select count(*) from (select resource_id, version, hash from resource_version"
                    + " group by resource_id, version, hash having count(*) > 1) as twice"))
        .isZero();
  }

  private static String metrics(URI node) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(node.resolve("/metrics"))
                  .header("Authorization", "Bearer " + TOKEN)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static long readings(URI node) throws IOException, InterruptedException {
    return metrics(node)
        .lines()
        .filter(line -> line.startsWith("pasaje_reading_seconds_count"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  @Timeout(180)
  void two_nodes_on_one_postgresql_share_the_work_and_one_is_killed() throws Exception {
    int orders = 120;
    String store = TestDatabases.postgresqlUrl();
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual());
        Balancer balancer = new Balancer();
        ServeProcess one = ServeProcess.start(node("one", sandbox, store));
        ServeProcess two = ServeProcess.start(node("two", sandbox, store));
        Database database = Database.open(store, directory)) {
      balancer.lead(List.of(one.address(), two.address()));
      sell(sandbox, balancer.address(), 1, orders / 2);
      until(
          Duration.ofSeconds(30),
          "some are read",
          () -> count(database, "select count(*) from resource") > orders / 4);
      long byOne = readings(one.address());
      long byTwo = readings(two.address());
      assertThat(byOne).isPositive();
      assertThat(byTwo).isPositive();

      one.kill();
      sell(sandbox, balancer.address(), orders / 2 + 1, orders);

      until(Duration.ofSeconds(60), "all orders right", () -> right(database, orders));
      nothingTwice(database);
      System.out.printf(
          "two nodes: %d orders right; %d and %d readings before one was killed%n",
          orders, byOne, byTwo);
      assertThat(two.stop()).as("exit code of an ordered end").isIn(0, 143);
    }
  }

  @Test
  @Timeout(240)
  void killed_at_random_moments_it_does_nothing_twice() throws Exception {
    kill(5, 100);
  }

  @Test
  @Tag("slow")
  @Tag("soak")
  void killed_twenty_five_times_it_does_nothing_twice() throws Exception {
    kill(25, 500);
  }

  private void kill(int times, int orders) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual());
        Balancer balancer = new Balancer();
        HttpClient control = HttpClient.newHttpClient()) {
      // What nobody acknowledges comes again after seconds instead of hours.
      control.send(
          HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/_sandbox/notifications"))
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString("{\"timeScale\": 0.002}"))
              .build(),
          HttpResponse.BodyHandlers.discarding());
      Path home = node("home", sandbox, "jdbc:sqlite:pasaje.db");
      List<Thread> sales = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        try (ServeProcess serve = ServeProcess.start(home)) {
          balancer.lead(List.of(serve.address()));
          int from = i * orders / times + 1;
          int to = (i + 1) * orders / times;
          sales.add(Thread.ofVirtual().start(() -> sell(sandbox, balancer.address(), from, to)));
          int enough = balancer.acknowledged() + 1 + random.nextInt(30);
          until(
              Duration.ofSeconds(60),
              "acknowledged, seed " + seed,
              () -> balancer.acknowledged() >= enough);
        }
      }
      for (Thread sale : sales) {
        sale.join();
      }
      try (ServeProcess serve = ServeProcess.start(home);
          Database database = Database.open("jdbc:sqlite:pasaje.db", home)) {
        balancer.lead(List.of(serve.address()));
        until(
            Duration.ofSeconds(150),
            "all orders right, seed " + seed,
            () -> right(database, orders));
        nothingTwice(database);
        System.out.printf(
            "killed %d times: %d orders right, %d notifications acknowledged, seed %d%n",
            times, orders, balancer.acknowledged(), seed);
      }
    }
  }
}
