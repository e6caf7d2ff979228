// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Lives of orders, and what the books, the API and both reports say of them when nothing is wrong.
/// One seed, one world.
@org.jspecify.annotations.NullUnmarked
final class Lives {
  static final Instant BEGIN = Instant.parse("2026-09-01T03:00:00Z");
  static final Instant END = Instant.parse("2026-10-01T02:59:59Z");
  static final Instant AS_OF = Instant.parse("2026-11-24T12:00:00Z");
  static final String S = "5".repeat(64);
  static final String R = "a".repeat(64);

  private static final BigDecimal FEE = new BigDecimal("0.0629");
  private static final BigDecimal VAT = new BigDecimal("1.21");

  final Ledger ledger = new Ledger();
  final List<Life> lives = new ArrayList<>();
  private final Random random;
  private long settlementLine = 1;
  private long releaseLine = 2;
  private long sources = 100_000_000_000L;
  private long orders;
  private BigDecimal balance = new BigDecimal("1000.00");
  final Map<String, String> total;

  /// What can become of an order.
  enum Kind {
    PLAIN,
    KEYED,
    NAMELESS,
    TWO_CARDS,
    PARTIAL_REFUND,
    REFUNDED,
    CHARGED_BACK,
    WON,
    TWICE,
    PACK,
    OPEN,
    CANCELLED,
    PENDING_RELEASE
  }

  /// An order and the rows that belong to it.
  record Life(
      Kind kind,
      String reference,
      BigDecimal amount,
      Map<String, String> order,
      List<Map<String, String>> payments,
      List<Map<String, String>> settled,
      List<Map<String, String>> released) {}

  Lives(long seed, int count) {
    random = new Random(seed);
    release(
        "opening",
        null,
        null,
        null,
        BEGIN,
        new BigDecimal("1000.00"),
        BigDecimal.ZERO,
        "initial_available_balance",
        null,
        false);
    for (int i = 0; i < count; i++) {
      live();
    }
    for (int day = 0; day < 30; day++) {
      others(BEGIN.plus(Duration.ofDays(day)).plusSeconds(70_000));
    }
    total =
        release("total", null, null, null, null, balance, BigDecimal.ZERO, "total", null, false);
  }

  private void live() {
    int dice = random.nextInt(100);
    Kind kind =
        dice < 55
            ? Kind.PLAIN
            : dice < 65 ? Kind.KEYED : Kind.values()[2 + random.nextInt(Kind.values().length - 2)];
    orders++;
    String reference = "P-" + orders * 7;
    BigDecimal amount = BigDecimal.valueOf(10_000 + random.nextInt(5_000_000), 2);
    Instant at = BEGIN.plusSeconds(3600 + random.nextInt(24 * 86_400));
    Map<String, String> order =
        ledger.add(
            Relation.ORDERS,
            "n",
            "" + orders,
            "reference",
            reference,
            "currency",
            "ARS",
            "amount",
            amount.toPlainString(),
            "status",
            "paid",
            "refunded",
            "0.00",
            "created_at",
            time(at.minusSeconds(60)));
    Life life =
        new Life(
            kind,
            reference,
            amount,
            order,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    lives.add(life);
    switch (kind) {
      case PLAIN -> pay(life, reference, amount, at);
      case KEYED -> order.put("payment_id", pay(life, reference, amount, at));
      case NAMELESS -> order.put("payment_id", pay(life, null, amount, at));
      case TWO_CARDS -> {
        BigDecimal first = amount.divide(new BigDecimal(3), 2, RoundingMode.DOWN);
        pay(life, reference, first, at);
        pay(life, reference, amount.subtract(first), at.plusSeconds(30));
      }
      case PARTIAL_REFUND -> {
        String source = pay(life, reference, amount, at);
        BigDecimal part = amount.divide(new BigDecimal(4), 2, RoundingMode.DOWN);
        move(life, "refund", source, reference, part.negate(), at.plusSeconds(3000));
        move(life, "refund", source, reference, part.negate(), at.plusSeconds(9000));
        order.put("refunded", part.add(part).toPlainString());
      }
      case REFUNDED -> {
        String source = pay(life, reference, amount, at);
        move(life, "refund", source, reference, amount.negate(), at.plusSeconds(3000));
        order.put("refunded", amount.toPlainString());
        order.put("status", "refunded");
      }
      case CHARGED_BACK -> {
        String source = pay(life, reference, amount, at);
        move(life, "chargeback", source, reference, amount.negate(), at.plusSeconds(90_000));
        order.put("status", "charged-back");
      }
      case WON -> {
        String source = pay(life, reference, amount, at);
        move(life, "chargeback", source, reference, amount.negate(), at.plusSeconds(90_000));
        move(life, "chargeback_cancel", source, reference, amount, at.plusSeconds(180_000));
      }
      case TWICE -> {
        pay(life, reference, amount, at);
        String second = pay(life, reference, amount, at.plusSeconds(40));
        move(life, "refund", second, reference, amount.negate(), at.plusSeconds(3000));
      }
      case PACK -> {
        orders++;
        String other = "P-" + orders * 7;
        String pack = "20000" + orders;
        BigDecimal first = amount.divide(new BigDecimal(2), 2, RoundingMode.DOWN);
        order.put("amount", first.toPlainString());
        ledger.add(
            Relation.ORDERS,
            "n",
            "" + orders,
            "reference",
            other,
            "currency",
            "ARS",
            "amount",
            amount.subtract(first).toPlainString(),
            "status",
            "paid",
            "refunded",
            "0.00",
            "created_at",
            time(at.minusSeconds(60)));
        ledger.add(Relation.ORDER_KEYS, "reference", reference, "kind", "ml", "value", pack);
        ledger.add(Relation.ORDER_KEYS, "reference", other, "kind", "ml", "value", pack);
        pay(life, null, amount, at);
        life.settled().getFirst().put("pack_id", pack);
        life.released().getFirst().put("pack_id", pack);
      }
      case OPEN -> order.put("status", "open");
      case CANCELLED -> order.put("status", "cancelled");
      case PENDING_RELEASE -> {
        settle(
            life, "payment", "" + ++sources, reference, amount, at, AS_OF.plus(Duration.ofDays(9)));
        payment(life, "" + sources, reference, amount, at);
      }
    }
  }

  private String pay(Life life, @Nullable String reference, BigDecimal amount, Instant at) {
    String source = "" + ++sources;
    payment(life, source, reference, amount, at);
    move(life, "payment", source, reference, amount, at);
    return source;
  }

  private void payment(
      Life life, String source, @Nullable String reference, BigDecimal amount, Instant at) {
    Map<String, String> row =
        ledger.add(
            Relation.PAYMENTS,
            "id",
            source,
            "status",
            "approved",
            "amount",
            amount.toPlainString(),
            "currency",
            "ARS",
            "approved_at",
            time(at));
    Optional.ofNullable(reference).ifPresent(name -> row.put("reference", name));
    life.payments().add(row);
  }

  private void move(
      Life life,
      String type,
      String source,
      @Nullable String reference,
      BigDecimal gross,
      Instant at) {
    settle(life, type, source, reference, gross, at, at);
    life.released()
        .add(release(type, source, reference, gross, at, null, null, type, fee(type, gross), true));
  }

  static BigDecimal fee(String type, BigDecimal gross) {
    return type.equals("payment")
        ? gross.multiply(FEE).multiply(VAT).setScale(2, RoundingMode.HALF_UP).negate()
        : new BigDecimal("0.00");
  }

  void settle(
      Life life,
      String type,
      String source,
      @Nullable String reference,
      BigDecimal gross,
      Instant at,
      Instant released) {
    BigDecimal fee = fee(type, gross);
    Map<String, String> row = settlement(type, source, reference, gross, at);
    row.putAll(
        Map.of(
            "fee_amount",
            fee.toPlainString(),
            "mkp_fee_amount",
            fee.toPlainString(),
            "settlement_net_amount",
            gross.add(fee).toPlainString(),
            "payment_method_type",
            "credit_card",
            "installments",
            "1",
            "money_release_date",
            time(released)));
    life.settled().add(row);
  }

  Map<String, String> settlement(
      String type, String source, @Nullable String reference, BigDecimal gross, Instant at) {
    settlementLine++;
    String direction = gross.signum() < 0 ? "out" : "in";
    Map<String, String> row =
        ledger.add(
            Relation.SETTLEMENT,
            "file",
            S,
            "line",
            "" + settlementLine,
            "row_key",
            type + "|" + source + "|" + direction + "|" + time(at) + "|" + gross,
            "occurrence",
            "1",
            "source_id",
            source,
            "class",
            type,
            "transaction_type",
            type,
            "transaction_amount",
            gross.toPlainString(),
            "transaction_currency",
            "ARS",
            "settlement_net_amount",
            gross.toPlainString(),
            "fee_amount",
            "0.00",
            "mkp_fee_amount",
            "0.00",
            "financing_fee_amount",
            "0.00",
            "shipping_fee_amount",
            "0.00",
            "taxes_amount",
            "0.00",
            "taxes_sum",
            "0.00",
            "settlement_date",
            time(at));
    Optional.ofNullable(reference).ifPresent(name -> row.put("external_reference", name));
    return row;
  }

  /// @param credit and `debit` when they do not follow from the gross amount and the fee
  Map<String, String> release(
      String type,
      @Nullable String source,
      @Nullable String reference,
      @Nullable BigDecimal gross,
      @Nullable Instant at,
      @Nullable BigDecimal credit,
      @Nullable BigDecimal debit,
      String description,
      @Nullable BigDecimal fee,
      boolean counts) {
    BigDecimal taken = fee == null ? BigDecimal.ZERO : fee;
    BigDecimal net =
        gross == null
            ? Objects.requireNonNull(credit).subtract(Objects.requireNonNull(debit))
            : gross.add(taken);
    if (counts) {
      balance = balance.add(net);
    }
    releaseLine++;
    Map<String, String> row =
        ledger.add(
            Relation.RELEASE,
            "file",
            R,
            "line",
            "" + releaseLine,
            "row_key",
            source + "|" + description + "|" + at + "|" + net,
            "occurrence",
            "1",
            "class",
            type,
            "description",
            description,
            "record_type",
            counts ? "release" : description,
            "net_credit_amount",
            net.max(BigDecimal.ZERO).toPlainString(),
            "net_debit_amount",
            net.negate().max(BigDecimal.ZERO).toPlainString(),
            "gross_amount",
            net.subtract(taken).toPlainString(),
            "mp_fee_amount",
            taken.toPlainString());
    row.put("balance_amount", balance.toPlainString());
    row.put("currency", "ARS");
    row.put("payment_method_type", "credit_card");
    Optional.ofNullable(source).ifPresent(name -> row.put("source_id", name));
    Optional.ofNullable(reference).ifPresent(name -> row.put("external_reference", name));
    Optional.ofNullable(at).ifPresent(moment -> row.put("date", time(moment)));
    return row;
  }

  /// A day's movements that belong to no order: a yield, and a payout with its pair of reserves.
  private void others(Instant at) {
    String gain = "" + ++sources;
    BigDecimal much = new BigDecimal("12.34");
    settlement("yield", gain, null, much, at);
    release("yield", gain, null, much, at, null, null, "asset_management", null, true);
    payout("" + ++sources, new BigDecimal("500.00").add(BigDecimal.valueOf(sources % 1000)), at);
  }

  void payout(String source, BigDecimal amount, Instant at) {
    release(
        "reserve", source, null, amount.negate(), at, null, null, "reserve_for_payout", null, true);
    release(
        "reserve",
        source,
        null,
        amount,
        at.plusSeconds(1),
        null,
        null,
        "reserve_for_payout",
        null,
        true);
    release(
            "payout",
            source,
            null,
            amount.negate(),
            at.plusSeconds(1),
            null,
            null,
            "payout",
            null,
            true)
        .put("payout_bank_account_number", "0001");
    settlement("payout", source, null, amount.negate(), at);
    ledger.add(
        Relation.BANK,
        "credited_at",
        time(at.plusSeconds(7200)),
        "amount",
        amount.toPlainString(),
        "account",
        "0001");
  }

  String source() {
    return "" + ++sources;
  }

  Life any(Kind kind) {
    return lives.stream()
        .filter(life -> life.kind() == kind)
        .skip(random.nextInt(3))
        .findFirst()
        .orElseThrow();
  }

  static String time(Instant at) {
    return at.toString().replace('T', ' ').replace("Z", "");
  }

  Inputs.Report report(String family, String file) {
    return new Inputs.Report(
        family, file, Optional.of(BEGIN), Optional.of(END), Optional.empty(), List.of());
  }

  List<Inputs.Report> reports() {
    return List.of(report("settlement", S), report("release", R));
  }

  static Terms terms() {
    return new Terms(
        3,
        new BigDecimal("0.01"),
        false,
        3,
        List.of("0001"),
        List.of(
            new Terms.Rate(
                Optional.of("credit_card"),
                1,
                1,
                new BigDecimal("6.29"),
                new BigDecimal("21"),
                BigDecimal.ZERO)),
        java.util.Map.of(),
        List.of(),
        2);
  }
}
