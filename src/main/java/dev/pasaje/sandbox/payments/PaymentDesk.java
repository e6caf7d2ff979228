// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.Shelf;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Creates payments and moves them through their life (api.md 2.3). Every change of state says
/// `payment.created` or `payment.updated`. To be used under the world's lock.
public final class PaymentDesk {
  public static final String SHELF = "payment";

  private static final String EXPIRE = "payment.expire";
  private static final String RELEASE = "payment.release";

  /// A 3DS challenge left open is cancelled after a day (quality.md B2).
  private static final Duration CHALLENGE_LIFE = Duration.ofHours(24);

  private final World world;
  private final Shelf payments;
  private final CardTokens tokens;
  private final Checks checks;
  private final Instructions instructions;
  private final Tariff tariff = new Tariff();
  private final Movements movements;

  /// @param baseUrl where the pages for buyers are: tickets, transfers, challenges
  public PaymentDesk(World world, CardTokens tokens, String baseUrl) {
    this.world = world;
    this.payments = world.shelf(SHELF);
    this.tokens = tokens;
    this.checks = new Checks(world, tokens);
    this.instructions = new Instructions(world, baseUrl);
    this.movements = new Movements(world);
    world.agenda().work(EXPIRE, id -> find(id).ifPresent(this::expire));
    world.agenda().work(RELEASE, id -> find(id).ifPresent(this::release));
  }

  public Tariff tariff() {
    return tariff;
  }

  Movements movements() {
    return movements;
  }

  public Optional<Document> find(String id) {
    return payments.find(id);
  }

  public Document create(Caller seller, ObjectNode request) {
    return create(seller, request, Origin.API);
  }

  /// Makes a payment of a request in the form of `POST /v1/payments`, or refuses it.
  public Document create(Caller seller, ObjectNode request, Origin origin) {
    Draft draft = checks.check(seller, request);
    Document payment = record(draft, origin);
    draft.token().ifPresent(tokens::use);
    if (draft.method().card()) {
      decide(payment, draft);
    } else {
      instructions.write(payment, draft);
      state(
          payment,
          "pending",
          draft.method().transfer() ? "pending_waiting_transfer" : "pending_waiting_payment");
      expireAt(payment, draft.expires().orElseGet(() -> instructions.usualExpiry(draft.method())));
    }
    say(payment, "payment.created");
    return payment;
  }

  /// Makes a payment credited at once from the buyer's balance: what a wallet or the hosted
  /// checkout does and `POST /v1/payments` cannot.
  public Document createFromWallet(Caller seller, ObjectNode request, Origin origin) {
    Document payment = record(checks.checkWallet(seller, request), origin);
    credit(payment);
    say(payment, "payment.created");
    return payment;
  }

  private Document record(Draft draft, Origin origin) {
    long number =
        world.next(SHELF, 120_000_000_000L + world.chance("payment ids").below(9_000_000_000L));
    ObjectNode body = new PaymentBody(draft, number, world.now(), origin).build();
    Document payment = new Document(Long.toString(number), draft.seller(), body);
    payment.notes().put("application_id", draft.seller().application().id());
    payment
        .notes()
        .put(
            "application_fee",
            Json.number(draft.request(), "application_fee").orElse(BigDecimal.ZERO));
    if (!origin.linkedTo().isEmpty()) {
      payment.notes().put("order_id", origin.linkedTo());
    }
    return payments.put(payment);
  }

  private void decide(Document payment, Draft draft) {
    Verdict verdict = Verdict.of(draft.holder());
    boolean challenged =
        draft.threeDs().equals("mandatory")
            || (draft.threeDs().equals("optional") && verdict.equals(Verdict.REVIEW));
    if (challenged && draft.binary()) {
      verdict = Verdict.rejected("cc_rejected_3ds_mandatory");
    } else if (challenged && !verdict.status().equals("rejected")) {
      instructions.challenge(payment);
      state(payment, "pending", "pending_challenge");
      world.agenda().at(world.now().plus(CHALLENGE_LIFE), EXPIRE, payment.id());
      return;
    } else if (world.rules().manualCardApproval() && verdict.equals(Verdict.APPROVED)) {
      verdict = Verdict.REVIEW;
    }
    if (verdict.equals(Verdict.REVIEW) && draft.binary()) {
      verdict = Verdict.rejected("cc_rejected_other_reason");
    }
    settle(payment, verdict);
  }

  /// Gives a new payment its first state; a reserve when it is not to be captured.
  private void settle(Document payment, Verdict verdict) {
    if (!verdict.equals(Verdict.APPROVED)) {
      state(payment, verdict.status(), verdict.detail());
      return;
    }
    payment.body().put("authorization_code", world.chance("authorizations").digits(6));
    if (payment.body().path("captured").booleanValue()) {
      credit(payment);
    } else {
      state(payment, "authorized", "pending_capture");
      payment.notes().put("reserved", payment.body().path("transaction_amount").decimalValue());
      world.agenda().at(world.now().plus(world.rules().reserveLife()), EXPIRE, payment.id());
    }
  }

  /// The money reaches the seller: fees, taxes, release date.
  private void credit(Document payment) {
    world.agenda().cancel(EXPIRE, payment.id());
    state(payment, "approved", "accredited");
    Instant free = world.now().plus(Duration.ofDays(world.rules().releaseDays()));
    payment.body().put("captured", true).put("date_approved", Dates.text(world.now()));
    payment
        .body()
        .put("money_release_date", Dates.text(free))
        .put("money_release_status", "pending");
    new Fees(tariff, movements)
        .charge(payment, world.accounts().account(payment.ownerId()).orElseThrow().site());
    world.agenda().at(free, RELEASE, payment.id());
  }

  /// Money that went back to the buyer or to the bank meanwhile is not released.
  private void release(Document payment) {
    String now = status(payment);
    if (now.equals("refunded") || now.equals("charged_back")) {
      return;
    }
    payment.body().put("money_release_status", "released");
    movements.add(
        Movements.Kind.RELEASE,
        payment,
        payment.id(),
        Fees.net(payment).subtract(refunded(payment)));
  }

  static BigDecimal refunded(Document payment) {
    return payment.body().path("transaction_amount_refunded").decimalValue();
  }

  static BigDecimal amount(Document payment) {
    return payment.body().path("transaction_amount").decimalValue();
  }

  public static String status(Document payment) {
    return payment.body().path("status").stringValue();
  }

  /// The buyer paid, the review ended well, or the challenge was passed.
  ///
  /// @throws ApiError code 2018 when the payment waits for nothing
  public void approve(Document payment) {
    must(payment, "pending", "in_process");
    payment.body().remove("three_ds_info");
    if (payment.body().path("payment_type_id").stringValue().endsWith("_card")) {
      world.agenda().cancel(EXPIRE, payment.id());
      settle(payment, Verdict.APPROVED);
    } else {
      instructions.paid(payment);
      credit(payment);
    }
    say(payment, "payment.updated");
  }

  /// The review ended badly, or the challenge failed.
  public void reject(Document payment, String detail) {
    must(payment, "pending", "in_process");
    world.agenda().cancel(EXPIRE, payment.id());
    payment.body().remove("three_ds_info");
    state(payment, "rejected", detail);
    say(payment, "payment.updated");
  }

  /// Time is up: cancelled as expired. A payment that no longer waits stays as it is.
  public void expire(Document payment) {
    String now = status(payment);
    if (now.equals("pending") || now.equals("in_process") || now.equals("authorized")) {
      world.agenda().cancel(EXPIRE, payment.id());
      payment.body().remove("three_ds_info");
      state(payment, "cancelled", "expired");
      say(payment, "payment.updated");
    }
  }

  public void cancel(Document payment, String detail) {
    must(payment, "pending", "in_process", "authorized");
    world.agenda().cancel(EXPIRE, payment.id());
    payment.body().remove("three_ds_info");
    state(payment, "cancelled", detail);
    say(payment, "payment.updated");
  }

  /// Captures all, or a part whose rest is freed. An approved payment stays as it is.
  public void capture(Document payment, Optional<BigDecimal> part) {
    if (status(payment).equals("approved") && part.isEmpty()) {
      return;
    }
    must(payment, "authorized");
    BigDecimal reserved = payment.notes().path("reserved").decimalValue();
    part.filter(amount -> amount.signum() <= 0 || amount.compareTo(reserved) > 0)
        .ifPresent(_ -> {
          throw ApiError.badRequest(2017, "The transaction_amount is not valid for update");
        });
    part.ifPresent(amount -> Fees.reduce(payment, amount));
    credit(payment);
    say(payment, "payment.updated");
  }

  public void moveExpiry(Document payment, Instant expires) {
    must(payment, "pending");
    expireAt(payment, expires);
    payment.body().put("date_last_updated", Dates.text(world.now()));
    say(payment, "payment.updated");
  }

  private void expireAt(Document payment, Instant expires) {
    payment.body().put("date_of_expiration", Dates.text(expires));
    world.agenda().cancel(EXPIRE, payment.id());
    world.agenda().at(expires, EXPIRE, payment.id());
  }

  private static void must(Document payment, String... states) {
    for (String state : states) {
      if (status(payment).equals(state)) {
        return;
      }
    }
    throw ApiError.badRequest(
        2018, "The action requested is not valid for the current payment state");
  }

  void state(Document payment, String status, String detail) {
    payment
        .body()
        .put("status", status)
        .put("status_detail", detail)
        .put("date_last_updated", Dates.text(world.now()));
  }

  /// Changes the state and says so: for refunds, disputes and chargebacks.
  void move(Document payment, String status, String detail) {
    state(payment, status, detail);
    say(payment, "payment.updated");
  }

  private void say(Document payment, String action) {
    world.publish(
        new ResourceEvent(
            SHELF,
            action,
            payment.id(),
            payment.ownerId(),
            payment.notes().path("application_id").longValue(),
            payment.live(),
            Json.text(payment.body(), "notification_url").orElse(""),
            world.now()));
  }
}
