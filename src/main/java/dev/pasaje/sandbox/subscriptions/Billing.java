// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.subscriptions;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.listing.Fields;
import dev.pasaje.sandbox.payments.Origin;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Application;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Credential;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Charges subscriptions when the clock says so and keeps the [Invoices]. The first charge comes at
/// once, or after the trial; the real one takes about an hour.
///
/// A refused charge is tried again up to four times within ten days; three invoices in a row that
/// stay unpaid end the subscription (devsite-docs, subscriptions, "payment retries").
final class Billing {
  private static final String CHARGE = "preapproval.charge";
  private static final String RETRY = "authorized_payment.retry";
  private static final int MOST_RETRIES = 4;
  private static final Duration BETWEEN_RETRIES = Duration.ofHours(60);
  private static final int MOST_UNPAID = 3;

  private final World world;
  private final CardTokens tokens;
  private final PaymentDesk desk;

  Billing(World world, CardTokens tokens, PaymentDesk desk) {
    this.world = world;
    this.tokens = tokens;
    this.desk = desk;
    world
        .agenda()
        .work(CHARGE, id -> world.shelf(Subscriptions.KIND).find(id).ifPresent(this::charge));
    world.agenda().work(RETRY, id -> world.shelf(Invoices.KIND).find(id).ifPresent(this::tryAgain));
    world.listen(this::follow);
  }

  /// The sums of a subscription that was not charged yet.
  void prepare(ObjectNode body) {
    Optional<BigDecimal> repetitions = Json.number(body, "auto_recurring", "repetitions");
    ObjectNode sums = body.putObject("summarized");
    if (repetitions.isPresent()) {
      BigDecimal amount =
          Json.number(body, "auto_recurring", "transaction_amount").orElse(BigDecimal.ZERO);
      sums.put("quotas", repetitions.get().intValue())
          .put("pending_charge_quantity", repetitions.get().intValue());
      sums.put("pending_charge_amount", Json.plain(amount.multiply(repetitions.get())));
    } else {
      sums.putNull("quotas").putNull("pending_charge_quantity").putNull("pending_charge_amount");
    }
    sums.putNull("charged_quantity")
        .putNull("charged_amount")
        .putNull("last_charged_date")
        .putNull("last_charged_amount")
        .putNull("semaphore");
    body.put("next_payment_date", Json.text(body, "auto_recurring", "start_date").orElse(""));
  }

  /// Keeps the card behind a token, so that it can be charged without the buyer.
  void vault(Caller caller, Document subscription, String tokenId) {
    Document token;
    try {
      token = tokens.usable(tokenId, caller);
    } catch (ApiError unusable) {
      throw Fields.refusal("Card token service not found");
    }
    tokens.use(token);
    String id = Long.toString(world.next("subscription card", 9_000_000_001L));
    ObjectNode card = Json.object().put("id", id);
    for (String name :
        List.of(
            "cardholder",
            "first_six_digits",
            "last_four_digits",
            "expiration_month",
            "expiration_year")) {
      card.set(name, token.body().path(name));
    }
    String method = Json.text(token.notes(), "payment_method_id").orElse("");
    card.putObject("payment_method").put("id", method);
    world.shelf(CardTokens.SAVED_CARDS).put(new Document(id, caller, card));
    subscription
        .body()
        .put("payment_method_id", method)
        .put("card_id", Request.parseLong(id).orElseThrow());
  }

  void move(Document subscription, String status) {
    String before = Json.text(subscription.body(), "status").orElse("");
    if (status.equals(before)) {
      return;
    }
    if (status.equals("pending") || (before.equals("pending") && status.equals("paused"))) {
      throw Fields.refusal("Invalid status " + status + " for a preapproval that is " + before);
    }
    if (status.equals("authorized")) {
      authorize(subscription);
      return;
    }
    world.agenda().cancel(CHARGE, subscription.id());
    subscription.body().put("status", status);
    if (status.equals("cancelled")) {
      subscription.body().remove("next_payment_date");
    }
  }

  /// From now on the clock charges. Periods that passed during a pause are not charged later.
  void authorize(Document subscription) {
    ObjectNode body = subscription.body();
    if (!Json.present(body, "card_id")) {
      throw Fields.refusal("card_token_id is required");
    }
    body.put("status", "authorized");
    ObjectNode notes = subscription.notes();
    if (!Json.present(notes, "first")) {
      notes.put("first", Dates.text(firstCharge(body)));
    }
    Instant next = next(subscription);
    while (notes.path("periods").intValue() > 0 && next.isBefore(world.now())) {
      notes.put("periods", notes.path("periods").intValue() + 1);
      next = next(subscription);
    }
    if (!next.isAfter(world.now())) {
      charge(subscription);
    } else {
      schedule(subscription, next);
    }
  }

  private Instant firstCharge(ObjectNode body) {
    Instant start =
        Recurrence.date(body.path("auto_recurring"), "start_date")
            .filter(world.now()::isBefore)
            .orElse(world.now());
    if (!Json.present(body, "auto_recurring", "free_trial")) {
      return start;
    }
    long count = body.path("auto_recurring").path("free_trial").path("frequency").longValue();
    return Recurrence.plus(
        start,
        Json.text(body, "auto_recurring", "free_trial", "frequency_type").orElse("days"),
        count);
  }

  private static Instant next(Document subscription) {
    Instant first = Recurrence.date(subscription.notes(), "first").orElseThrow();
    return Recurrence.period(
        subscription.body().path("auto_recurring"),
        first,
        subscription.notes().path("periods").intValue());
  }

  private void schedule(Document subscription, Instant at) {
    world.agenda().cancel(CHARGE, subscription.id());
    Optional<Instant> end = Recurrence.date(subscription.body().path("auto_recurring"), "end_date");
    Optional<BigDecimal> most = Json.number(subscription.body(), "auto_recurring", "repetitions");
    boolean over =
        end.filter(at::isAfter).isPresent()
            || most.filter(n -> n.intValue() <= subscription.notes().path("periods").intValue())
                .isPresent();
    if (over) {
      move(subscription, "cancelled");
      publish(subscription, "updated");
      return;
    }
    subscription.body().put("next_payment_date", Dates.text(at));
    world.agenda().at(at, CHARGE, subscription.id());
  }

  private void charge(Document subscription) {
    if (!Json.text(subscription.body(), "status").orElse("").equals("authorized")) {
      return;
    }
    Document invoice = invoice(subscription);
    subscription.notes().put("periods", subscription.notes().path("periods").intValue() + 1);
    pay(subscription, invoice);
    publishInvoice(invoice, "created");
    if (Json.text(subscription.body(), "status").orElse("").equals("authorized")) {
      schedule(subscription, next(subscription));
    }
  }

  private Document invoice(Document subscription) {
    ObjectNode from = subscription.body();
    long id = world.next(Invoices.KIND, 6_114_264_375L);
    String now = Dates.text(world.now());
    ObjectNode body =
        Json.object()
            .put("id", id)
            .put("type", "scheduled")
            .put("date_created", now)
            .put("last_modified", now);
    body.put("preapproval_id", subscription.id());
    body.set("reason", from.path("reason"));
    body.set("external_reference", from.path("external_reference"));
    body.set("currency_id", from.path("auto_recurring").path("currency_id"));
    body.set("transaction_amount", from.path("auto_recurring").path("transaction_amount"));
    body.put("debit_date", now)
        .put("retry_attempt", 0)
        .put("status", "scheduled")
        .put("summarized", "pending");
    ObjectNode notes =
        Json.object()
            .put("application_id", subscription.notes().path("application_id").longValue());
    notes.set("payer_id", from.path("payer_id"));
    return world
        .shelf(Invoices.KIND)
        .put(
            new Document(
                Long.toString(id), subscription.ownerId(), subscription.live(), body, notes));
  }

  private void pay(Document subscription, Document invoice) {
    Optional<Caller> seller = seller(subscription);
    ObjectNode from = subscription.body();
    if (seller.isPresent()) {
      try {
        ObjectNode card =
            Json.object()
                .put("card_id", Json.anyText(from, "card_id").orElse(""))
                .put("security_code", "123");
        ObjectNode payment = Json.object().put("token", tokens.create(seller.get(), card).id());
        payment.set("transaction_amount", from.path("auto_recurring").path("transaction_amount"));
        payment.set("payment_method_id", from.path("payment_method_id"));
        payment.put("installments", 1).set("description", from.path("reason"));
        payment.set("external_reference", from.path("external_reference"));
        payment
            .putObject("payer")
            .put("email", Json.text(subscription.notes(), "payer_email").orElse(""));
        Document made = desk.create(seller.get(), payment, Origin.SUBSCRIPTION);
        made.notes().put("invoice_id", invoice.id());
        settle(subscription, invoice, made);
        return;
      } catch (ApiError refused) {
        invoice.body().put("status_detail", String.valueOf(refused.getMessage()));
      }
    }
    unpaid(subscription, invoice);
  }

  private Optional<Caller> seller(Document subscription) {
    long applicationId = subscription.notes().path("application_id").longValue();
    Optional<Account> owner = world.accounts().account(subscription.ownerId());
    Optional<Application> application = world.accounts().application(applicationId);
    Optional<Credential> credential =
        world.accounts().credentialsOf(subscription.ownerId()).stream()
            .filter(
                one -> one.live() == subscription.live() && one.applicationId() == applicationId)
            .findFirst();
    return owner.isPresent() && application.isPresent()
        ? credential.map(one -> new Caller(owner.get(), application.get(), one))
        : Optional.empty();
  }

  private void settle(Document subscription, Document invoice, Document payment) {
    ObjectNode shown = invoice.body().putObject("payment");
    for (String name : List.of("id", "status", "status_detail")) {
      shown.set(name, payment.body().path(name));
    }
    String status = PaymentDesk.status(payment);
    if (status.equals("rejected") || status.equals("cancelled")) {
      unpaid(subscription, invoice);
      return;
    }
    boolean approved = status.equals("approved");
    boolean news = approved && !Json.text(invoice.body(), "summarized").orElse("").equals("done");
    invoice
        .body()
        .put("status", "processed")
        .put("summarized", approved ? "done" : "pending")
        .put("last_modified", Dates.text(world.now()));
    if (news) {
      sum(subscription, payment);
    }
  }

  private void sum(Document subscription, Document payment) {
    subscription.notes().put("unpaid", 0);
    ObjectNode sums = (ObjectNode) subscription.body().path("summarized");
    BigDecimal amount = Json.number(payment.body(), "transaction_amount").orElse(BigDecimal.ZERO);
    int count = Json.number(sums, "charged_quantity").map(BigDecimal::intValue).orElse(0) + 1;
    sums.put("charged_quantity", count);
    sums.put(
        "charged_amount",
        Json.plain(Json.number(sums, "charged_amount").orElse(BigDecimal.ZERO).add(amount)));
    Json.number(sums, "quotas")
        .ifPresent(quotas -> {
          int left = Math.max(0, quotas.intValue() - count);
          sums.put("pending_charge_quantity", left)
              .put("pending_charge_amount", Json.plain(amount.multiply(BigDecimal.valueOf(left))));
        });
    sums.put("last_charged_date", Dates.text(world.now()))
        .put("last_charged_amount", Json.plain(amount))
        .put("semaphore", "green");
  }

  private void unpaid(Document subscription, Document invoice) {
    int attempt = invoice.body().path("retry_attempt").intValue();
    boolean more = attempt < MOST_RETRIES;
    invoice
        .body()
        .put("status", more ? "recycling" : "cancelled")
        .put("last_modified", Dates.text(world.now()));
    ((ObjectNode) subscription.body().path("summarized")).put("semaphore", more ? "yellow" : "red");
    if (more) {
      world.agenda().at(world.now().plus(BETWEEN_RETRIES), RETRY, invoice.id());
      return;
    }
    int unpaid =
        Json.number(subscription.notes(), "unpaid").map(BigDecimal::intValue).orElse(0) + 1;
    subscription.notes().put("unpaid", unpaid);
    if (unpaid >= MOST_UNPAID) {
      move(subscription, "cancelled");
      publish(subscription, "updated");
    }
  }

  private void tryAgain(Document invoice) {
    Optional<Document> subscription =
        Json.text(invoice.body(), "preapproval_id").flatMap(world.shelf(Subscriptions.KIND)::find);
    boolean open =
        subscription
            .filter(one -> Json.text(one.body(), "status").orElse("").equals("authorized"))
            .isPresent();
    invoice.body().put("retry_attempt", invoice.body().path("retry_attempt").intValue() + 1);
    if (open) {
      pay(subscription.get(), invoice);
    } else {
      invoice.body().put("status", "cancelled");
    }
    publishInvoice(invoice, "updated");
  }

  /// A payment in review that ends, or one given back, shows in its invoice.
  private void follow(ResourceEvent event) {
    if (!event.kind().equals(PaymentDesk.SHELF) || !event.action().equals("payment.updated")) {
      return;
    }
    Optional<Document> payment = desk.find(event.id());
    Optional<Document> invoice =
        payment
            .flatMap(one -> Json.text(one.notes(), "invoice_id"))
            .flatMap(world.shelf(Invoices.KIND)::find);
    invoice
        .flatMap(one -> Json.text(one.body(), "preapproval_id"))
        .flatMap(world.shelf(Subscriptions.KIND)::find)
        .ifPresent(subscription -> settle(subscription, invoice.get(), payment.get()));
  }

  void publish(Document subscription, String action) {
    say(Subscriptions.KIND, action, subscription);
  }

  private void publishInvoice(Document invoice, String action) {
    say(Invoices.KIND, action, invoice);
  }

  private void say(String kind, String action, Document about) {
    world.publish(
        new ResourceEvent(
            kind,
            action,
            about.id(),
            about.ownerId(),
            about.notes().path("application_id").longValue(),
            about.live(),
            "",
            world.now()));
  }
}
