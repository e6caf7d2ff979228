// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.orders.PaymentView.Status;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.joda.money.BigMoney;

/// One judging of an order; domain/notifications.md 9.2. Every rule looks at all payments at once,
/// so a rejected or cancelled one cannot take back what another one paid.
final class Judgement {
  private static final Comparator<CaseView> BY_AGE =
      Comparator.comparing(CaseView::updated).thenComparing(CaseView::id);

  private final OrderFacts facts;
  private final List<PaymentView> payments;
  private final Optional<BigMoney> asked;
  private final Optional<BigMoney> said;
  private final String currency;
  private final Set<OrderFlag> flags = EnumSet.noneOf(OrderFlag.class);

  Judgement(OrderFacts facts) {
    this.facts = facts;
    this.payments = facts.payments().stream().map(this::withNews).toList();
    this.asked = asked();
    this.said = facts.expected().or(() -> asked);
    this.currency =
        said.map(money -> money.getCurrencyUnit().getCode())
            .or(() -> firstCurrency(PaymentView::captured))
            .or(() -> firstCurrency(_ -> true))
            .orElse("");
  }

  /// A chargeback read later than its payment tells what the payment will say when it is read
  /// again. When both are of one instant, the payment's word counts.
  private PaymentView withNews(PaymentView payment) {
    return facts.cases().stream()
        .filter(one -> one.kind().chargeback() && one.payments().contains(payment.id()))
        .filter(one -> payment.captured() && payment.status() != Status.REFUNDED)
        .max(BY_AGE)
        .filter(one -> one.updated().isAfter(payment.updated()))
        .map(one -> payment.with(one.kind().puts()))
        .orElse(payment);
  }

  /// What Mercado Pago was told to ask for. A code scanned twice makes several merchant orders
  /// (domain/notifications.md 9): those that money came for count, and of them the dearest.
  private Optional<BigMoney> asked() {
    Set<String> captured =
        payments.stream()
            .filter(PaymentView::captured)
            .map(PaymentView::id)
            .collect(Collectors.toSet());
    List<AskedView> priced = facts.asked().stream().filter(o -> o.total().isPresent()).toList();
    List<AskedView> met =
        priced.stream().filter(o -> o.payments().stream().anyMatch(captured::contains)).toList();
    return (met.isEmpty() ? priced : met)
        .stream()
            .flatMap(order -> order.total().stream())
            .max(
                Comparator.comparing(BigMoney::getAmount)
                    .thenComparing(money -> money.getCurrencyUnit().getCode()));
  }

  private Optional<String> firstCurrency(Predicate<PaymentView> which) {
    return payments.stream()
        .filter(which)
        .map(PaymentView::currency)
        .filter(code -> !code.isEmpty())
        .min(Comparator.naturalOrder());
  }

  OrderStanding standing() {
    BigDecimal holding = sum(PaymentView::holds, PaymentView::net);
    BigDecimal refunded = sum(PaymentView::captured, PaymentView::refunded);
    BigDecimal paid =
        sum(
            PaymentView::captured,
            payment -> lostToBank(payment) ? payment.refunded() : payment.gross());
    Optional<BigDecimal> total = said.map(Amounts::chargeable);
    flag(OrderFlag.UNKNOWN_STATUS, any(Status.UNKNOWN));
    flag(
        OrderFlag.LATE_PAYMENT,
        payments.stream().anyMatch(payment -> payment.captured() && payment.late()));
    flag(OrderFlag.TOTAL_UNKNOWN, total.isEmpty() && !payments.isEmpty());
    flag(
        OrderFlag.OVERPAID,
        total
            .filter(sum -> excess(holding, sum).compareTo(Amounts.unit(currency)) >= 0)
            .isPresent());
    boolean mismatch = mismatch();
    OrderState state = state(mismatch, holding, refunded, total);
    flag(
        OrderFlag.CHARGEBACK_LOST,
        any(Status.CHARGEBACK_LOST) && state != OrderState.CHARGEBACK_LOST);
    return new OrderStanding(state, currency, total, paid, refunded, flags);
  }

  private OrderState state(
      boolean mismatch, BigDecimal holding, BigDecimal refunded, Optional<BigDecimal> total) {
    if (facts.held()) {
      return OrderState.HOLD_FRAUD;
    }
    if (any(Status.CHARGED_BACK)) {
      return OrderState.CHARGED_BACK;
    }
    if (any(Status.IN_MEDIATION) || claimed()) {
      return OrderState.DISPUTED;
    }
    if (mismatch) {
      return OrderState.AMOUNT_MISMATCH;
    }
    return byMoney(holding, refunded, total).orElseGet(this::byAttempts);
  }

  private Optional<OrderState> byMoney(
      BigDecimal holding, BigDecimal refunded, Optional<BigDecimal> total) {
    // Where nobody says what it costs, it costs what was ever taken for it.
    BigDecimal due = total.orElseGet(() -> sum(PaymentView::captured, PaymentView::gross));
    boolean some = holding.signum() > 0;
    if ((some || free(due)) && holding.compareTo(due) >= 0) {
      return Optional.of(any(Status.CHARGEBACK_WON) ? OrderState.CHARGEBACK_WON : OrderState.PAID);
    }
    if (any(Status.CHARGEBACK_LOST)) {
      return Optional.of(OrderState.CHARGEBACK_LOST);
    }
    if (some) {
      return Optional.of(
          refunded.signum() > 0 ? OrderState.PARTIALLY_REFUNDED : OrderState.PARTIALLY_PAID);
    }
    return any(Status.REFUNDED) || refunded.signum() > 0
        ? Optional.of(OrderState.REFUNDED)
        : Optional.empty();
  }

  /// An order that costs nothing is paid by an approved payment of nothing.
  private boolean free(BigDecimal due) {
    return said.isPresent()
        && due.signum() == 0
        && payments.stream().anyMatch(payment -> payment.holds() && payment.gross().signum() == 0);
  }

  private OrderState byAttempts() {
    if (any(Status.AUTHORIZED)) {
      return OrderState.AUTHORIZED;
    }
    if (any(Status.IN_PROCESS)) {
      return OrderState.IN_REVIEW;
    }
    if (any(Status.PENDING) || any(Status.UNKNOWN)) {
      return OrderState.PENDING;
    }
    if (any(Status.CANCELLED) || ended(AskedView.End.CANCELLED)) {
      return OrderState.CANCELLED;
    }
    return any(Status.REJECTED) || ended(AskedView.End.REJECTED)
        ? OrderState.REJECTED
        : OrderState.OPEN;
  }

  /// Whether everything that was asked for came to an end of that kind, or to a worse one.
  private boolean ended(AskedView.End end) {
    return !facts.asked().isEmpty()
        && facts.asked().stream().anyMatch(order -> order.end() == end)
        && facts.asked().stream().noneMatch(order -> order.end() == AskedView.End.NONE);
  }

  /// An open claim on money that is still here; one on a payment that is not known counts too.
  private boolean claimed() {
    return facts.cases().stream()
        .filter(one -> one.kind() == CaseView.Kind.CLAIM_OPEN)
        .anyMatch(claim ->
            payments.stream().noneMatch(payment -> claim.payments().contains(payment.id()))
                || payments.stream()
                    .anyMatch(payment ->
                        claim.payments().contains(payment.id())
                            && payment.holds()
                            && payment.net().signum() > 0));
  }

  /// Whether money that is here is not what was asked for.
  private boolean mismatch() {
    boolean wrong = false;
    for (PaymentView payment : payments) {
      if (!payment.holds()) {
        continue;
      }
      if (payment.amount().isEmpty()) {
        wrong |= flag(OrderFlag.AMOUNT_UNREADABLE, true);
      } else if (payment.net().signum() > 0) {
        wrong |= flag(OrderFlag.CURRENCY_MISMATCH, !payment.currency().equals(currency));
        wrong |= flag(OrderFlag.COLLECTOR_MISMATCH, !own(payment));
      }
    }
    return flag(OrderFlag.TOTAL_MISMATCH, askedForLess()) || wrong;
  }

  /// A price changed on its way to Mercado Pago: paid in full there, too little by the books.
  private boolean askedForLess() {
    BigDecimal taken = sum(PaymentView::holds, PaymentView::gross);
    return taken.signum() > 0
        && facts
            .expected()
            .filter(books -> taken.compareTo(Amounts.chargeable(books)) < 0)
            .flatMap(_ -> asked)
            .filter(money -> money.getCurrencyUnit().getCode().equals(currency))
            .filter(money -> taken.compareTo(Amounts.chargeable(money)) >= 0)
            .isPresent();
  }

  private boolean own(PaymentView payment) {
    return facts.collectors().isEmpty()
        || payment.collector().isEmpty()
        || facts.collectors().contains(payment.collector());
  }

  private boolean any(Status status) {
    return payments.stream().anyMatch(payment -> payment.status() == status);
  }

  private static boolean lostToBank(PaymentView payment) {
    return payment.status() == Status.CHARGED_BACK || payment.status() == Status.CHARGEBACK_LOST;
  }

  private static BigDecimal excess(BigDecimal holding, BigDecimal total) {
    return holding.signum() > 0 ? holding.subtract(total) : BigDecimal.ZERO;
  }

  /// Over payments that count: in the order's currency and to the merchant's own account.
  private BigDecimal sum(Predicate<PaymentView> which, Function<PaymentView, BigDecimal> what) {
    return payments.stream()
        .filter(which)
        .filter(payment -> payment.currency().equals(currency) && own(payment))
        .map(what)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private boolean flag(OrderFlag flag, boolean raised) {
    if (raised) {
      flags.add(flag);
    }
    return raised;
  }
}
