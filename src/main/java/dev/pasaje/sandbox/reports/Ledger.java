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
    List<Event> events = events(entries);
    BigDecimal rest = events.stream().map(Event::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean allBefore =
        events.size() > 1
            && release
                .filter(day -> events.stream().allMatch(e -> e.at().isBefore(day)))
                .isPresent();
    boolean never = rest.signum() == 0 && allBefore;
    Map<String, String> details = PaymentDetails.of(payment);
    for (Event event : events) {
      Instant released = release.filter(date -> date.isAfter(event.at())).orElse(event.at());
      movements.add(movement(payment, event, never ? null : released, details));
    }
  }

  /// What happened to a payment's money, the moment it became available left out.
  private record Event(MovementKind kind, Instant at, Document entry, BigDecimal gross) {
    BigDecimal net() {
      return kind == MovementKind.DISPUTE_CANCEL ? gross : amount(entry, "net");
    }
  }

  /// A refund or chargeback of a disputed payment is paid out of what the dispute holds, so that
  /// much of the dispute ends with it.
  private List<Event> events(List<Document> entries) {
    List<Event> events = new ArrayList<>();
    BigDecimal held = BigDecimal.ZERO;
    for (Document entry : entries) {
      MovementKind kind = MovementKind.of(kind(entry));
      Instant at = time(entry, "at").orElse(asOf);
      BigDecimal gross = amount(entry, "gross");
      switch (kind) {
        case DISPUTE -> held = held.subtract(gross);
        case REFUND, CHARGEBACK -> {
          BigDecimal freed = held.min(gross.negate());
          if (freed.signum() > 0) {
            events.add(new Event(MovementKind.DISPUTE_CANCEL, at, entry, freed));
            held = held.subtract(freed);
          }
        }
        case DISPUTE_CANCEL -> {
          gross = gross.min(held);
          held = held.subtract(gross);
        }
        case PAYMENT, CHARGEBACK_CANCEL, OTHER -> {}
      }
      if (kind != MovementKind.OTHER && gross.signum() != 0) {
        events.add(new Event(kind, at, entry, gross));
      }
    }
    return events;
  }

  private static String kind(Document entry) {
    return entry.body().path("kind").asString();
  }

  private Movement movement(
      Document payment, Event event, @Nullable Instant released, Map<String, String> details) {
    MovementKind kind = event.kind();
    Document entry = event.entry();
    boolean bare = kind == MovementKind.DISPUTE_CANCEL;
    BigDecimal taxes = bare ? BigDecimal.ZERO : amount(entry, "taxes");
    BigDecimal fee =
        bare ? BigDecimal.ZERO : amount(entry, "mp_fee").add(amount(entry, "application_fee"));
    Map<String, String> all = new HashMap<>(details);
    String reference = Json.text(entry.body(), "reference_id").orElse("");
    if (kind == MovementKind.REFUND && !reference.isEmpty()) {
      all.put("METADATA", "[{\"refund_id\":" + reference + "}]");
    }
    if (kind != MovementKind.PAYMENT) {
      all.put("COUPON_AMOUNT", "0");
    }
    Instant created = time(payment, "date_created").orElse(event.at());
    return new Movement(
        payment.id(),
        kind.description(),
        kind.transactionType(),
        kind == MovementKind.PAYMENT ? created : event.at(),
        event.at(),
        released,
        event.gross(),
        fee,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
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

  /// An open claim holds its amount once that is available, until the mediation, the end of the
  /// claim, or a refund or chargeback takes its place.
  private void claims() {
    own("claim")
        .forEach(claim -> {
          String source = claim.body().path("resource_id").asString();
          Optional<Instant> opened = time(claim, "date_created");
          Optional<Instant> available =
              movements.stream()
                  .filter(m -> m.sourceId().equals(source) && m.description().equals("payment"))
                  .flatMap(m -> Optional.ofNullable(m.released()).stream())
                  .findFirst();
          if (opened.isEmpty() || available.isEmpty()) {
            return;
          }
          Instant from = opened.get().isAfter(available.get()) ? opened.get() : available.get();
          Optional<Instant> until =
              Stream.concat(
                      Stream.of(note(claim, "mediated"), note(claim, "closed"))
                          .flatMap(Optional::stream),
                      movements.stream()
                          .filter(m -> m.sourceId().equals(source))
                          .filter(m -> !m.description().equals("payment"))
                          .map(Movement::settled)
                          .filter(at -> at.isAfter(opened.get())))
                  .min(Comparator.naturalOrder());
          boolean ended = until.filter(end -> !end.isAfter(from)).isPresent();
          if (!ended && !from.isAfter(asOf)) {
            BigDecimal amount = Json.number(claim.notes(), "amount").orElse(BigDecimal.ZERO);
            Map<String, String> details =
                world.shelf("payment").find(source).map(PaymentDetails::of).orElse(Map.of());
            holds.add(
                new Hold(source, "reserve_for_dispute", amount, from, until.orElse(null), details));
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
