// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.approval.Analysis.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Data sets made by hand, with known answers.
class AnalysisTest {
  private final Shop shop = new Shop();

  @Test
  void the_rates_are_as_defined() {
    shop.approved("A");
    shop.rejected("B", "cc_rejected_other_reason");
    shop.rejected("B", "cc_rejected_insufficient_amount");
    shop.approved("B");
    shop.rejected("C", "cc_rejected_high_risk").put("transaction_amount", 250.50);
    shop.pay("pending", "pending_waiting_transfer", one -> one.put("external_reference", "D"));
    shop.pay("cancelled", "expired", one -> one.put("external_reference", "E"));
    shop.pay("refunded", "refunded", one -> one.put("external_reference", "F"));

    Analysis analysis = shop.analysis();

    assertThat(analysis.rates().raw()).isEqualTo(new Rate(3, 8));
    assertThat(analysis.rates().decided()).isEqualTo(new Rate(3, 6));
    assertThat(analysis.rates().purchases()).isEqualTo(new Rate(3, 4));
    assertThat(analysis.counts()).isEqualTo(new Analysis.Counts(8, 3, 3, 1, 1, 6, 1));
    assertThat(analysis.rates().byAmount())
        .containsExactly(
            new Analysis.AmountRate(
                "ARS", new BigDecimal("300"), new BigDecimal("750.5"), new BigDecimal("250.5")));
    assertThat(analysis.rates().byAmount().getFirst().share()).contains(new BigDecimal("0.3997"));
    assertThat(analysis.rejections().getFirst().detail().detail())
        .isEqualTo("cc_rejected_high_risk");
    assertThat(analysis.rejections().getFirst().lost())
        .isEqualTo(Map.of("ARS", new BigDecimal("250.5")));
  }

  @Test
  void a_purchase_is_one_reference_within_a_day() {
    shop.rejected("A", "cc_rejected_other_reason");
    shop.wait(Duration.ofHours(24)).rejected("A", "cc_rejected_other_reason");
    shop.wait(Duration.ofHours(24).plusMillis(1)).rejected("A", "cc_rejected_other_reason");

    assertThat(shop.analysis().counts().purchases()).isEqualTo(2);
  }

  @Test
  void without_a_reference_it_is_one_buyer_and_amount_within_an_hour() {
    for (String email : List.of("a@example.com", "A@example.com", "b@example.com")) {
      shop.wait(Duration.ofMinutes(30))
          .pay(
              "rejected",
              "cc_rejected_other_reason",
              one -> one.putObject("payer").put("email", email));
    }
    shop.pay(
        "rejected",
        "cc_rejected_other_reason",
        one -> {
          one.put("transaction_amount", 101);
          one.putObject("payer").put("email", "a@example.com");
        });
    shop.pay("rejected", "cc_rejected_other_reason", one -> one.remove("external_reference"));

    assertThat(shop.analysis().counts().purchases()).isEqualTo(4);
  }

  @Test
  void who_has_paid_buys_anew_but_a_duplicate_belongs_to_what_it_doubles() {
    shop.approved("A");
    shop.wait(Duration.ofMinutes(1)).rejected("A", "cc_rejected_duplicated_payment");
    shop.wait(Duration.ofMinutes(1)).rejected("A", "cc_rejected_other_reason");

    Analysis analysis = shop.analysis();

    assertThat(analysis.counts().purchases()).isEqualTo(2);
    assertThat(analysis.counts().lost()).isEqualTo(1);
  }

  @Test
  void what_is_still_under_way_is_not_lost() {
    shop.rejected("A", "cc_rejected_other_reason");
    shop.pay("in_process", "pending_review_manual", one -> one.put("external_reference", "A"));

    assertThat(shop.analysis().counts().lost()).isZero();
  }

  @Test
  void a_challenge_that_ran_out_is_a_rejection() {
    shop.pay("cancelled", "expired", one -> one.putObject("three_ds_info").put("creq", "x"));

    assertThat(shop.analysis().rates().decided()).isEqualTo(new Rate(0, 1));
    assertThat(shop.analysis().families()).containsOnlyKeys(StatusDetail.Family.AUTH_3DS);
    assertThat(shop.insights(Kind.CHALLENGE_LEFT)).hasSize(1);
  }

  @Test
  void what_is_no_sale_of_the_account_is_left_out() {
    shop.approved("A");
    shop.pay("approved", "accredited", one -> one.put("collector_id", 8));
    shop.pay("approved", "accredited", one -> one.put("operation_type", "card_validation"));
    shop.payments.add(shop.payments.getFirst());
    shop.payments.add(Shop.JSON.createObjectNode());

    Analysis analysis = shop.analysis("7");

    assertThat(analysis.counts().attempts()).isEqualTo(1);
    assertThat(analysis.left())
        .isEqualTo(
            Map.of(
                Attempts.Left.ANOTHER_SELLER, 1L,
                Attempts.Left.NO_SALE, 1L,
                Attempts.Left.REPEATED, 1L,
                Attempts.Left.NOT_A_PAYMENT, 1L));
    assertThat(analysis.read()).isEqualTo(5);
  }

  @Test
  void of_two_readings_the_later_one_counts() {
    shop.rejected("A", "cc_rejected_other_reason").put("date_last_updated", "2026-11-02T12:00:01Z");
    shop.payments.addFirst(
        shop.payments
            .getFirst()
            .deepCopy()
            .put("status", "approved")
            .put("status_detail", "accredited")
            .put("date_last_updated", "2026-11-02T12:00:02Z"));

    assertThat(shop.analysis().counts().approved()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 200-500",
    "199.99, 100-200",
    "499.99, 200-500",
    "500, 500-1000",
    "1000, 1000-2000",
    "0.05, 0.05-0.10",
    "7, 5-10",
    "1E+3, 1000-2000"
  })
  void amounts_fall_into_bands(String amount, String band) {
    assertThat(Dimension.band(new BigDecimal(amount), "ARS")).isEqualTo("ARS " + band);
  }

  @Test
  void nothing_and_less_has_no_band() {
    assertThat(Dimension.band(BigDecimal.ZERO, "ARS")).isEmpty();
  }

  @Test
  void hours_are_of_the_site() {
    shop.approved("A").put("date_created", "2026-11-02T02:30:00.000-04:00");

    Map<String, List<Analysis.Slice>> cuts = shop.analysis().cuts();

    assertThat(cuts.getOrDefault("hour", List.of()).getFirst().value()).isEqualTo("03");
    assertThat(cuts.getOrDefault("day", List.of()).getFirst().value()).isEqualTo("2026-11-02");
  }

  @Test
  void attempts_are_cut_by_everything() {
    shop.approved("A")
        .put("payment_method_id", "debvisa")
        .put("issuer_id", "310")
        .put("installments", 3)
        .put("binary_mode", true)
        .putObject("card")
        .put("first_six_digits", "450995");
    shop.pay(
        "rejected",
        "bank_error",
        one -> {
          one.put("payment_method_id", "pse").put("payment_type_id", "bank_transfer");
          one.putObject("transaction_details").put("financial_institution", "1007");
          one.putObject("order").put("type", "mercadopago").put("id", 9);
        });

    Map<String, List<Analysis.Slice>> cuts = shop.analysis().cuts();

    assertThat(values(cuts, "method")).containsExactly("debvisa", "pse");
    assertThat(values(cuts, "brand")).containsExactly("visa");
    assertThat(values(cuts, "issuer")).containsExactly("310");
    assertThat(values(cuts, "bank")).containsExactly("1007");
    assertThat(values(cuts, "instalments")).containsExactly("3");
    assertThat(values(cuts, "bin")).containsExactly("450995");
    assertThat(values(cuts, "binary-mode")).containsExactly("on");
    assertThat(values(cuts, "checkout")).containsExactly("checkout-api", "checkout-pro");
    assertThat(values(cuts, "amount")).containsExactly("ARS 100-200");
  }

  private static List<String> values(Map<String, List<Analysis.Slice>> cuts, String dimension) {
    return cuts.getOrDefault(dimension, List.of()).stream().map(Analysis.Slice::value).toList();
  }

  @Test
  void an_order_is_read_as_its_transactions() {
    shop.payments.add(
        (tools.jackson.databind.node.ObjectNode)
            Shop.JSON.readTree(
                """
                {"id":"ORD1","type":"online","status":"failed","status_detail":"failed",
                 "currency":"BRL","external_reference":"A","created_date":"2026-11-02T12:00:00.123Z",
                 "user_id":"7","payer":{"email":"a@example.com"},
                 "transactions":{"payments":[{"id":"PAY1","amount":"10.50","status":"failed",
                   "status_detail":"rejected_by_issuer",
                   "payment_method":{"id":"master","type":"credit_card","installments":2}}]}}
                """));

    Analysis analysis = shop.analysis("7");

    assertThat(analysis.rates().decided()).isEqualTo(new Rate(0, 1));
    assertThat(analysis.rejections().getFirst().lost())
        .isEqualTo(Map.of("BRL", new BigDecimal("10.50")));
    assertThat(values(analysis.cuts(), "checkout")).containsExactly("orders-online");
  }

  @Test
  void unknown_words_are_told() {
    shop.rejected("A", "cc_rejected_by_the_moon");

    Analysis analysis = shop.analysis();

    assertThat(analysis.families()).isEqualTo(Map.of(StatusDetail.Family.UNKNOWN, 1L));
    assertThat(shop.insights(Kind.UNKNOWN_DETAIL).getFirst().subject())
        .isEqualTo("rejected/cc_rejected_by_the_moon");
  }

  @Test
  void odd_records_break_nothing() {
    shop.pay(
        "rejected",
        "",
        one -> {
          one.put("transaction_amount", "x").put("date_created", "yesterday");
          one.put("payer", "nobody").put("installments", "many").putNull("card");
        });
    shop.pay(
        "approved", "accredited", one -> one.put("transaction_amount", new BigDecimal("1e99")));
    shop.pay("", "", one -> one.removeAll());
    shop.payments.getLast().put("id", 3).putArray("status");

    Analysis analysis = shop.analysis();

    assertThat(analysis.counts().attempts()).isEqualTo(3);
    assertThat(analysis.rates().byAmount().getFirst().decided()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void nothing_has_no_window() {
    assertThat(shop.analysis().window()).isEmpty();
    assertThat(shop.analysis().insights()).isEmpty();
  }

  @Test
  void every_insight_says_when() {
    shop.rejected("A", "cc_rejected_3ds_mandatory");
    shop.wait(Duration.ofDays(1)).rejected("B", "cc_rejected_max_attempts");
    Instant end = Shop.START.plus(Duration.ofDays(1));

    Analysis analysis = shop.analysis();

    assertThat(analysis.window()).isEqualTo(Optional.of(new Analysis.Span(Shop.START, end)));
    assertThat(shop.insights(Kind.THREE_DS_MANDATORY).getFirst().span())
        .isEqualTo(new Analysis.Span(Shop.START, Shop.START));
    assertThat(analysis.insights())
        .allMatch(one -> !one.span().from().isBefore(Shop.START) && !one.span().to().isAfter(end));
  }
}
