// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Histories lived in the emulator, whose own merchant order says how each ends. Its readings reach
/// the store in any order, twice, late, or not at all but for a sweep.
class OrdersOnEmulatorTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final long SEED = Long.getLong("pasaje.seed", 20_261_126L);
  private static final int HISTORIES = 60;
  private static final List<String> ACTIONS =
      List.of("pay", "reject", "expire", "dispute", "win-dispute", "chargeback", "settle");

  @TempDir Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private SandboxAccount account;
  private Database database;
  private Orders orders;
  private ResourceShelf shelf;
  private int key;

  /// What a reading gave.
  private record Reading(ResourceKind kind, String id, JsonNode body) {
    long version() {
      String field = kind == ResourceKind.PAYMENT ? "date_last_updated" : "last_updated";
      return Dates.of(body.path(field)).toEpochMilli();
    }
  }

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.usual().withStart(START));
    account = sandbox.account("MLB", "test-user");
    database = TestDatabases.sqlite(directory);
    orders = new Orders(database, OrderListener.NONE, _ -> Set.of(Long.toString(account.userId())));
    shelf = new ResourceShelf(database, "loja", orders.follower());
  }

  @AfterEach
  void stop() {
    database.close();
    sandbox.close();
    http.close();
  }

  private JsonNode call(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("X-Idempotency-Key", "key-" + ++key);
    if (!path.startsWith("/_sandbox")) {
      request.header("Authorization", "Bearer " + account.accessToken());
    }
    try {
      return OrderRows.json(
          http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static final String PAYER =
      "{\"email\":\"test_user_7@testuser.com\",\"first_name\":\"Test\",\"last_name\":\"User\","
          + "\"identification\":{\"type\":\"CPF\",\"number\":\"12345678909\"}}";

  private String pay(String merchantOrder, String reference, String amount, Random chance) {
    String holder = List.of("APRO", "APRO", "OTHE", "CONT").get(chance.nextInt(4));
    String common =
        "\"transaction_amount\":%s,\"description\":\"One\",\"payer\":%s,%s\"order\":{\"type\":\"mercadopago\",\"id\":%s}"
            .formatted(
                amount,
                PAYER,
                // Without a reference, it is its merchant order's.
                chance.nextInt(4) == 0 ? "" : "\"external_reference\":\"" + reference + "\",",
                merchantOrder);
    if (chance.nextInt(3) == 0) {
      return call("POST", "/v1/payments", "{\"payment_method_id\":\"pix\"," + common + "}")
          .path("id")
          .asString("");
    }
    String token =
        call(
                "POST",
                "/v1/card_tokens?public_key=" + account.publicKey(),
                """
                {"card_number":"5031433215406351","expiration_month":11,"expiration_year":2030,
                 "security_code":"123","cardholder":{"name":"%s",
                 "identification":{"type":"CPF","number":"12345678909"}}}
                """
                    .formatted(holder))
            .path("id")
            .asString("");
    return call(
            "POST",
            "/v1/payments",
            "{\"token\":\"%s\",\"installments\":1,\"payment_method_id\":\"master\",%s%s}"
                .formatted(token, chance.nextInt(4) == 0 ? "\"capture\":false," : "", common))
        .path("id")
        .asString("");
  }

  private void live(String payment, Random chance) {
    switch (chance.nextInt(10)) {
      case 0 -> call("POST", "/v1/payments/" + payment + "/refunds", "{\"amount\":10}");
      case 1 -> call("POST", "/v1/payments/" + payment + "/refunds", "{}");
      case 2 -> call("PUT", "/v1/payments/" + payment, "{\"capture\":true}");
      default -> {
        String action = ACTIONS.get(chance.nextInt(ACTIONS.size()));
        call(
            "POST",
            "/_sandbox/payments/" + payment + "/" + action,
            action.equals("settle") ? "{\"for_seller\":" + chance.nextBoolean() + "}" : "{}");
      }
    }
  }

  private Reading read(ResourceKind kind, String id) {
    String path = kind == ResourceKind.PAYMENT ? "/v1/payments/" : "/merchant_orders/";
    return new Reading(kind, id, call("GET", path + id, ""));
  }

  @Test
  void an_order_stands_as_its_merchant_order_in_the_emulator_says() {
    Map<OrderState, Integer> seen = new HashMap<>();
    for (int number = 0; number < HISTORIES; number++) {
      long seed = SEED + number;
      Random chance = new Random(seed);
      String reference = "L-" + number;
      String order =
          call(
                  "POST",
                  "/merchant_orders",
                  """
                  {"external_reference":"%s","items":[{"title":"One","quantity":1,
                   "unit_price":100,"currency_id":"BRL"}]}
                  """
                      .formatted(reference))
              .path("id")
              .asString("");
      List<String> payments = new ArrayList<>();
      List<Reading> readings = new ArrayList<>();
      int events = 1 + chance.nextInt(12);
      for (int i = 0; i < events; i++) {
        sandbox.advance(Duration.ofSeconds(1));
        if (payments.isEmpty() || (payments.size() < 4 && chance.nextInt(3) == 0)) {
          payments.add(
              pay(order, reference, List.of("100", "50", "100").get(chance.nextInt(3)), chance));
        } else {
          live(payments.get(chance.nextInt(payments.size())), chance);
        }
        // Every event is told of twice, or not at all.
        for (int copies = chance.nextInt(3); copies > 0; copies--) {
          readings.add(
              chance.nextInt(3) == 0
                  ? read(ResourceKind.MERCHANT_ORDER, order)
                  : read(ResourceKind.PAYMENT, payments.get(chance.nextInt(payments.size()))));
        }
      }
      Collections.shuffle(readings, chance);
      payments.forEach(payment -> readings.add(read(ResourceKind.PAYMENT, payment)));
      Reading truth = read(ResourceKind.MERCHANT_ORDER, order);
      readings.add(chance.nextInt(readings.size()), truth);
      for (Reading one : readings) {
        shelf.read(one.kind(), one.id(), one.version(), one.body(), START);
      }

      Order stands = orders.find("loja", reference).orElseThrow();
      seen.merge(stands.state(), 1, Integer::sum);
      assertThat(allowed(truth.body()))
          .as("seed %d: %s", seed, truth.body())
          .contains(stands.state());
    }
    System.out.printf("%d histories in the emulator from seed %d: %s%n", HISTORIES, SEED, seen);
    assertThat(seen).hasSizeGreaterThan(7);
  }

  /// What the merchant order's own sums and words allow; a dispute and a chargeback are words of
  /// single payments there.
  private static Set<OrderState> allowed(JsonNode order) {
    Set<String> words = new HashSet<>();
    order
        .path("payments")
        .forEach(payment ->
            words.add(
                payment.path("status").asString("")
                    + " "
                    + payment.path("status_detail").asString("")));
    if (words.contains("charged_back in_process")) {
      return EnumSet.of(OrderState.CHARGED_BACK);
    }
    if (words.stream().anyMatch(word -> word.startsWith("in_mediation"))) {
      return EnumSet.of(OrderState.DISPUTED);
    }
    boolean lost = words.contains("charged_back settled");
    boolean won = words.contains("charged_back reimbursed");
    Set<OrderState> money =
        switch (order.path("order_status").asString("")) {
          case "payment_required" ->
              EnumSet.of(OrderState.OPEN, OrderState.CANCELLED, OrderState.REJECTED);
          case "payment_in_process" ->
              EnumSet.of(OrderState.AUTHORIZED, OrderState.IN_REVIEW, OrderState.PENDING);
          case "paid" -> EnumSet.of(OrderState.PAID);
          case "partially_paid" -> EnumSet.of(OrderState.PARTIALLY_PAID);
          case "reverted" -> EnumSet.of(OrderState.REFUNDED);
          // Something was given back; what is left may still be enough, or nothing.
          case "partially_reverted" ->
              EnumSet.of(OrderState.PARTIALLY_REFUNDED, OrderState.PAID, OrderState.REFUNDED);
          default -> EnumSet.noneOf(OrderState.class);
        };
    if (lost) {
      money.add(OrderState.CHARGEBACK_LOST);
    }
    if (won) {
      money.add(OrderState.CHARGEBACK_WON);
      money.add(OrderState.PAID);
      money.add(OrderState.PARTIALLY_PAID);
      money.add(OrderState.PARTIALLY_REFUNDED);
    }
    return money;
  }
}
