// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.integration.Product;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The lines add up to what is charged: quantity × price + shipping − coupon, to the cent.
///
/// The lines are compared with the total of the same record, since a payment may be one of several
/// for a preference. Shipping may be a line of its own, as the WooCommerce plugin writes it.
final class ItemsTotal implements QualityRule.Judgement {
  /// How the WooCommerce plugin writes three of something: `Mate x 3`, quantity 1, the line's total
  /// as price (domain/quality.md A5).
  private static final Pattern LINE = Pattern.compile(".* [x×] ?(?:[2-9]|[1-9][0-9]+)$");

  /// The least unit of a total that says no other.
  private static final BigDecimal CENT = new BigDecimal("0.01");

  /// @param record key of the evidence
  private record Bill(String record, String lines, String total, String shipping, String coupon) {}

  private static final List<Bill> BILLS =
      List.of(
          new Bill("merchantOrder", "items", "total_amount", "-", "-"),
          new Bill(
              "payment",
              "additional_info.items",
              "transaction_amount",
              "shipping_amount",
              "coupon_amount"),
          new Bill("order", "items", "total_amount", "shipment.cost", "-"));

  @Override
  public Outcome judge(QualityFacts facts) {
    if (facts.product() == Product.WOOCOMMERCE) {
      Optional<Outcome> pressed = pressed(facts);
      if (pressed.isPresent()) {
        return pressed.get();
      }
    }
    return bill(facts)
        .map(one -> {
          Tree record = facts.evidence().part(one.record());
          Evidence evidence =
              Evidence.field(
                      one.record() + "." + one.lines(),
                      sum(record.list(one.lines())).toPlainString())
                  .expecting(record.decimal(one.total()).orElseThrow().toPlainString());
          return closes(one, record) ? Outcome.passed(evidence) : Outcome.failed(evidence);
        })
        .orElseGet(() ->
            nothingToAdd(facts)
                ? Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER)
                : Outcome.unknown(facts.notSeen()));
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (facts.product() == Product.WOOCOMMERCE) {
      return Ending.of(judge(facts));
    }
    Optional<Bill> bill = bill(facts);
    if (bill.isEmpty()) {
      return nothingToAdd(facts) ? Ending.NOT_APPLICABLE : Ending.UNKNOWN;
    }
    return Ending.of(closes(bill.get(), facts.evidence().part(bill.get().record())));
  }

  /// The first record that has lines and a total of its own.
  private static Optional<Bill> bill(QualityFacts facts) {
    for (Bill bill : BILLS) {
      Tree record = facts.evidence().part(bill.record());
      if (owns(facts, bill)
          && !record.list(bill.lines()).isEmpty()
          && record.decimal(bill.total()).isPresent()) {
        return Optional.of(bill);
      }
    }
    return Optional.empty();
  }

  private static boolean nothingToAdd(QualityFacts facts) {
    if (!facts.evidence().part(facts.created().key()).given()
        || !facts.absenceProved(EveryItem.LISTS)) {
      return false;
    }
    for (Place place : EveryItem.LISTS) {
      for (QualityFacts.View view : facts.views(place)) {
        if (!view.tree().list(place.path()).isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  /// A payment that a preference made may carry part of its sum.
  private static boolean owns(QualityFacts facts, Bill bill) {
    return !bill.record().equals("payment") || facts.created() == Place.Document.PAYMENT;
  }

  private static BigDecimal sum(List<Tree> lines) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Tree line : lines) {
      BigDecimal quantity = line.decimal("quantity").orElse(BigDecimal.ONE);
      sum = sum.add(quantity.multiply(line.decimal("unit_price").orElse(BigDecimal.ZERO)));
    }
    return sum;
  }

  private static boolean closes(Bill bill, Tree record) {
    BigDecimal total = record.decimal(bill.total()).orElseThrow();
    BigDecimal sum = sum(record.list(bill.lines()));
    if (sum.compareTo(total) == 0) {
      return true;
    }
    BigDecimal shipping = record.decimal(bill.shipping()).orElse(BigDecimal.ZERO);
    BigDecimal coupon = record.decimal(bill.coupon()).orElse(BigDecimal.ZERO);
    // Both readings of the total occur: with the shipping and without.
    return sum.subtract(coupon).subtract(total).abs().compareTo(CENT) <= 0
        || sum.subtract(total).abs().compareTo(CENT) <= 0
        || sum.add(shipping).subtract(coupon).subtract(total).abs().compareTo(CENT) <= 0;
  }

  private static List<Tree> lines(QualityFacts facts, Place place) {
    return facts.views(place).stream()
        .flatMap(view -> view.tree().list(place.path()).stream())
        .toList();
  }

  private static Optional<Outcome> pressed(QualityFacts facts) {
    return EveryItem.LISTS.stream()
        .flatMap(place -> lines(facts, place).stream())
        .filter(line -> line.decimal("quantity").filter(q -> q.signum() > 0).isPresent())
        .filter(line -> line.decimal("quantity").orElseThrow().compareTo(BigDecimal.ONE) == 0)
        .flatMap(line -> line.text("title").stream())
        .filter(title -> title.length() <= 300 && LINE.matcher(title).matches())
        .findFirst()
        .map(title ->
            Outcome.failed(
                Evidence.field("items[].quantity", "1 (" + title + ")"),
                PluginGap.QUANTITY.evidence()));
  }
}
