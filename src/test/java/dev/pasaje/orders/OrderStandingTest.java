// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import static dev.pasaje.orders.Bodies.json;
import static dev.pasaje.orders.Bodies.payment;
import static dev.pasaje.orders.Bodies.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// Each state and each rule of priority; domain/notifications.md 9.2.
class OrderStandingTest {
  private static OrderFacts hundred(ObjectNode... payments) {
    return OrderFacts.NONE
        .expecting(money("100", "ARS"))
        .of("77")
        .with(Arrays.stream(payments).map(Bodies::view).toList());
  }

  private static BigMoney money(String amount, String currency) {
    return BigMoney.of(CurrencyUnit.of(currency), new BigDecimal(amount));
  }

  private static OrderState state(OrderFacts facts) {
    return OrderStanding.of(facts).state();
  }

  @ParameterizedTest
  @CsvSource({
    "approved accredited,paid",
    "authorized pending_capture,authorized",
    "in_process pending_review_manual,in-review",
    "pending pending_waiting_payment,pending",
    "cancelled expired,cancelled",
    "canceled expired,cancelled",
    "rejected cc_rejected_other_reason,rejected",
    "refunded refunded,refunded",
    "in_mediation pending,disputed",
    "charged_back in_process,charged-back",
    "charged_back never_heard_of,charged-back",
    "charged_back settled,chargeback-lost",
    "charged_back reimbursed,chargeback-won",
    "on_the_moon,pending"
  })
  void the_one_payment_of_an_order_decides(String payment, String expected) {
    assertThat(state(hundred(payment("1", payment, "100"))).id()).isEqualTo(expected);
  }

  @Test
  void an_order_nobody_tried_to_pay_is_open() {
    OrderStanding standing = OrderStanding.of(hundred());

    assertThat(standing.state()).isEqualTo(OrderState.OPEN);
    assertThat(standing.total()).hasValue(new BigDecimal("100.00"));
    assertThat(standing.currency()).isEqualTo("ARS");
    assertThat(standing.flags()).isEmpty();
    assertThat(state(OrderFacts.NONE)).isEqualTo(OrderState.OPEN);
  }

  @ParameterizedTest
  @CsvSource({
    // approved net of refunds against 100
    "100,0,paid,''",
    "100.01,0,paid,overpaid",
    "99.99,0,partially-paid,''",
    "100,0.01,partially-refunded,''",
    "150,50,paid,''",
    "150,40,paid,overpaid",
    "150,60,partially-refunded,''",
    "100,100,refunded,''"
  })
  void what_is_left_after_refunds_counts(
      String amount, String refunded, String expected, String flags) {
    OrderStanding standing =
        OrderStanding.of(
            hundred(payment("1", "approved", amount, "transaction_amount_refunded", refunded)));

    assertThat(standing.state().id()).isEqualTo(expected);
    assertThat(OrderFlag.text(standing.flags())).isEqualTo(flags);
    assertThat(standing.paid()).isEqualByComparingTo(amount);
    assertThat(standing.refunded()).isEqualByComparingTo(refunded);
  }

  @Test
  void several_payments_add_up() {
    ObjectNode half = payment("1", "approved", "50");
    ObjectNode rest = payment("2", "approved", "50");

    assertThat(state(hundred(half))).isEqualTo(OrderState.PARTIALLY_PAID);
    assertThat(state(hundred(half, rest))).isEqualTo(OrderState.PAID);
    assertThat(state(hundred(half, payment("2", "refunded", "50"))))
        .isEqualTo(OrderState.PARTIALLY_REFUNDED);
    assertThat(state(hundred(payment("1", "refunded", "50"), payment("2", "refunded", "50"))))
        .isEqualTo(OrderState.REFUNDED);
  }

  @ParameterizedTest
  @CsvSource({"rejected", "cancelled", "pending", "in_process", "authorized", "refunded"})
  void a_sibling_never_takes_back_what_another_payment_paid(String sibling) {
    assertThat(state(hundred(payment("1", "approved", "100"), payment("2", sibling, "100"))))
        .isEqualTo(OrderState.PAID);
  }

  @Test
  void cancelled_and_rejected_only_when_no_other_payment_lives() {
    ObjectNode rejected = payment("1", "rejected", "100");
    ObjectNode cancelled = payment("2", "cancelled", "100");

    assertThat(state(hundred(rejected, cancelled))).isEqualTo(OrderState.CANCELLED);
    assertThat(state(hundred(rejected, cancelled, payment("3", "pending", "100"))))
        .isEqualTo(OrderState.PENDING);
    assertThat(state(hundred(rejected, cancelled, payment("3", "in_process", "100"))))
        .isEqualTo(OrderState.IN_REVIEW);
    assertThat(state(hundred(rejected, cancelled, payment("3", "authorized", "100"))))
        .isEqualTo(OrderState.AUTHORIZED);
  }

  @Test
  void the_worst_news_comes_first() {
    ObjectNode foreign = payment("1", "approved", "100", "collector_id", "78");
    ObjectNode disputed = payment("2", "in_mediation", "100");
    ObjectNode chargedBack = payment("3", "charged_back in_process", "100");
    ObjectNode paid = payment("4", "approved", "100");

    assertThat(state(hundred(paid, foreign))).isEqualTo(OrderState.AMOUNT_MISMATCH);
    assertThat(state(hundred(paid, foreign, disputed))).isEqualTo(OrderState.DISPUTED);
    assertThat(state(hundred(paid, foreign, disputed, chargedBack)))
        .isEqualTo(OrderState.CHARGED_BACK);
    assertThat(state(hundred(paid, foreign, disputed, chargedBack).hold()))
        .isEqualTo(OrderState.HOLD_FRAUD);
    assertThat(state(hundred().hold())).isEqualTo(OrderState.HOLD_FRAUD);
  }

  @Test
  void a_lost_chargeback_that_is_paid_again_is_paid() {
    ObjectNode lost = payment("1", "charged_back settled", "100");

    OrderStanding standing = OrderStanding.of(hundred(lost, payment("2", "approved", "100")));

    assertThat(standing.state()).isEqualTo(OrderState.PAID);
    assertThat(standing.flags()).containsExactly(OrderFlag.CHARGEBACK_LOST);
    assertThat(standing.paid()).isEqualByComparingTo("100");
    assertThat(state(hundred(lost, payment("2", "approved", "40"))))
        .isEqualTo(OrderState.CHARGEBACK_LOST);
    assertThat(OrderStanding.of(hundred(lost)).paid()).isEqualByComparingTo("0");
  }

  @Test
  void a_won_chargeback_counts_as_money_here() {
    ObjectNode won = payment("1", "charged_back reimbursed", "60");

    assertThat(state(hundred(won))).isEqualTo(OrderState.PARTIALLY_PAID);
    assertThat(state(hundred(won, payment("2", "approved", "40"))))
        .isEqualTo(OrderState.CHARGEBACK_WON);
  }

  @Test
  void money_in_another_currency_or_to_another_account_is_no_payment() {
    OrderStanding other =
        OrderStanding.of(hundred(payment("1", "approved", "100", "currency_id", "\"BRL\"")));
    OrderStanding elsewhere =
        OrderStanding.of(hundred(payment("1", "approved", "100", "collector_id", "78")));

    assertThat(other.state()).isEqualTo(OrderState.AMOUNT_MISMATCH);
    assertThat(other.flags()).containsExactly(OrderFlag.CURRENCY_MISMATCH);
    assertThat(other.paid()).isEqualByComparingTo("0");
    assertThat(elsewhere.state()).isEqualTo(OrderState.AMOUNT_MISMATCH);
    assertThat(elsewhere.flags()).containsExactly(OrderFlag.COLLECTOR_MISMATCH);
    assertThat(state(hundred(payment("1", "rejected", "100", "collector_id", "78"))))
        .isEqualTo(OrderState.REJECTED);
    assertThat(state(hundred(payment("1", "refunded", "100", "collector_id", "78"))))
        .isEqualTo(OrderState.REFUNDED);
  }

  @ParameterizedTest
  @CsvSource({"1e999999999", "-5", "null", "true", "\"cien\"", "\"1e9\"", "1e-30"})
  void an_amount_that_cannot_be_read_is_never_paid(String amount) {
    OrderStanding standing = OrderStanding.of(hundred(payment("1", "approved", amount)));

    assertThat(standing.state()).isEqualTo(OrderState.AMOUNT_MISMATCH);
    assertThat(standing.flags()).containsExactly(OrderFlag.AMOUNT_UNREADABLE);
  }

  @Test
  void amounts_are_exact() {
    ObjectNode[] dimes = new ObjectNode[10];
    for (int i = 0; i < dimes.length; i++) {
      dimes[i] = payment(Integer.toString(i), "approved", "0.1");
    }
    OrderFacts one =
        OrderFacts.NONE
            .expecting(money("1.00", "ARS"))
            .with(Arrays.stream(dimes).map(Bodies::view).toList());

    assertThat(state(one)).isEqualTo(OrderState.PAID);
    assertThat(OrderStanding.of(one).flags()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CLP,15000,15000,paid,15000",
    "CLP,15000.4,15000,paid,15000",
    "COP,50000.4,50000,paid,50000",
    "COP,50000,50000.4,paid,50000.4",
    "COP,50000,49999,partially-paid,49999",
    "ARS,100.004,100,partially-paid,100.00"
  })
  void pesos_without_cents_have_none(
      String currency, String total, String paid, String expected, String shown) {
    OrderStanding standing =
        OrderStanding.of(
            OrderFacts.NONE
                .expecting(money(total, currency))
                .with(
                    List.of(
                        view(
                            payment(
                                "1", "approved", paid, "currency_id", "\"" + currency + "\"")))));

    assertThat(standing.state().id()).isEqualTo(expected);
    assertThat(standing.paid().toPlainString()).isEqualTo(shown);
    assertThat(standing.flags()).isEmpty();
  }

  @Test
  void a_charge_that_only_tests_a_card_is_no_payment() {
    assertThat(
            PaymentView.of(payment("1", "approved", "0", "operation_type", "\"card_validation\"")))
        .isEmpty();
  }

  @Test
  void paid_after_it_expired_is_paid_and_late() {
    ObjectNode late =
        payment(
            "1",
            "approved",
            "100",
            "date_of_expiration",
            "\"2026-11-01T23:59:59.000-04:00\"",
            "date_approved",
            "\"2026-11-02T10:00:00.000-04:00\"");

    OrderStanding standing = OrderStanding.of(hundred(late));

    assertThat(standing.state()).isEqualTo(OrderState.PAID);
    assertThat(standing.flags()).containsExactly(OrderFlag.LATE_PAYMENT);
  }

  @Test
  void an_unknown_status_is_flagged_and_blocks_nothing() {
    ObjectNode unknown = payment("1", "on_the_moon", "100");

    assertThat(OrderStanding.of(hundred(unknown)).flags())
        .containsExactly(OrderFlag.UNKNOWN_STATUS);
    assertThat(state(hundred(unknown, payment("2", "approved", "100")))).isEqualTo(OrderState.PAID);
    assertThat(state(hundred(unknown, payment("2", "cancelled", "100"))))
        .isEqualTo(OrderState.PENDING);
  }

  @Test
  void without_a_total_what_was_taken_is_the_total() {
    OrderFacts nobody = OrderFacts.NONE.with(List.of(view(payment("1", "approved", "30"))));

    assertThat(state(nobody)).isEqualTo(OrderState.PAID);
    assertThat(OrderStanding.of(nobody).flags()).containsExactly(OrderFlag.TOTAL_UNKNOWN);
    assertThat(OrderStanding.of(nobody).total()).isEmpty();
    assertThat(
            state(
                OrderFacts.NONE.with(
                    List.of(
                        view(
                            payment("1", "approved", "30", "transaction_amount_refunded", "10"))))))
        .isEqualTo(OrderState.PARTIALLY_REFUNDED);
  }

  @Test
  void an_order_that_costs_nothing_is_paid_by_nothing() {
    OrderFacts free = OrderFacts.NONE.expecting(money("0", "ARS"));

    assertThat(state(free)).isEqualTo(OrderState.OPEN);
    assertThat(state(free.with(List.of(view(payment("1", "approved", "0"))))))
        .isEqualTo(OrderState.PAID);
  }

  private static AskedView asked(String total, String... payments) {
    return new AskedView(
        Optional.of(money(total, "ARS")), Set.of(payments), AskedView.End.NONE, List.of());
  }

  @Test
  void the_books_come_before_what_mercado_pago_was_told() {
    OrderFacts paid = OrderFacts.NONE.with(List.of(view(payment("1", "approved", "100"))));

    assertThat(state(paid.with(asked("100")))).isEqualTo(OrderState.PAID);
    assertThat(state(paid.with(asked("120")))).isEqualTo(OrderState.PARTIALLY_PAID);
    assertThat(state(paid.with(asked("120")).expecting(money("100", "ARS"))))
        .isEqualTo(OrderState.PAID);
  }

  @Test
  void a_price_changed_on_the_way_is_a_mismatch() {
    OrderFacts cheap =
        OrderFacts.NONE
            .expecting(money("100", "ARS"))
            .with(List.of(view(payment("1", "approved", "1"))));

    assertThat(state(cheap)).isEqualTo(OrderState.PARTIALLY_PAID);
    assertThat(state(cheap.with(asked("1", "1")))).isEqualTo(OrderState.AMOUNT_MISMATCH);
    assertThat(OrderStanding.of(cheap.with(asked("1", "1"))).flags())
        .containsExactly(OrderFlag.TOTAL_MISMATCH);
  }

  @Test
  void of_several_merchant_orders_the_one_with_money_counts() {
    OrderFacts paid = OrderFacts.NONE.with(List.of(view(payment("1", "approved", "80"))));

    assertThat(state(paid.with(asked("100", "9")).with(asked("80", "1"))))
        .isEqualTo(OrderState.PAID);
    assertThat(state(paid.with(asked("100", "1")).with(asked("80", "1"))))
        .isEqualTo(OrderState.PARTIALLY_PAID);
  }

  private static CaseView claim(String status) {
    return CaseView.claim(
        json(
            "{\"id\":5,\"resource\":\"payment\",\"resource_id\":1,\"status\":\"" + status + "\"}"));
  }

  @Test
  void an_open_claim_disputes_money_that_is_here() {
    OrderFacts paid = hundred(payment("1", "approved", "100"));

    assertThat(state(paid.with(claim("opened")))).isEqualTo(OrderState.DISPUTED);
    assertThat(state(paid.with(claim("closed")))).isEqualTo(OrderState.PAID);
    assertThat(state(hundred(payment("1", "refunded", "100")).with(claim("opened"))))
        .isEqualTo(OrderState.REFUNDED);
  }

  private static CaseView chargeback(String covered, String updated) {
    return CaseView.chargeback(
        json(
            """
            {"id":"217000087654321000","payments":[1],"coverage_applied":%s,
             "date_last_updated":"%s"}
            """
                .formatted(covered, updated)));
  }

  @ParameterizedTest
  @CsvSource({
    "null,2026-11-21T10:00:00Z,charged-back",
    "false,2026-11-21T10:00:00Z,chargeback-lost",
    "true,2026-11-21T10:00:00Z,chargeback-won",
    "null,2026-11-19T10:00:00Z,paid",
    "null,2026-11-20T14:00:00Z,paid",
    "null,not a date,paid"
  })
  void a_chargeback_tells_what_its_payment_will_say_only_when_it_is_newer(
      String covered, String updated, String expected) {
    assertThat(
            state(hundred(payment("1", "approved", "100")).with(chargeback(covered, updated))).id())
        .isEqualTo(expected);
  }

  @Test
  void refunds_are_never_more_than_the_payment() {
    OrderStanding standing =
        OrderStanding.of(
            hundred(payment("1", "approved", "100", "transaction_amount_refunded", "1000")));

    assertThat(standing.state()).isEqualTo(OrderState.REFUNDED);
    assertThat(standing.refunded()).isEqualByComparingTo("100");
  }

  @Test
  void the_order_of_what_is_known_means_nothing() {
    ObjectNode[] all = {
      payment("1", "approved", "60", "currency_id", "\"BRL\""),
      payment("2", "approved", "60"),
      payment("3", "rejected", "100"),
      payment("4", "refunded", "100")
    };
    OrderStanding there =
        OrderStanding.of(OrderFacts.NONE.with(Arrays.stream(all).map(Bodies::view).toList()));
    OrderStanding back =
        OrderStanding.of(
            OrderFacts.NONE.with(
                Arrays.asList(all).reversed().stream().map(Bodies::view).toList()));

    assertThat(back).isEqualTo(there);
  }
}
