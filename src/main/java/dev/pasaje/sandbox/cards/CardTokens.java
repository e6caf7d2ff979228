// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.cards;

import dev.pasaje.sandbox.catalog.PaymentMethod;
import dev.pasaje.sandbox.catalog.PaymentMethods;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/card_tokens`: single use, seven days. The card number is looked at and forgotten; what
/// stays is its brand, six digits, four digits and the holder.
///
/// A saved card is a document of the shelf [#SAVED_CARDS] whose body has the members of a
/// customer's card.
public final class CardTokens {
  /// Where the customers' saved cards stand.
  public static final String SAVED_CARDS = "card";

  private static final String SHELF = "card_token";
  private static final String EXPIRE = "card_token.expire";
  private static final Duration LIFE = Duration.ofDays(7);

  private final World world;
  private final Shelf tokens;

  public CardTokens(World world) {
    this.world = world;
    this.tokens = world.shelf(SHELF);
    world.agenda().work(EXPIRE, this::expire);
  }

  public void routes(Router router) {
    router.browser("POST", "/v1/card_tokens", this::create);
    router.browser("GET", "/v1/card_tokens/{id}", this::read);
    router.browser("PUT", "/v1/card_tokens/{id}", this::update);
  }

  private Reply create(Request request) {
    Caller caller = world.access().browser(request);
    return Reply.created(create(caller, request.object()).body());
  }

  private Reply read(Request request) {
    Caller caller = world.access().browser(request);
    return Reply.ok(owned(request.param("id"), caller).body());
  }

  /// The browser's second step: the security code of a token made without it.
  private Reply update(Request request) {
    Caller caller = world.access().browser(request);
    Document token = owned(request.param("id"), caller);
    Optional<String> code = CardForm.digits(request.object(), "security_code");
    if (code.isPresent()) {
      token.body().put("security_code_length", code.get().length());
      token.body().put("date_last_updated", Dates.text(world.now()));
    }
    return Reply.ok(token.body());
  }

  private Document owned(String id, Caller caller) {
    return tokens
        .find(id, caller)
        .orElseThrow(() -> ApiError.notFound(2006, "Card Token not found"));
  }

  /// Makes a token of a new or of a saved card.
  public Document create(Caller caller, ObjectNode body) {
    return Json.present(body, "card_id") ? ofSavedCard(caller, body) : ofNewCard(caller, body);
  }

  private Document ofNewCard(Caller caller, ObjectNode body) {
    new CardForm(caller.site(), body, world.now()).check();
    String number = CardForm.digits(body, "card_number").orElseThrow();
    ObjectNode card = Json.object();
    card.putNull("card_id");
    card.put("first_six_digits", number.substring(0, 6))
        .put("last_four_digits", number.substring(number.length() - 4));
    card.put(
        "expiration_month", Integer.parseInt(Json.anyText(body, "expiration_month").orElseThrow()));
    card.put(
        "expiration_year",
        CardForm.fullYear(Integer.parseInt(Json.anyText(body, "expiration_year").orElseThrow())));
    card.set("cardholder", holder(body.path("cardholder")));
    String method = PaymentMethods.ofCard(caller.site(), number).map(PaymentMethod::id).orElse("");
    int code = CardForm.digits(body, "security_code").map(String::length).orElse(0);
    return keep(caller, card, method, number.length(), code);
  }

  private Document ofSavedCard(Caller caller, ObjectNode body) {
    Document saved =
        Json.anyText(body, "card_id")
            .flatMap(id -> world.shelf(SAVED_CARDS).find(id, caller))
            .filter(card ->
                Json.anyText(body, "customer_id").map(id -> id.equals(customer(card))).orElse(true))
            .orElseThrow(() -> ApiError.badRequest("E201", "invalid card_id"));
    JsonNode from = saved.body();
    ObjectNode card = Json.object();
    card.put("card_id", saved.id());
    card.set("first_six_digits", from.path("first_six_digits"));
    card.set("last_four_digits", from.path("last_four_digits"));
    card.set("expiration_month", from.path("expiration_month"));
    card.set("expiration_year", from.path("expiration_year"));
    card.set("cardholder", holder(from.path("cardholder")));
    int code = CardForm.digits(body, "security_code").map(String::length).orElse(0);
    Document token =
        keep(caller, card, Json.text(from, "payment_method", "id").orElse(""), 16, code);
    token.notes().put("customer_id", customer(saved));
    return token;
  }

  private static String customer(Document card) {
    return Json.text(card.body(), "customer_id").orElse("");
  }

  private static ObjectNode holder(JsonNode from) {
    ObjectNode holder = Json.object();
    ObjectNode identification = holder.putObject("identification");
    identification.put("number", Json.anyText(from, "identification", "number").orElse(null));
    identification.put("type", Json.textOrNull(from, "identification", "type"));
    holder.put("name", Json.text(from, "name").map(String::strip).orElse(null));
    return holder;
  }

  private Document keep(Caller caller, ObjectNode card, String method, int digits, int code) {
    Instant now = world.now();
    String id = world.chance("card tokens").hex(32);
    ObjectNode body = Json.object().put("id", id);
    body.setAll(card);
    body.put("status", "active")
        .put("date_created", Dates.text(now))
        .put("date_last_updated", Dates.text(now));
    body.put("date_due", Dates.text(now.plus(LIFE)))
        .put("luhn_validation", true)
        .put("live_mode", caller.live());
    body.put("require_esc", false)
        .put("card_number_length", digits)
        .put("security_code_length", code);
    Document token = new Document(id, caller, body);
    token.notes().put("payment_method_id", method);
    world.agenda().at(now.plus(LIFE), EXPIRE, id);
    return tokens.put(token);
  }

  /// The token, if it can pay for this caller now. One of the account's other world (`TEST-` or
  /// not) answers code 3, anything else that cannot be used 2006.
  public Document usable(String id, Caller caller) {
    Document token = tokens.find(id).orElseThrow(CardTokens::unknown);
    if (token.ownerId() == caller.account().id() && token.live() != caller.live()) {
      throw ApiError.badRequest(3, "Token must be for test");
    }
    if (!token.belongsTo(caller)
        || !Json.text(token.body(), "status").orElse("").equals("active")) {
      throw unknown();
    }
    return token;
  }

  /// Marks the token used. Its note `payment_method_id` tells the brand.
  public void use(Document token) {
    token.body().put("status", "used").put("date_last_updated", Dates.text(world.now()));
    world.agenda().cancel(EXPIRE, token.id());
  }

  private static ApiError unknown() {
    return ApiError.badRequest(2006, "Card Token not found");
  }

  private void expire(String id) {
    tokens.find(id).ifPresent(token -> token.body().put("status", "expired"));
  }
}
