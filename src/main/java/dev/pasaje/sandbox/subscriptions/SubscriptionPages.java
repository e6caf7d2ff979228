// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.subscriptions;

import dev.pasaje.sandbox.checkout.CheckoutPage;
import dev.pasaje.sandbox.checkout.ResultPage;
import dev.pasaje.sandbox.checkout.Texts;
import dev.pasaje.sandbox.checkout.Till;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.pages.Html;
import dev.pasaje.sandbox.pages.Links;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The page behind a subscription's or a plan's `init_point`: choose a card, subscribe, go back.
public final class SubscriptionPages {
  private static final String PATH = "/subscriptions/checkout";

  /// Only cards and the balance can be charged again; here only cards.
  private static final Set<String> NOT_RECURRING =
      Set.of("account_money", "ticket", "atm", "bank_transfer");

  private final World world;
  private final Subscriptions subscriptions;
  private final Till till;

  public SubscriptionPages(World world, Subscriptions subscriptions, Till till) {
    this.world = world;
    this.subscriptions = subscriptions;
    this.till = till;
  }

  public void routes(Router router) {
    router.get(PATH, request -> ask(request.queryParams()));
    router.post(PATH, request -> subscribe(request.form()));
  }

  private Optional<Document> wanted(Map<String, List<String>> params) {
    return value(params, "preapproval_id")
        .flatMap(world.shelf(Subscriptions.KIND)::find)
        .filter(one -> Json.text(one.body(), "status").orElse("").equals("pending"))
        .or(() ->
            value(params, "preapproval_plan_id")
                .flatMap(world.shelf(Plans.KIND)::find)
                .filter(one -> Json.text(one.body(), "status").orElse("").equals("active")));
  }

  private Reply ask(Map<String, List<String>> params) {
    Optional<Document> found = wanted(params);
    if (found.isEmpty()) {
      return Html.message(
          404,
          "es",
          "Suscripción",
          "Este enlace ya no está disponible · Este link não está mais disponível");
    }
    Document wanted = found.get();
    Account seller = world.accounts().account(wanted.ownerId()).orElseThrow();
    Texts texts = new Texts(seller.site());
    JsonNode recurring = wanted.body().path("auto_recurring");
    String total =
        texts.money(Json.number(recurring, "transaction_amount").orElse(BigDecimal.ZERO));
    String reason =
        Json.text(wanted.body(), "reason").orElse("")
            + " · "
            + Json.anyText(recurring, "frequency").orElse("")
            + " "
            + Json.text(recurring, "frequency_type").orElse("");
    CheckoutPage page =
        new CheckoutPage(
            texts,
            seller.nickname(),
            PATH,
            Map.of(isPlan(wanted) ? "preapproval_plan_id" : "preapproval_id", wanted.id()),
            till.methods(seller, NOT_RECURRING),
            Till.results(texts),
            1,
            Json.text(wanted.notes(), "payer_email").orElse(""),
            total,
            List.of(new CheckoutPage.Line(reason, total)),
            null);
    return Html.page(200, "checkout", Map.of("page", page));
  }

  private static boolean isPlan(Document wanted) {
    return !wanted.notes().has("payer_email");
  }

  private Reply subscribe(Map<String, List<String>> form) {
    Optional<Document> found = wanted(form);
    Optional<String> method = value(form, "method");
    Optional<String> email = value(form, "email");
    if (found.isEmpty() || method.isEmpty() || email.isEmpty()) {
      return ask(form);
    }
    Document wanted = found.get();
    Caller seller =
        till.seller(
                wanted.ownerId(), wanted.live(), wanted.notes().path("application_id").longValue())
            .orElseThrow(ApiError::policy);
    Document subscription = isPlan(wanted) ? ofPlan(seller, wanted, email.get()) : wanted;
    subscriptions
        .billing()
        .vault(
            seller,
            subscription,
            till.token(seller, method.get(), value(form, "result").orElse("")));
    subscriptions.billing().authorize(subscription);
    subscriptions.billing().publish(subscription, isPlan(wanted) ? "created" : "updated");
    Texts texts = new Texts(seller.site());
    String back =
        Json.text(subscription.body(), "back_url")
            .filter(url -> !url.isEmpty())
            .map(url -> Links.withQuery(url, Map.of("preapproval_id", subscription.id())))
            .orElse(null);
    String status = Json.text(subscription.body(), "status").orElse("");
    ResultPage page =
        new ResultPage(
            texts,
            seller.account().nickname(),
            status,
            "subscribed",
            List.of(
                new CheckoutPage.Line(texts.text("subscription"), subscription.id()),
                new CheckoutPage.Line(texts.text("state"), status)),
            null,
            back,
            null,
            back != null);
    Map<String, Object> params = new HashMap<>();
    params.put("page", page);
    return Html.page(200, "result", params);
  }

  private Document ofPlan(Caller seller, Document plan, String email) {
    var terms = Json.object().put("preapproval_plan_id", plan.id());
    Subscriptions.inherit(plan, terms);
    return world.shelf(Subscriptions.KIND).put(subscriptions.open(seller, terms, email));
  }

  private static Optional<String> value(Map<String, List<String>> params, String name) {
    return Optional.ofNullable(params.get(name))
        .map(List::getFirst)
        .filter(text -> !text.isEmpty());
  }
}
