// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.demo;

import dev.pasaje.db.Database;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.orders.OrderListener;
import dev.pasaje.orders.OrderState;
import dev.pasaje.orders.Orders;
import dev.pasaje.resources.WorkQueue;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.notifications.Delivery;
import dev.pasaje.sandbox.weather.Forecast;
import dev.pasaje.secret.Secret;
import dev.pasaje.serve.Service;
import dev.pasaje.settings.Settings;
import dev.pasaje.web.ReceiverRoutes;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Many payments in bad weather, with Pasaje serving: some are paid, some wait, some are given
/// back, and their notifications are late, doubled, out of order, forged or lost. At the end every
/// order must stand as its payment does.
///
/// All goes by the emulator's clock, which is moved here.
public final class Season {
  /// From the last event on: what is late arrives, and one search is due.
  private static final Duration AFTERWARDS = Duration.ofMinutes(20);

  private static final int AT_ONCE = 20;
  private static final String STATE_FORBIDS = "2018";
  private static final int FATES = 10;
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final int MOST_STEPS = 2000;

  private final Sandbox sandbox;
  private final Settings settings;
  private final Database database;
  private final Forecast weather;
  private final Integration integration;
  private Duration lag = Duration.ZERO;

  /// @param settings of exactly one integration, of an account of the emulator in Brazil
  public Season(Sandbox sandbox, Settings settings, Database database, Forecast weather) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.database = database;
    this.weather = weather;
    this.integration = settings.integrations().getFirst();
  }

  /// Settings of a shop in Brazil whose account the emulator has.
  public static Settings shop(Sandbox sandbox) {
    SandboxAccount account = sandbox.account("MLB", "real");
    Integration shop =
        new Integration(
            "loja",
            Site.MLB,
            Product.CHECKOUT_API,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            CredentialSet.NONE,
            new CredentialSet(
                Optional.of(account.publicKey()),
                Optional.of(Secret.of(account.accessToken())),
                Optional.empty(),
                Optional.empty()),
            List.of(Secret.of(account.webhookSecret())),
            Map.of(),
            Optional.empty(),
            Optional.empty());
    return new Settings(
            Optional.empty(),
            List.of(shop),
            URI.create(sandbox.baseUrl()),
            Settings.DEFAULT_STORE,
            new Settings.Quality(73, true),
            Settings.Measure.USUAL,
            Settings.Serve.USUAL,
            List.of())
        .listening("127.0.0.1", 0);
  }

  /// What came of it.
  ///
  /// @param orders how many were placed
  /// @param right how many stand as they should at the end
  /// @param rightBeforeSearch how many did before the last search
  /// @param sent notifications Mercado Pago meant to send
  /// @param lost of those, how many never arrived
  /// @param arrived requests that the receiver kept, doubled and forged ones too
  /// @param quarantined of those, how many were forged or damaged
  /// @param healed changes found without any notification
  /// @param lag the longest that something noticed waited to be read again, by the emulator's
  ///   clock, looked at every twenty seconds of it
  /// @param wrong the first few that are not right, as `reference: is, should be`
  public record Figures(
      int orders,
      int right,
      int rightBeforeSearch,
      long sent,
      long lost,
      long arrived,
      long quarantined,
      long healed,
      Duration lag,
      String wrong) {}

  /// @param count of payments
  /// @param progress told of each
  public Figures run(int count, long seed, IntConsumer progress) {
    InstantSource clock = () -> sandbox.world().now();
    Random random = new Random(seed);
    Service.Conditions conditions =
        new Service.Conditions(clock, random, "season-" + seed, "season");
    try (Service service = Service.start(settings, database, conditions);
        Transport transport = Transport.with(Duration.ofSeconds(30), 1 << 20)) {
      MercadoPago shop =
          new MercadoPago.Access(
                  settings.apiBaseUrl(),
                  transport,
                  new Pacing(20, Duration.ofMillis(1), Duration.ofSeconds(2), AT_ONCE),
                  clock,
                  _ -> {},
                  "shop")
              .as(integration.production().accessToken().orElseThrow());
      URI receiver =
          URI.create(
              "http://127.0.0.1:"
                  + service.port()
                  + ReceiverRoutes.PATH
                  + "/"
                  + integration.id()
                  + "?source_news=webhooks");
      sandbox.weather().change(weather);
      Map<String, OrderState> expected = new ConcurrentSkipListMap<>();
      for (int sold = 0; sold < count; sold += Math.min(AT_ONCE, count - sold)) {
        List<Future<?>> sales = new ArrayList<>();
        try (ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = sold + 1; i <= Math.min(sold + AT_ONCE, count); i++) {
            String reference = "pedido-" + seed + "-" + i;
            int fate = random.nextInt(FATES);
            sales.add(
                buyers.submit(
                    () -> expected.put(reference, sell(shop, reference, receiver, fate))));
          }
        }
        sales.forEach(Season::succeeded);
        progress.accept(Math.min(sold + AT_ONCE, count));
        sandbox.advance(Duration.ofSeconds(5));
        watchLag(new WorkQueue(database));
      }
      settle(AFTERWARDS);
      int before = right(expected);
      service.sweep();
      settle(Duration.ZERO);
      sandbox.weather().change(Forecast.CALM);
      return figures(expected, before);
    }
  }

  /// One sale, and how its order must stand.
  private OrderState sell(MercadoPago shop, String reference, URI receiver, int fate) {
    ObjectNode payment = JsonNodeFactory.instance.objectNode();
    payment
        .put("transaction_amount", 100)
        .put("payment_method_id", "pix")
        .put("description", reference)
        .put("external_reference", reference)
        .put("notification_url", receiver.toString());
    payment.putObject("payer").put("email", "comprador@example.com");
    String id = ok(shop.post("/v1/payments", payment)).path("id").asString();
    return switch (fate) {
      case 0 -> OrderState.PENDING;
      case 1 -> {
        cancel(shop, id);
        yield OrderState.CANCELLED;
      }
      default -> {
        control(shop, id, "pay");
        yield switch (fate) {
          case 2 -> {
            ok(shop.post("/v1/payments/" + id + "/refunds", JsonNodeFactory.instance.objectNode()));
            yield OrderState.REFUNDED;
          }
          case 3 -> {
            ok(
                shop.post(
                    "/v1/payments/" + id + "/refunds",
                    JsonNodeFactory.instance.objectNode().put("amount", 40)));
            yield OrderState.PARTIALLY_REFUNDED;
          }
          default -> OrderState.PAID;
        };
      }
    };
  }

  /// A cancellation whose answer was lost is asked again and refused, as it was already done.
  /// Nobody else writes to this payment, so that refusal says as much.
  private static void cancel(MercadoPago shop, String id) {
    Call<JsonNode> asked =
        shop.put(
            "/v1/payments/" + id, JsonNodeFactory.instance.objectNode().put("status", "cancelled"));
    if (!(asked instanceof Call.Refused<JsonNode>(ApiError error)
        && error.code().equals(STATE_FORBIDS))) {
      ok(asked);
    }
  }

  private static void control(MercadoPago shop, String payment, String what) {
    ok(
        shop.post(
            "/_sandbox/payments/" + payment + "/" + what, JsonNodeFactory.instance.objectNode()));
  }

  /// A sale that failed ends the season, with its reason.
  private static void succeeded(Future<?> sale) {
    if (sale.state() == Future.State.FAILED) {
      throw new IllegalStateException("the emulator does not sell", sale.exceptionNow());
    }
  }

  private static JsonNode ok(Call<JsonNode> call) {
    return call.found()
        .orElseThrow(() -> new IllegalStateException("the emulator does not sell: " + call));
  }

  /// Lets time go by until it is over and nothing waits any more.
  private void settle(Duration atLeast) {
    WorkQueue queue = new WorkQueue(database);
    Duration passed = Duration.ZERO;
    for (int step = 0; step < MOST_STEPS; step++) {
      while (queue.busy(sandbox.world().now())) {
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
      }
      if (passed.compareTo(atLeast) >= 0 && queue.depth(sandbox.world().now()).due() == 0) {
        return;
      }
      sandbox.advance(STEP);
      passed = passed.plus(STEP);
      watchLag(queue);
    }
  }

  private void watchLag(WorkQueue queue) {
    queue
        .depth(sandbox.world().now())
        .oldest()
        .filter(waited -> waited.compareTo(lag) > 0)
        .ifPresent(waited -> lag = waited);
  }

  private int right(Map<String, OrderState> expected) {
    Orders orders = orders();
    return (int)
        expected.entrySet().stream()
            .filter(one -> state(orders, one.getKey()) == one.getValue())
            .count();
  }

  private Orders orders() {
    return new Orders(database, OrderListener.NONE, Orders.accounts(settings.integrations()));
  }

  private OrderState state(Orders orders, String reference) {
    return orders
        .find(integration.id(), reference)
        .map(order -> order.state())
        .orElse(OrderState.OPEN);
  }

  private long count(String sql) {
    return database.read().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private Figures figures(Map<String, OrderState> expected, int before) {
    Orders orders = orders();
    String wrong =
        expected.entrySet().stream()
            .filter(one -> state(orders, one.getKey()) != one.getValue())
            .limit(3)
            .map(one ->
                one.getKey()
                    + ": "
                    + state(orders, one.getKey()).id()
                    + ", should be "
                    + one.getValue().id())
            .collect(java.util.stream.Collectors.joining("; "));
    var deliveries = sandbox.courier().deliveries();
    return new Figures(
        expected.size(),
        right(expected),
        before,
        deliveries.size(),
        deliveries.stream().filter(one -> one.state() == Delivery.State.DROPPED).count(),
        count("select count(*) from inbox"),
        count("select count(*) from inbox where disposition = 'quarantined'"),
        count("select coalesce(sum(healed), 0) from sweep"),
        lag,
        wrong);
  }
}
