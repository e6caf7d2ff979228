// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads an account's books off the world: what its payments left behind, payouts, claims, and
/// movements that have no payment at all.
///
/// A refund, dispute or chargeback carries its payment's id. When it comes before the payment's
/// release, both reach the available balance together on the day of release; when they cancel out
/// to nothing, neither does ("refund before release", reports.md 17).
final class Ledger {
  /// Movements the emulator is told of: tips, yields, advances, shipping, taxes.
  static final String EXTRA = "extra_movement";

  private final World world;
  private final Account account;
  private final boolean live;
  private final Instant asOf;
  private final List<Movement> movements = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();

  private Ledger(World world, Account account, boolean live, Instant asOf) {
    this.world = world;
    this.account = account;
    this.live = live;
    this.asOf = asOf;
  }

  /// @param asOf later events are left out, so that a file reads the same whenever it is fetched
  static Books books(World world, Account account, boolean live, Instant asOf) {
    Ledger ledger = new Ledger(world, account, live, asOf);
    ledger.payments();
    ledger.payouts();
    ledger.claims();
    ledger.extras();
    ledger.movements.removeIf(movement -> movement.settled().isAfter(asOf));
    ledger.movements.sort(Comparator.comparing(Movement::settled));
    Site site = account.site();
    return new Books(
        account.id(),
        site.name(),
        site.currency(),
        site.decimals(),
        ledger.movements,
        ledger.holds);
  }

  private Stream<Document> own(String kind) {
    return world
        .shelf(kind)
        .all()
        .filter(document -> document.ownerId() == account.id() && document.live() == live);
  }

  private static Optional<Instant> time(Document document, String name) {
    return Json.text(document.body(), name).flatMap(Dates::parse);
  }

  private static BigDecimal amount(Document document, String name) {
    return Json.number(document.body(), name).orElse(BigDecimal.ZERO);
  }

  private void payments() {
    Map<String, List<Document>> byPayment = new HashMap<>();
    own("movement")
        .filter(entry -> time(entry, "at").filter(at -> !at.isAfter(asOf)).isPresent())
        .forEach(entry ->
            byPayment
                .computeIfAbsent(entry.body().path("payment_id").asString(), _ -> new ArrayList<>())
                .add(entry));
    byPayment.forEach(
        (id, entries) -> world.shelf("payment").find(id).ifPresent(p -> payment(p, entries)));
  }

  private void payment(Document payment, List<Document> entries) {
    Optional<Instant> release =
        entries.stream()
            .filter(entry -> kind(entry).equals("RELEASE"))
            .findFirst()
            .flatMap(entry -> time(entry, "at"))
            .or(() -> time(payment, "money_release_date"));
    List<Document> economic = entries.stream().filter(e -> !kind(e).equals("RELEASE")).toList();
    BigDecimal rest =
        economic.stream().map(e -> amount(e, "net")).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean allBefore =
        release.isPresent()
            && economic.size() > 1
            && economic.stream()
                .allMatch(e -> time(e, "at").filter(at -> at.isBefore(release.get())).isPresent());
    boolean never = rest.signum() == 0 && allBefore;
    Map<String, String> details = PaymentDetails.of(payment);
    for (Document entry : economic) {
      Instant at = time(entry, "at").orElse(asOf);
      Instant released = release.filter(date -> date.isAfter(at)).orElse(at);
      movements.add(movement(payment, entry, at, never ? null : released, details));
    }
  }

  private static String kind(Document entry) {
    return entry.body().path("kind").asString();
  }

  private Movement movement(
      Document payment,
      Document entry,
      Instant at,
      @Nullable Instant released,
      Map<String, String> details) {
    MovementKind kind = MovementKind.of(kind(entry));
    BigDecimal taxes = amount(entry, "taxes");
    Map<String, String> all = new HashMap<>(details);
    String reference = Json.text(entry.body(), "reference_id").orElse("");
    if (kind == MovementKind.REFUND && !reference.isEmpty()) {
      all.put("METADATA", "[{\"refund_id\":" + reference + "}]");
    }
    if (kind != MovementKind.PAYMENT) {
      all.put("COUPON_AMOUNT", "0");
    }
    return new Movement(
        payment.id(),
        kind.description(),
        kind.transactionType(),
        kind == MovementKind.PAYMENT ? time(payment, "date_created").orElse(at) : at,
        at,
        released,
        amount(entry, "gross"),
        amount(entry, "mp_fee").add(amount(entry, "application_fee")),
        amount(entry, "financing_fee"),
        amount(entry, "shipping_fee"),
        taxes.signum() == 0 ? List.of() : List.of(tax(taxes)),
        kind == MovementKind.REFUND ? "reserve_for_refund" : null,
        all);
  }

  /// Names as observed in Argentina; elsewhere only "taxes charged" is documented.
  private Tax tax(BigDecimal amount) {
    return new Tax(
        account.site() == Site.MLA ? "debitos_creditos" : "retencion",
        "tax_withholding_collector",
        amount);
  }

  private void payouts() {
    own("payout_transaction")
        .forEach(transfer ->
            time(transfer, "date_approved")
                .ifPresent(at -> {
                  Map<String, String> details = new HashMap<>();
                  details.put(
                      "PAYMENT_METHOD", Json.text(transfer.body(), "payment_method_id").orElse(""));
                  details.put(
                      "EXTERNAL_REFERENCE",
                      Json.text(transfer.body(), "external_reference").orElse(""));
                  BigDecimal amount = amount(transfer, "amount");
                  movements.add(
                      Movement.plain(
                              transfer.id(), "payout", "PAYOUTS", at, amount.negate(), details)
                          .reservedAs("reserve_for_payout"));
                  Json.text(transfer.notes(), "returned")
                      .flatMap(Dates::parse)
                      .ifPresent(back ->
                          movements.add(
                              Movement.plain(
                                  transfer.id(),
                                  "payout",
                                  "WITHDRAWAL_CANCEL",
                                  back,
                                  amount,
                                  details)));
                }));
  }

  /// An open claim holds its amount; a mediation takes it out until it is closed.
  private void claims() {
    own("claim")
        .forEach(claim -> {
          String source = claim.body().path("resource_id").asString();
          BigDecimal amount = Json.number(claim.notes(), "amount").orElse(BigDecimal.ZERO);
          Optional<Instant> opened = time(claim, "date_created").filter(at -> !at.isAfter(asOf));
          Optional<Instant> mediated = note(claim, "mediated");
          Optional<Instant> closed = note(claim, "closed");
          Map<String, String> details =
              world.shelf("payment").find(source).map(PaymentDetails::of).orElse(Map.of());
          opened.ifPresent(from ->
              holds.add(
                  new Hold(
                      source,
                      "reserve_for_dispute",
                      amount,
                      from,
                      mediated.or(() -> closed).orElse(null),
                      details)));
          mediated.ifPresent(at ->
              movements.add(
                  Movement.plain(source, "mediation", "DISPUTE", at, amount.negate(), details)));
          if (mediated.isPresent()) {
            closed.ifPresent(at ->
                movements.add(
                    Movement.plain(source, "mediation_cancel", "DISPUTE", at, amount, details)));
          }
        });
  }

  private Optional<Instant> note(Document document, String name) {
    return Json.text(document.notes(), name).flatMap(Dates::parse).filter(at -> !at.isAfter(asOf));
  }

  private void extras() {
    own(EXTRA)
        .forEach(extra ->
            movements.add(
                Movement.plain(
                    Json.text(extra.body(), "source_id").orElse(extra.id()),
                    Json.text(extra.body(), "description").orElse("payment"),
                    Json.text(extra.body(), "transaction_type").orElse("SETTLEMENT"),
                    time(extra, "date").orElse(asOf),
                    amount(extra, "amount"),
                    Map.of(
                        "EXTERNAL_REFERENCE",
                        Json.text(extra.body(), "external_reference").orElse("")))));
  }
}
