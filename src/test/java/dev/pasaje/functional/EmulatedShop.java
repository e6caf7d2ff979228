// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant by the dice, on the emulator over HTTP, who writes down every order as it stands:
/// cards, two cards for one order, refused and tried again, tickets that wait, refunds whole and in
/// parts, disputes, chargebacks lost and won, claims, payouts, tips, yields and taxes.
final class EmulatedShop {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Decimals, an amount to start from, card number, brand, kind and number of a document.
  private record Country(
      int decimals, int least, String card, String brand, String kind, String number) {}

  private static final Map<String, Country> COUNTRIES =
      Map.of(
          "MLA", new Country(2, 500, "4509953566233704", "visa", "DNI", "12345678"),
          "MLB", new Country(2, 20, "5031433215406351", "master", "CPF", "12345678909"),
          "MLM", new Country(2, 50, "4075595716483764", "visa", "", ""),
          "MLC", new Country(0, 2000, "4168818844447115", "visa", "Otro", "123456789"),
          "MCO", new Country(0, 20000, "4013540682746260", "visa", "CC", "123456789"),
          "MPE", new Country(2, 20, "4009175332806176", "visa", "DNI", "123456789"),
          "MLU", new Country(2, 500, "4509953566233704", "visa", "CI", "12345678"));

  /// An order as the merchant's books have it.
  static final class Order {
    final String reference;
    final Instant created;
    final List<String> payments = new ArrayList<>();
    BigDecimal amount;
    BigDecimal refunded = BigDecimal.ZERO;
    String status = "paid";
    boolean claimed;

    Order(String reference, BigDecimal amount, Instant created) {
      this.reference = reference;
      this.amount = amount;
      this.created = created;
    }

    boolean plain() {
      return status.equals("paid") && refunded.signum() == 0 && payments.size() == 1 && !claimed;
    }
  }

  final Sandbox sandbox;
  final SandboxAccount account;
  final String currency;
  final List<Order> orders = new ArrayList<>();
  private final Random dice;
  private final Country country;
  private final List<Order> disputed = new ArrayList<>();
  private final List<String> claims = new ArrayList<>();
  private int keys;

  EmulatedShop(Sandbox sandbox, String site, String currency, Random dice) {
    this.sandbox = sandbox;
    this.account = sandbox.account(site, "real");
    this.currency = currency;
    this.country = Objects.requireNonNull(COUNTRIES.get(site), site);
    this.dice = dice;
  }

  /// Lives until that moment, the last days without anything left in the air.
  void live(int steps, Instant until) {
    Instant quiet = until.minus(Duration.ofDays(6));
    for (int step = 0; step < steps && sandbox.world().now().isBefore(quiet); step++) {
      act(dice.nextInt(16));
      sandbox.advance(Duration.ofMinutes(1 + dice.nextInt(60 * 20)));
    }
    for (Order order : List.copyOf(disputed)) {
      control(order, "win-dispute", "{}");
    }
    claims.forEach(
        id -> post("/_sandbox/claims/" + id + "/close", "{\"in_favour_of\":\"seller\"}"));
    sandbox.advance(Duration.between(sandbox.world().now(), until));
  }

  private void act(int what) {
    switch (what) {
      case 0 -> some(Order::plain, order -> refund(order, order.amount));
      case 1, 2 -> some(this::partly, order -> refund(order, part(order)));
      case 3 -> some(Order::plain, this::chargeBack);
      case 4 -> some(order -> order.status.equals("charged-back"), this::settle);
      case 5 -> some(Order::plain, this::dispute);
      case 6 -> some(Order::plain, this::claim);
      case 7 -> {
        JsonNode _ = payOut();
      }
      case 8 -> extra();
      case 9 -> twoCards();
      case 10 -> waiting();
      case 11 -> again();
      default -> sell(order(amount()));
    }
  }

  private void some(Predicate<Order> fit, java.util.function.Consumer<Order> doing) {
    List<Order> fitting =
        orders.stream().filter(fit).filter(one -> !disputed.contains(one)).toList();
    if (fitting.isEmpty()) {
      sell(order(amount()));
    } else {
      doing.accept(fitting.get(dice.nextInt(fitting.size())));
    }
  }

  private boolean partly(Order order) {
    return order.payments.size() == 1
        && !order.claimed
        && (order.status.equals("paid") || order.status.equals("partially-refunded"))
        && order.amount.subtract(order.refunded).compareTo(unit().multiply(BigDecimal.TEN)) > 0;
  }

  private BigDecimal unit() {
    return BigDecimal.ONE.movePointLeft(country.decimals());
  }

  private BigDecimal amount() {
    return BigDecimal.valueOf(country.least())
        .setScale(country.decimals())
        .add(unit().multiply(BigDecimal.valueOf(dice.nextInt(90_000))));
  }

  private BigDecimal part(Order order) {
    BigDecimal left = order.amount.subtract(order.refunded);
    return unit()
        .multiply(BigDecimal.valueOf(1 + dice.nextLong(left.divide(unit()).longValue() - 1)));
  }

  private Order order(BigDecimal amount) {
    Order order = new Order("pedido-" + (orders.size() + 1), amount, sandbox.world().now());
    orders.add(order);
    return order;
  }

  void sell(Order order) {
    order.payments.add(card(order, order.amount, "APRO", 201));
  }

  /// A sale of now; for those who want one more.
  Order sale() {
    Order order = order(amount());
    sell(order);
    return order;
  }

  /// An order whose only payment was refused.
  Order refused() {
    Order order = order(amount());
    card(order, order.amount, "FUND", 201);
    order.status = "cancelled";
    return order;
  }

  /// Money sent to a bank that sends it back.
  ///
  /// @return its id in Mercado Pago
  String failedPayout() {
    String id = payOut().path("transactions").path(0).path("id").asString();
    sandbox.advance(Duration.ofHours(1));
    post("/_sandbox/payout-transactions/" + id + "/fail", "{}");
    return id;
  }

  private void twoCards() {
    BigDecimal first = amount();
    BigDecimal second = amount();
    Order order = order(first.add(second));
    order.payments.add(card(order, first, "APRO", 201));
    order.payments.add(card(order, second, "APRO", 201));
  }

  private void again() {
    Order order = order(amount());
    card(order, order.amount, "FUND", 201);
    sell(order);
  }

  /// A card payment that waits for a review: approved later, refused later, or never decided.
  private void waiting() {
    Order order = order(amount());
    String payment = card(order, order.amount, "CONT", 201);
    switch (dice.nextInt(3)) {
      case 0 -> order.status = "pending";
      case 1 -> {
        call("POST", "/_sandbox/payments/" + payment + "/reject", "{}", 200);
        order.status = "cancelled";
      }
      default -> {
        sandbox.advance(Duration.ofHours(2));
        call("POST", "/_sandbox/payments/" + payment + "/pay", "{}", 200);
        order.payments.add(payment);
      }
    }
  }

  String card(Order order, BigDecimal amount, String holder, int status) {
    String document =
        country.kind().isEmpty()
            ? ""
            : ",\"identification\":{\"type\":\"%s\",\"number\":\"%s\"}"
                .formatted(country.kind(), country.number());
    String token =
        call(
                "POST",
                "/v1/card_tokens?public_key=" + account.publicKey(),
                """
                {"card_number":"%s","expiration_month":11,"expiration_year":2030,
                 "security_code":"123","cardholder":{"name":"%s"%s}}
                """
                    .formatted(country.card(), holder, document),
                201)
            .path("id")
            .asString();
    return call(
            "POST",
            "/v1/payments",
            """
            {"transaction_amount":%s,"token":"%s","installments":%d,"payment_method_id":"%s",
             "external_reference":"%s","payer":{"email":"buyer@example.com"%s}}
            """
                .formatted(
                    amount.toPlainString(),
                    token,
                    dice.nextBoolean() ? 1 : 3 * (1 + dice.nextInt(2)),
                    country.brand(),
                    order.reference,
                    document),
            status)
        .path("id")
        .asString();
  }

  void refund(Order order, BigDecimal amount) {
    post(
        "/v1/payments/" + order.payments.getFirst() + "/refunds",
        amount.compareTo(order.amount) == 0 ? "{}" : "{\"amount\":" + amount.toPlainString() + "}");
    order.refunded = order.refunded.add(amount);
    order.status = order.refunded.compareTo(order.amount) == 0 ? "refunded" : "partially-refunded";
  }

  void chargeBack(Order order) {
    control(order, "chargeback", "{}");
    order.status = "charged-back";
  }

  private void settle(Order order) {
    boolean won = dice.nextBoolean();
    control(order, "settle", "{\"for_seller\":" + won + "}");
    order.status = won ? "chargeback-won" : "chargeback-lost";
  }

  private void dispute(Order order) {
    control(order, "dispute", "{}");
    if (dice.nextBoolean()) {
      sandbox.advance(Duration.ofDays(1 + dice.nextInt(4)));
      control(order, "win-dispute", "{}");
    } else {
      disputed.add(order);
    }
  }

  private void claim(Order order) {
    claims.add(
        post("/_sandbox/claims", "{\"payment_id\":\"" + order.payments.getFirst() + "\"}")
            .path("id")
            .asString());
    // Whatever comes of it, this payment is left alone from now on.
    order.claimed = true;
  }

  private JsonNode payOut() {
    return post(
        "/v1/payouts",
        "{\"external_reference\":\"retiro\",\"transactions\":[{\"amount\":%s,\"currency_id\":\"%s\"}]}"
            .formatted(amount().toPlainString(), currency));
  }

  private void extra() {
    String what = List.of("asset_management", "tip", "tax_payment_iibb").get(dice.nextInt(3));
    String sign = what.startsWith("tax") ? "-" : "";
    post(
        "/_sandbox/movements",
        "{\"description\":\"%s\",\"amount\":%s%s}".formatted(what, sign, amount().toPlainString()));
  }

  void control(Order order, String action, String body) {
    call("POST", "/_sandbox/payments/" + order.payments.getFirst() + "/" + action, body, 200);
  }

  JsonNode post(String path, String body) {
    return call("POST", path, body, 201);
  }

  JsonNode call(String method, String path, String body, int status) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                  .header("Authorization", "Bearer " + account.accessToken())
                  .header("Content-Type", "application/json")
                  .header("X-Idempotency-Key", "key-" + ++keys)
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (status == 201 && answer.statusCode() == 200) {
        return JSON.readTree(answer.body());
      }
      assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
      return JSON.readTree(answer.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /// The books, as CSV; every other order without the ids of its payments.
  void books(Path file) throws IOException {
    StringBuilder csv =
        new StringBuilder("reference,total,currency,status,refunded,created_at,payment_ids\n");
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      csv.append(
              String.join(
                  ",",
                  order.reference,
                  order.amount.toPlainString(),
                  currency,
                  order.status,
                  order.refunded.toPlainString(),
                  order.created.toString(),
                  i % 2 == 0 ? String.join(" ", order.payments) : ""))
          .append('\n');
    }
    Files.writeString(file, csv);
  }
}
