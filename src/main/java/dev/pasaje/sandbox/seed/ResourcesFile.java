// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.seed;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.payments.Disputes;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Founding;
import dev.pasaje.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Card tokens, customers with their cards, and payments from a file. Each entry is the body of its
/// API call with a few members more: `account` says whose it is, `at` when it happened, `card` is
/// made a token, `then` lists what became of a payment.
final class ResourcesFile {
  private static final List<String> OWN = List.of("account", "at", "card", "cards", "then");

  private final World world;
  private final Router router;
  private final PaymentDesk desk;
  private final Disputes disputes;

  ResourcesFile(World world, Router router, PaymentDesk desk, Disputes disputes) {
    this.world = world;
    this.router = router;
    this.desk = desk;
    this.disputes = disputes;
  }

  /// One thing to do at its time.
  private record Step(Instant at, Runnable action) {}

  /// Lives through the entries in order of time, so that what falls due between them happens, and
  /// comes back to the present.
  void plant(JsonNode content) {
    Instant present = world.now();
    List<Step> steps = new ArrayList<>();
    each(
        content,
        "tokens",
        (entry, where) ->
            steps.add(new Step(at(entry, present, where), () -> token(entry, where))));
    each(
        content,
        "customers",
        (entry, where) ->
            steps.add(new Step(at(entry, present, where), () -> customer(entry, where))));
    each(content, "payments", (entry, where) -> payment(entry, where, present, steps));
    if (steps.isEmpty()) {
      return;
    }
    boolean ran = world.clockRuns();
    world.stopClock();
    steps.sort(Comparator.comparing(Step::at));
    for (Step step : steps) {
      world.setTime(step.at());
      step.action().run();
    }
    world.setTime(present);
    if (ran) {
      world.resumeClock();
    }
  }

  private interface Entry {
    void take(JsonNode entry, String where);
  }

  private static void each(JsonNode content, String name, Entry entry) {
    int number = 0;
    for (JsonNode one : content.path(name)) {
      entry.take(one, name + "[" + number++ + "]");
    }
  }

  private static Instant at(JsonNode entry, Instant present, String where) {
    Optional<String> text = Json.text(entry, "at");
    if (text.isEmpty()) {
      return present;
    }
    return Dates.parse(text.get())
        .filter(time -> !time.isAfter(present))
        .orElseThrow(() -> new SeedException(where + ": at must be a past date with an offset"));
  }

  /// The credentials named by `account`: a user id, an access token, or a site for its real
  /// account.
  private Insider shop(JsonNode entry, String where) {
    String account = Json.anyText(entry, "account").orElse("");
    return world.sellers().reversed().stream()
        .filter(seller ->
            account.equals(Long.toString(seller.account().id()))
                || account.equals(seller.credential().accessToken())
                || (account.equals(seller.account().site().name())
                    && seller.kind() == Founding.Kind.REAL))
        .findFirst()
        .map(seller -> new Insider(world, router, seller.credential().accessToken()))
        .orElseThrow(() -> new SeedException(where + ": no such account: " + account));
  }

  private static ObjectNode body(JsonNode entry) {
    ObjectNode body = ((ObjectNode) entry).deepCopy();
    OWN.forEach(body::remove);
    return body;
  }

  /// A card token with the id the file gives it, so that a test can name it.
  private void token(JsonNode entry, String where) {
    JsonNode made =
        call(() -> shop(entry, where).post("/v1/card_tokens", without(body(entry), "id")), where);
    Json.text(entry, "id")
        .ifPresent(id -> {
          Document document =
              world.shelf("card_token").remove(made.path("id").asString()).orElseThrow();
          document.body().put("id", id);
          world
              .shelf("card_token")
              .put(
                  new Document(
                      id, document.ownerId(), document.live(), document.body(), document.notes()));
        });
  }

  private static ObjectNode without(ObjectNode body, String name) {
    body.remove(name);
    return body;
  }

  private void customer(JsonNode entry, String where) {
    Insider shop = shop(entry, where);
    JsonNode customer = call(() -> shop.post("/v1/customers", body(entry)), where);
    for (JsonNode card : entry.path("cards")) {
      JsonNode token = call(() -> shop.post("/v1/card_tokens", card), where + ".cards");
      call(
          () ->
              shop.post(
                  "/v1/customers/" + customer.path("id").asString() + "/cards",
                  Json.object().put("token", token.path("id").asString())),
          where + ".cards");
    }
  }

  private void payment(JsonNode entry, String where, Instant present, List<Step> steps) {
    Instant at = at(entry, present, where);
    Document[] made = new Document[1];
    steps.add(new Step(at, () -> made[0] = pay(entry, where)));
    for (JsonNode event : entry.path("then")) {
      Instant when = Json.present(event, "at") ? at(event, present, where + ".then") : at;
      steps.add(new Step(when, () -> happen(event, made[0], shop(entry, where), where + ".then")));
    }
  }

  private Document pay(JsonNode entry, String where) {
    Insider shop = shop(entry, where);
    ObjectNode body = body(entry);
    if (Json.present(entry, "card")) {
      JsonNode token =
          call(() -> shop.post("/v1/card_tokens", entry.path("card")), where + ".card");
      body.put("token", token.path("id").asString());
    }
    JsonNode payment = call(() -> shop.post("/v1/payments", body), where);
    return desk.find(payment.path("id").asString()).orElseThrow();
  }

  private void happen(JsonNode event, Document payment, Insider shop, String where) {
    try {
      become(event, payment, shop, where);
    } catch (ApiError refused) {
      throw new SeedException(where + ": " + refused.getMessage());
    }
  }

  private void become(JsonNode event, Document payment, Insider shop, String where) {
    String what = Json.text(event, "event").orElse("");
    switch (what) {
      case "approve" -> desk.approve(payment);
      case "cancel" -> desk.cancel(payment, "by_collector");
      case "refund" -> {
        ObjectNode refund = Json.object();
        Json.number(event, "amount").ifPresent(amount -> refund.put("amount", amount));
        call(() -> shop.post("/v1/payments/" + payment.id() + "/refunds", refund), where);
      }
      case "chargeback" -> {
        Document _ = disputes.chargeBack(payment, Json.text(event, "reason").orElse("general"));
      }
      case "claim" ->
          call(
              () -> shop.post("/_sandbox/claims", Json.object().put("payment_id", payment.id())),
              where);
      default ->
          throw new SeedException(
              where + ": event must be approve, cancel, refund, chargeback or claim");
    }
  }

  private interface Call {
    JsonNode make();
  }

  private static JsonNode call(Call call, String where) {
    try {
      return call.make();
    } catch (SeedException refused) {
      throw new SeedException(where + ": " + refused.getMessage());
    }
  }
}
