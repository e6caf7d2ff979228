// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.catalog.FinancialInstitutions;
import dev.pasaje.sandbox.catalog.PaymentMethod;
import dev.pasaje.sandbox.catalog.PaymentMethods;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Reply;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.orders.PaymentOrders;
import dev.pasaje.sandbox.pages.Html;
import dev.pasaje.sandbox.pages.Links;
import dev.pasaje.sandbox.payments.Origin;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The page behind `init_point`: instead of a buyer's account it lets one choose how to pay and how
/// it ends, makes the payment, and sends the browser back as Checkout Pro does.
public final class CheckoutPages {
  private static final String PATH = "/checkout/v1/redirect";

  private final World world;
  private final PaymentDesk desk;
  private final MerchantOrders merchantOrders;
  private final PaymentOrders orders;
  private final Till till;

  public CheckoutPages(
      World world,
      PaymentDesk desk,
      MerchantOrders merchantOrders,
      PaymentOrders orders,
      Till till) {
    this.world = world;
    this.desk = desk;
    this.merchantOrders = merchantOrders;
    this.orders = orders;
    this.till = till;
  }

  public void routes(Router router) {
    router.get(PATH, request -> ask(request.queryParams()));
    router.post(PATH, request -> pay(request.form()));
    router.get("/checkout/v1/result", this::result);
  }

  private Optional<Purchase> purchase(Map<String, List<String>> params) {
    Optional<Document> preference =
        value(params, "pref_id")
            .or(() -> value(params, "preference-id"))
            .flatMap(world.shelf(Preferences.KIND)::find);
    if (preference.isPresent()) {
      return Optional.of(new PreferencePurchase(preference.get()));
    }
    return value(params, "order_id")
        .flatMap(world.shelf(PaymentOrders.KIND)::find)
        .map(OrderPurchase::new);
  }

  private Reply ask(Map<String, List<String>> params) {
    Optional<Purchase> found = purchase(params);
    if (found.isEmpty()) {
      return Html.message(
          404,
          "es",
          "Checkout",
          "Este enlace de pago no existe · Este link de pagamento não existe");
    }
    Purchase purchase = found.get();
    Account seller = world.accounts().account(purchase.document().ownerId()).orElseThrow();
    Texts texts = new Texts(seller.site());
    if (!purchase.isOpen(world.now())) {
      return Html.message(410, texts.lang(), texts.text("title"), texts.text("closed"));
    }
    String giveUp =
        purchase
            .returnUrl("failure")
            .map(url -> Links.withQuery(url, purchase.query(null, "")))
            .orElse(null);
    CheckoutPage page =
        new CheckoutPage(
            texts,
            seller.nickname(),
            PATH,
            purchase.key(),
            till.methods(seller, purchase.excluded()),
            Till.results(texts),
            purchase.mostInstallments(),
            purchase.email(),
            texts.money(purchase.total()),
            purchase.lines(texts),
            giveUp);
    return Html.page(200, "checkout", Map.of("page", page));
  }

  private Reply pay(Map<String, List<String>> form) {
    Purchase purchase = purchase(form).filter(one -> one.isOpen(world.now())).orElse(null);
    if (purchase == null) {
      return ask(form);
    }
    Document document = purchase.document();
    Caller seller =
        till.seller(document.ownerId(), document.live(), purchase.applicationId())
            .orElseThrow(ApiError::policy);
    Optional<PaymentMethod> method =
        value(form, "method")
            .filter(id ->
                till.methods(seller.account(), purchase.excluded()).stream()
                    .anyMatch(one -> one.id().equals(id)))
            .flatMap(id -> PaymentMethods.find(seller.site(), id));
    if (method.isEmpty()) {
      return ask(form);
    }
    try {
      String payment = pay(purchase, seller, method.get(), form);
      Map<String, String> key = new java.util.LinkedHashMap<>(purchase.key());
      key.put("payment_id", payment);
      return Reply.redirect(Links.withQuery("/checkout/v1/result", key));
    } catch (ApiError refused) {
      Texts texts = new Texts(seller.site());
      return Html.message(
          400, texts.lang(), texts.text("title"), String.valueOf(refused.getMessage()));
    }
  }

  private String pay(
      Purchase purchase, Caller seller, PaymentMethod method, Map<String, List<String>> form) {
    ObjectNode request = purchase.payment();
    String email =
        value(form, "email")
            .or(() -> Optional.of(purchase.email()))
            .filter(text -> !text.isEmpty())
            .orElse("test_user_1@testuser.com");
    request.put("payment_method_id", method.id());
    request.set("payer", Till.payer(seller.site(), email));
    if (method.card()) {
      request.put("token", till.token(seller, method.id(), value(form, "result").orElse("")));
      int count =
          value(form, "installments").flatMap(Request::parseLong).map(Long::intValue).orElse(1);
      request.put("installments", Math.clamp(count, 1, purchase.mostInstallments()));
    } else {
      request.remove("binary_mode");
    }
    if (method.id().equals("pse")) {
      String bank = Json.anyText(FinancialInstitutions.of(method).path(0), "id").orElse("");
      request.putObject("transaction_details").put("financial_institution", bank);
      request.withObject("additional_info").put("ip_address", "127.0.0.1");
    }
    return purchase instanceof OrderPurchase order
        ? payOrder(order, seller, request)
        : payPreference(purchase, seller, method, request);
  }

  private String payPreference(
      Purchase purchase, Caller seller, PaymentMethod method, ObjectNode request) {
    Document preference = purchase.document();
    Document order =
        world
            .shelf(MerchantOrders.KIND)
            .first(one ->
                preference.id().equals(Json.text(one.body(), "preference_id").orElse(""))
                    && !one.body().path("status").asString("").equals("closed"))
            .orElseGet(() ->
                merchantOrders.open(
                    seller.account(),
                    seller.live(),
                    seller.application().id(),
                    Optional.of(preference)));
    Origin origin = Origin.checkout(Long.parseLong(order.id()));
    return (method.type().equals("account_money")
            ? desk.createFromWallet(seller, request, origin)
            : desk.create(seller, request, origin))
        .id();
  }

  private String payOrder(OrderPurchase purchase, Caller seller, ObjectNode request) {
    return orders.payAtCheckout(seller, purchase.document(), request).map(Document::id).orElse("");
  }

  private Reply result(Request request) {
    Purchase purchase = purchase(request.queryParams()).orElse(null);
    Document payment =
        request
            .queryParam("payment_id")
            .flatMap(desk::find)
            .filter(one -> purchase != null && one.ownerId() == purchase.document().ownerId())
            .orElse(null);
    if (purchase == null || payment == null) {
      return ask(request.queryParams());
    }
    Account seller = world.accounts().account(payment.ownerId()).orElseThrow();
    Texts texts = new Texts(seller.site());
    String status = PaymentDesk.status(payment);
    String tone = tone(status);
    @Nullable String back =
        purchase
            .returnUrl(
                tone.equals("approved")
                    ? "success"
                    : tone.equals("pending") ? "pending" : "failure")
            .map(url -> Links.withQuery(url, purchase.query(payment, seller.site().name())))
            .orElse(null);
    boolean byItself =
        back != null
            && (purchase.autoReturn().equals("all")
                || (purchase.autoReturn().equals("approved") && tone.equals("approved")));
    ResultPage page =
        new ResultPage(
            texts,
            seller.nickname(),
            status,
            tone,
            List.of(
                new CheckoutPage.Line(texts.text("payment"), payment.id()),
                new CheckoutPage.Line(texts.text("amount"), texts.money(purchase.total())),
                new CheckoutPage.Line(
                    texts.text("state"),
                    status + " / " + Json.text(payment.body(), "status_detail").orElse(""))),
            howToPay(payment),
            back,
            tone.equals("rejected") ? Links.withQuery(PATH, purchase.key()) : null,
            byItself);
    return Html.page(200, "result", Map.of("page", page));
  }

  private static @Nullable String howToPay(Document payment) {
    return Json.text(payment.body(), "point_of_interaction", "transaction_data", "qr_code")
        .or(() -> Json.text(payment.body(), "barcode", "content"))
        .or(() -> Json.text(payment.body(), "transaction_details", "external_resource_url"))
        .orElse(null);
  }

  private static String tone(String status) {
    Set<String> waiting =
        new HashSet<>(Set.of("pending", "in_process", "authorized", "in_mediation"));
    return status.equals("approved")
        ? "approved"
        : waiting.contains(status) ? "pending" : "rejected";
  }

  private static Optional<String> value(Map<String, List<String>> params, String name) {
    return Optional.ofNullable(params.get(name))
        .map(List::getFirst)
        .filter(text -> !text.isEmpty());
  }
}
