// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.approval.Analysis.Kind;
import dev.pasaje.approval.Analysis.Missing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Bursts, conflicts and missing data in data sets made by hand.
class InsightsTest {
  private final Shop shop = new Shop();

  private void card(int number, String address, String status, String detail) {
    shop.pay(
        status,
        detail,
        one -> {
          one.put("external_reference", "C-" + number);
          one.putObject("card").put("last_four_digits", "%04d".formatted(number));
          one.putObject("additional_info").put("ip_address", address);
        });
  }

  @Test
  void five_cards_of_one_address_in_ten_minutes_are_card_testing() {
    for (int i = 0; i < 5; i++) {
      card(i, "203.0.113.9", "rejected", "cc_rejected_other_reason");
      shop.wait(Duration.ofSeconds(150));
    }

    Analysis.Insight found = shop.insights(Kind.CARD_TESTING).getFirst();

    assertThat(found.count()).isEqualTo(5);
    assertThat(found.subject()).isEqualTo("203.0.113.9");
    assertThat(found.span()).isEqualTo(new Analysis.Span(Shop.START, Shop.START.plusSeconds(600)));
  }

  @Test
  void slower_or_fewer_or_approved_ones_are_not() {
    for (int i = 0; i < 5; i++) {
      card(i, "203.0.113.9", "rejected", "cc_rejected_other_reason");
      shop.wait(Duration.ofSeconds(151));
    }
    shop.wait(Duration.ofHours(1));
    for (int i = 10; i < 14; i++) {
      card(i, "203.0.113.10", "rejected", "cc_rejected_other_reason");
    }
    shop.wait(Duration.ofHours(1));
    for (int i = 20; i < 26; i++) {
      card(i, "203.0.113.11", i % 2 == 0 ? "approved" : "rejected", "accredited");
    }

    assertThat(shop.insights(Kind.CARD_TESTING)).isEmpty();
  }

  @Test
  void many_cards_from_everywhere_are_card_testing_of_the_whole_shop() {
    for (int i = 0; i < 15; i++) {
      card(i, "203.0.113." + i, "rejected", "cc_rejected_high_risk");
    }

    assertThat(shop.insights(Kind.CARD_TESTING)).hasSize(1);
    assertThat(shop.insights(Kind.CARD_TESTING).getFirst().count()).isEqualTo(15);
    assertThat(shop.insights(Kind.HIGH_RISK_SHARE)).hasSize(1);
  }

  @Test
  void the_same_form_within_ten_seconds_was_sent_twice() {
    shop.rejected("A", "cc_rejected_other_reason");
    shop.wait(Duration.ofSeconds(10)).rejected("A", "cc_rejected_other_reason");
    shop.wait(Duration.ofSeconds(11)).rejected("A", "cc_rejected_other_reason");

    assertThat(shop.insights(Kind.DUPLICATES)).hasSize(1);
    assertThat(shop.insights(Kind.DUPLICATES).getFirst().count()).isEqualTo(2);
  }

  @Test
  void two_approved_payments_of_one_order_are_one_too_many() {
    shop.approved("A");
    shop.wait(Duration.ofMinutes(5)).approved("A");
    shop.wait(Duration.ofMinutes(5)).approved("B");
    shop.pay("refunded", "refunded", one -> one.put("external_reference", "B"));

    assertThat(shop.insights(Kind.PAID_TWICE)).hasSize(1);
    assertThat(shop.insights(Kind.PAID_TWICE).getFirst().amounts())
        .isEqualTo(Map.of("ARS", new BigDecimal("100")));
  }

  @Test
  void binary_mode_and_3ds_exclude_each_other() {
    shop.approved("A").put("binary_mode", true).put("three_d_secure_mode", "optional");
    shop.approved("B").put("binary_mode", true).put("three_d_secure_mode", "not_supported");
    shop.approved("C").put("binary_mode", false).put("three_d_secure_mode", "mandatory");
    shop.pay("in_process", "pending_contingency", one -> one.put("binary_mode", true));

    assertThat(shop.insights(Kind.THREE_DS_BINARY).getFirst().count()).isEqualTo(1);
    assertThat(shop.insights(Kind.BINARY_PENDING).getFirst().count()).isEqualTo(1);
  }

  @Test
  void the_conflict_is_seen_in_recorded_requests_too() {
    shop.approved("A");
    sent(
        "",
        "{\"external_reference\":\"A\",\"binary_mode\":true,\"three_d_secure_mode\":\"optional\"}");

    assertThat(shop.insights(Kind.THREE_DS_BINARY)).hasSize(1);
  }

  @Test
  void codes_of_mixed_users_are_an_alarm() {
    shop.approved("A");
    shop.captured.add(
        Shop.JSON.readTree(
            "{\"method\":\"POST\",\"path\":\"/v1/payments\",\"status\":400,"
                + "\"responseBody\":{\"cause\":[{\"code\":145}]}}"));

    assertThat(shop.insights(Kind.CREDENTIAL_MIX).getFirst().subject()).isEqualTo("145");
  }

  @Test
  void a_method_that_is_approved_less_for_sure_is_named() {
    for (int i = 0; i < 100; i++) {
      shop.approved("G-" + i);
      shop.rejected("B-" + i, "cc_rejected_other_reason").put("payment_method_id", "naranja");
    }

    assertThat(shop.insights(Kind.WEAK_SLICE).getFirst().facts())
        .isEqualTo(Map.of("value", "naranja", "approved", "0"));
  }

  private void sent(String id, String body) {
    shop.captured.add(
        Shop.JSON.readTree(
            """
            {"method":"POST","path":"/v1/payments","requestHeaders":{"X-Meli-Session-Id":["d"]},
             "requestBody":%s,"status":201,"responseBody":{"id":"%s"}}
            """
                .formatted(body, id)));
  }

  private Missing missing(String datum) {
    return shop.analysis().missing().stream()
        .filter(one -> one.datum().equals(datum))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_the_record_lacks_is_absent_and_what_the_request_lacked_was_never_sent() {
    shop.rejected("A", "cc_rejected_high_risk").put("transaction_amount", 30);
    shop.rejected("B", "cc_rejected_high_risk").put("transaction_amount", 50);
    sent("2", "{\"external_reference\":\"B\",\"payer\":{\"last_name\":\"Paz\"}}");

    Missing first = missing("first-name");
    assertThat(first.absent()).isEqualTo(1);
    assertThat(first.neverSent()).isEqualTo(1);
    assertThat(first.recoverable()).isEqualTo(Map.of("ARS", new BigDecimal("80")));

    Missing last = missing("last-name");
    assertThat(last.absent()).isEqualTo(1);
    assertThat(last.neverSent()).isZero();
    assertThat(last.recoverable()).isEqualTo(Map.of("ARS", new BigDecimal("30")));

    Missing device = missing("device-id");
    assertThat(device.notVisible()).isEqualTo(1);
    assertThat(device.neverSent()).isZero();
    assertThat(device.absent()).isZero();
  }

  @Test
  void the_mail_of_a_rejected_payment_is_hidden_and_not_absent() {
    shop.rejected("A", "cc_rejected_high_risk");

    assertThat(missing("email").notVisible()).isEqualTo(1);
    assertThat(missing("email").absent()).isZero();
    assertThat(missing("email").with()).isEmpty();
  }

  @Test
  void the_ranking_is_by_recoverable_amount() {
    shop.rejected("A", "cc_rejected_high_risk")
        .put("transaction_amount", 900)
        .putObject("payer")
        .put("first_name", "Ana");
    shop.rejected("B", "cc_rejected_high_risk").putObject("payer").put("last_name", "Paz");

    assertThat(missing("last-name").recoverable()).isEqualTo(Map.of("ARS", new BigDecimal("900")));
    assertThat(missing("first-name").recoverable()).isEqualTo(Map.of("ARS", new BigDecimal("100")));
    assertThat(shop.analysis().missing().stream().map(Missing::datum))
        .containsSubsequence("last-name", "first-name");
  }

  @Test
  void what_data_cannot_help_is_not_counted_nor_what_was_paid_in_the_end() {
    shop.rejected("A", "cc_rejected_insufficient_amount");
    shop.rejected("B", "cc_rejected_high_risk");
    shop.approved("B");

    assertThat(missing("phone").rejected()).isEqualTo(1);
    assertThat(missing("phone").recoverable()).isEmpty();
  }

  @Test
  void the_rates_with_and_without_a_datum_are_the_shops_own() {
    shop.approved("A").putObject("payer").put("first_name", "Ana");
    shop.approved("B");
    shop.rejected("C", "cc_rejected_high_risk");

    assertThat(missing("first-name").with()).isEqualTo(Optional.of(new Rate(1, 1)));
    assertThat(missing("first-name").without()).isEqualTo(Optional.of(new Rate(1, 2)));
  }
}
