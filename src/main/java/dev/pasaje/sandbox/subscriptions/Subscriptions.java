// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.subscriptions;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.listing.Page;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/preapproval`: one person's agreement to be charged again and again.
public final class Subscriptions {
  public static final String KIND = "preapproval";
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
  private static final List<String> STATES =
      List.of("pending", "authorized", "paused", "cancelled");

  private final World world;
  private final String baseUrl;
  private final Billing billing;
  private final Plans plans;

  public Subscriptions(World world, CardTokens tokens, PaymentDesk desk, String baseUrl) {
    this.world = world;
    this.baseUrl = baseUrl;
    this.billing = new Billing(world, tokens, desk);
    this.plans = new Plans(world, baseUrl);
  }

  public void routes(Router router) {
    plans.routes(router);
    new Invoices(world).routes(router);
    router.post("/preapproval", this::create);
    router.get("/preapproval/search", this::search);
    router.get("/preapproval/export", this::export);
    router.get("/preapproval/{id}", request -> Reply.ok(find(request).body()));
    router.put("/preapproval/{id}", this::change);
  }

  private Reply create(Request request) {
    Caller caller = world.access().seller(request);
    ObjectNode sent = request.object();
    checkTexts(sent);
    Optional<Document> plan = Json.text(sent, "preapproval_plan_id").map(id -> plan(id, caller));
    String email = Fields.text(sent, "payer_email");
    if (!EMAIL.matcher(email).matches()) {
      throw Fields.refusal("payer_email must be a valid email");
    }
    if (email.equalsIgnoreCase(caller.account().email())) {
      throw Fields.refusal("Payer and collector cannot be the same user");
    }
    ObjectNode terms = sent.deepCopy();
    plan.ifPresent(one -> inherit(one, terms));
    Fields.text(terms, "reason");
    Recurrence.check(terms.path("auto_recurring"), caller.site());
    Optional<String> card = Json.text(sent, "card_token_id");
    String status =
        Json.present(sent, "status")
            ? Fields.oneOf(sent, "status", List.of("pending", "authorized"))
            : card.isPresent() ? "authorized" : "pending";
    if (card.isEmpty() && (status.equals("authorized") || plan.isPresent())) {
      throw Fields.refusal("card_token_id is required");
    }
    Document subscription = open(caller, terms, email);
    card.ifPresent(token -> billing.vault(caller, subscription, token));
    world.shelf(KIND).put(subscription);
    billing.publish(subscription, "created");
    if (status.equals("authorized")) {
      billing.authorize(subscription);
    }
    return Reply.created(subscription.body());
  }

  private Document plan(String id, Caller caller) {
    return world
        .shelf(Plans.KIND)
        .find(id, caller)
        .orElseThrow(() ->
            ApiError.service(
                404, "not_found", "The template with id " + id + " does not exist", List.of()));
  }

  /// What the plan says counts where the subscription says nothing.
  static void inherit(Document plan, ObjectNode terms) {
    for (String name : List.of("reason", "auto_recurring", "back_url", "external_reference")) {
      if (!Json.present(terms, name) && Json.present(plan.body(), name)) {
        terms.set(name, plan.body().path(name).deepCopy());
      }
    }
  }

  /// A new agreement, still pending and in no list.
  Document open(Caller caller, ObjectNode terms, String email) {
    String id = world.chance("subscriptions").hex(32);
    String now = Dates.text(world.now());
    ObjectNode body = Json.object().put("id", id).put("payer_id", payerId(email));
    // Empty in every recorded answer; the address is used for searching all the same.
    body.put("payer_email", "").put("back_url", Json.text(terms, "back_url").orElse(""));
    body.put("collector_id", caller.account().id())
        .put("application_id", caller.application().id());
    body.put("status", "pending").put("reason", Json.text(terms, "reason").orElse(""));
    body.put("external_reference", Json.text(terms, "external_reference").orElse(""));
    body.put("date_created", now).put("last_modified", now);
    body.put("init_point", baseUrl + "/subscriptions/checkout?preapproval_id=" + id);
    Json.text(terms, "preapproval_plan_id")
        .ifPresent(plan -> body.put("preapproval_plan_id", plan));
    body.set(
        "auto_recurring", Recurrence.show((ObjectNode) terms.path("auto_recurring"), world.now()));
    billing.prepare(body);
    body.putNull("payment_method_id").putNull("first_invoice_offset");
    Document subscription = new Document(id, caller, body);
    subscription
        .notes()
        .put("application_id", caller.application().id())
        .put("payer_email", email)
        .put("periods", 0);
    return subscription;
  }

  Billing billing() {
    return billing;
  }

  /// The account behind the address, or a number made of it, so that the same buyer has the same
  /// one.
  private long payerId(String email) {
    long hash = 0;
    for (int i = 0; i < email.length(); i++) {
      hash = hash * 31 + Character.toLowerCase(email.charAt(i));
    }
    long guest = 100_000_000L + Math.floorMod(hash, 1_900_000_000L);
    return world.accounts().accountByEmail(email).map(Account::id).orElse(guest);
  }

  private Reply change(Request request) {
    Caller caller = world.access().seller(request);
    Document subscription = find(request);
    ObjectNode sent = request.object();
    ObjectNode body = subscription.body();
    if (Json.text(body, "status").orElse("").equals("cancelled")) {
      throw Fields.refusal("You can not modify a cancelled preapproval.");
    }
    checkTexts(sent);
    if (Json.present(sent, "auto_recurring")) {
      ObjectNode merged = ((ObjectNode) body.path("auto_recurring")).deepCopy();
      sent.path("auto_recurring")
          .properties()
          .forEach(member -> merged.set(member.getKey(), member.getValue()));
      body.set("auto_recurring", Recurrence.check(merged, caller.site()));
    }
    for (String name : List.of("reason", "external_reference", "back_url")) {
      Json.text(sent, name).ifPresent(text -> body.put(name, text));
    }
    Json.text(sent, "card_token_id").ifPresent(token -> billing.vault(caller, subscription, token));
    body.put("last_modified", Dates.text(world.now()));
    if (Json.present(sent, "status")) {
      billing.move(subscription, Fields.oneOf(sent, "status", STATES));
    }
    billing.publish(subscription, "updated");
    return Reply.ok(body);
  }

  static void checkTexts(ObjectNode sent) {
    for (String name :
        List.of(
            "reason",
            "external_reference",
            "payer_email",
            "card_token_id",
            "preapproval_plan_id")) {
      Fields.optionalText(sent, name);
    }
    if (Json.present(sent, "back_url")) {
      Fields.webAddress(sent, "back_url");
    }
  }

  private Document find(Request request) {
    String id = request.param("id");
    return world
        .shelf(KIND)
        .find(id, world.access().seller(request))
        .orElseThrow(() ->
            ApiError.service(
                404, "not_found", "The preapproval with id " + id + " does not exist", List.of()));
  }

  private List<Document> found(Request request, Caller caller) {
    String words = request.queryParam("q").orElse("").toLowerCase(Locale.ROOT);
    return world
        .shelf(KIND)
        .of(caller)
        .filter(one -> is(request, "status", Json.text(one.body(), "status")))
        .filter(one -> is(request, "payer_id", Json.anyText(one.body(), "payer_id")))
        .filter(one -> is(request, "payer_email", Json.text(one.notes(), "payer_email")))
        .filter(
            one -> is(request, "external_reference", Json.text(one.body(), "external_reference")))
        .filter(
            one -> is(request, "preapproval_plan_id", Json.text(one.body(), "preapproval_plan_id")))
        .filter(one ->
            is(
                request,
                "transaction_amount",
                Json.anyText(one.body(), "auto_recurring", "transaction_amount")))
        .filter(one ->
            Json.text(one.body(), "reason").orElse("").toLowerCase(Locale.ROOT).contains(words))
        .toList()
        .reversed();
  }

  private static boolean is(Request request, String name, Optional<String> value) {
    return request
        .queryParam(name)
        .map(want -> want.equalsIgnoreCase(value.orElse("")))
        .orElse(true);
  }

  private Reply search(Request request) {
    return page(request, found(request, world.access().seller(request)));
  }

  /// A page of results in the envelope of the subscriptions service.
  static Reply page(Request request, List<Document> found) {
    Page wanted = Page.of(request, 30, 1000, 100_000);
    ObjectNode page = Json.object();
    page.putObject("paging")
        .put("offset", wanted.offset())
        .put("limit", wanted.limit())
        .put("total", found.size());
    ArrayNode results = page.putArray("results");
    found.stream()
        .skip(wanted.offset())
        .limit(wanted.limit())
        .forEach(one -> results.add(one.body()));
    return Reply.ok(page);
  }

  /// The real file's columns are not published; these are the members of a search result.
  private Reply export(Request request) {
    Caller caller = world.access().seller(request);
    String collector =
        request
            .queryParam("collector_id")
            .orElseThrow(() -> Fields.refusal("collector_id is required"));
    if (!collector.equals(Long.toString(caller.account().id()))) {
      throw ApiError.service(403, "forbidden", "The collector is not the caller", List.of());
    }
    StringBuilder csv =
        new StringBuilder(
            "id,status,reason,external_reference,payer_id,preapproval_plan_id,transaction_amount,currency_id,date_created,next_payment_date\n");
    for (Document one : found(request, caller)) {
      ObjectNode body = one.body();
      List<Optional<String>> cells =
          List.of(
              Json.text(body, "id"),
              Json.text(body, "status"),
              Json.text(body, "reason"),
              Json.text(body, "external_reference"),
              Json.anyText(body, "payer_id"),
              Json.text(body, "preapproval_plan_id"),
              Json.anyText(body, "auto_recurring", "transaction_amount"),
              Json.text(body, "auto_recurring", "currency_id"),
              Json.text(body, "date_created"),
              Json.text(body, "next_payment_date"));
      csv.append(String.join(",", cells.stream().map(cell -> quoted(cell.orElse(""))).toList()))
          .append('\n');
    }
    return Reply.bytes(
        200,
        "text/csv;charset=UTF-8",
        csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\\n\\r]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
