// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.claims.Claims;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.payments.Disputes;
import dev.pasaje.sandbox.payments.Origin;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.payments.Refunds;
import dev.pasaje.sandbox.payouts.Payouts;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Founding;
import dev.pasaje.sandbox.world.Rules;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A merchant's life by the dice: sales, refunds, claims, chargebacks, payouts, and time that
/// passes.
final class Life {
  static final Instant BEGIN = Instant.parse("2026-06-01T04:00:00Z");

  final World world;
  final Caller shop;
  private final Router router = new Router();
  private final PaymentDesk desk;
  private final Refunds refunds;
  private final Disputes disputes;
  private final SplittableRandom dice;
  private final List<Document> sales = new ArrayList<>();
  private final List<Document> chargebacks = new ArrayList<>();
  private final List<String> openClaims = new ArrayList<>();

  Life(Site site, long seed) {
    world = new World(seed, Optional.of(BEGIN), InstantSource.system(), Rules.USUAL);
    dice = new SplittableRandom(seed);
    Founding.Seller seller =
        world.sellers().stream()
            .filter(each -> each.account().site() == site && each.kind() == Founding.Kind.REAL)
            .findFirst()
            .orElseThrow();
    shop = new Caller(seller.account(), seller.application(), seller.credential());
    desk = new PaymentDesk(world, new CardTokens(world), "http://localhost");
    refunds = new Refunds(world, desk);
    disputes = new Disputes(world, desk);
    new Claims(world, desk, disputes, refunds).routes(router);
    new Payouts(world).routes(router);
    new Reports(world, "http://localhost").routes(router);
  }

  void live(int steps) {
    for (int step = 0; step < steps; step++) {
      world.exclusivelyRun(this::act);
      world.advance(Duration.ofMinutes(1 + dice.nextInt(60 * 30)));
    }
  }

  private void act() {
    try {
      switch (dice.nextInt(12)) {
        case 0 -> refund(Optional.of(amount()));
        case 1 -> refund(Optional.empty());
        case 2 -> chargebacks.add(disputes.chargeBack(anySale(), "fraud"));
        case 3 -> disputes.settle(any(chargebacks), dice.nextBoolean());
        case 4 -> disputes.open(anySale());
        case 5 -> disputes.withdraw(anySale());
        case 6 -> claim();
        case 7 -> closeClaim();
        case 8 -> payOut();
        case 9 -> extra();
        default -> sell();
      }
    } catch (ApiError notNow) {
      sell();
    }
  }

  private BigDecimal amount() {
    return BigDecimal.valueOf(100 + dice.nextInt(90_000), shop.site().decimals());
  }

  private void sell() {
    ObjectNode payment = Json.object();
    payment.put("transaction_amount", amount().max(BigDecimal.TEN));
    payment.put("external_reference", "order-" + sales.size() + ",\"quoted\"");
    payment.putObject("payer").put("email", "buyer@example.com");
    sales.add(desk.createFromWallet(shop, payment, Origin.API));
  }

  private Document anySale() {
    if (sales.isEmpty()) {
      sell();
    }
    return any(sales);
  }

  private <T> T any(List<T> list) {
    if (list.isEmpty()) {
      throw ApiError.invalid("nothing", "nothing yet");
    }
    return list.get(dice.nextInt(list.size()));
  }

  private void refund(Optional<BigDecimal> part) {
    ObjectNode _ = refunds.refund(anySale(), part, shop.account());
  }

  private void claim() {
    JsonNode claim = post("/_sandbox/claims", Json.object().put("payment_id", anySale().id()));
    openClaims.add(claim.path("id").asString());
    if (dice.nextBoolean()) {
      post(
          "/post-purchase/v1/claims/" + openClaims.getLast() + "/actions/open-dispute",
          Json.object());
    }
  }

  private void closeClaim() {
    String id = any(openClaims);
    post(
        "/_sandbox/claims/" + id + "/close",
        Json.object().put("in_favour_of", dice.nextBoolean() ? "seller" : "buyer"));
    openClaims.remove(id);
  }

  private void payOut() {
    ObjectNode payout = Json.object().put("external_reference", "payout");
    payout
        .putArray("transactions")
        .addObject()
        .put("amount", amount())
        .put("currency_id", shop.site().currency());
    JsonNode made = post("/v1/payouts", payout);
    if (dice.nextInt(4) == 0) {
      world.advance(Duration.ofMinutes(5));
      String transaction = made.path("transactions").path(0).path("id").asString();
      post("/_sandbox/payout-transactions/" + transaction + "/fail", Json.object());
    }
  }

  private void extra() {
    post(
        "/_sandbox/movements",
        Json.object()
            .put("description", dice.nextBoolean() ? "asset_management" : "tip")
            .put("amount", amount()));
  }

  JsonNode post(String path, JsonNode body) {
    return Json.parse(
        router
            .handle(
                new Request(
                    "test",
                    "POST",
                    path,
                    "",
                    List.of(
                        new Request.Line(
                            "Authorization", "Bearer " + shop.credential().accessToken())),
                    Json.bytes(body),
                    Map.of()))
            .body());
  }
}
