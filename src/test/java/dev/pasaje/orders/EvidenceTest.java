// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import static dev.pasaje.orders.Bodies.json;
import static dev.pasaje.orders.Bodies.payment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.resources.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EvidenceTest {
  private static Evidence.Piece piece(ResourceKind kind, String id, long version, JsonNode body) {
    return new Evidence.Piece(kind, id, version, body);
  }

  private static OrderStanding standing(Evidence.Piece... pieces) {
    return OrderStanding.of(Evidence.facts(List.of(pieces), Optional.empty(), Set.of("77"), false));
  }

  private static JsonNode order(String transaction, String status) {
    return json(
        """
        {"id":"ORD01","status":"%s","total_amount":"100.50","currency":"BRL","user_id":"77",
         "transactions":{"payments":[%s]}}
        """
            .formatted(status, transaction));
  }

  @ParameterizedTest
  @CsvSource({
    "processed,accredited,paid",
    "action_required,waiting_payment,pending",
    "action_required,waiting_capture,authorized",
    "at_terminal,at_terminal,pending",
    "processing,in_review,in-review",
    "refunded,refunded,refunded",
    "charged_back,in_process,charged-back",
    "charged_back,reimbursed,chargeback-won",
    "canceled,canceled_transaction,cancelled",
    "cancelled,cancelled,cancelled",
    "expired,expired,cancelled",
    "failed,high_risk,rejected",
    "created,created,open",
    "dreaming,deeply,pending"
  })
  void an_order_of_the_orders_api_tells_of_payments_not_read_yet(
      String status, String detail, String expected) {
    JsonNode order =
        order(
            """
            {"id":"PAY01","reference_id":"9","amount":"100.50","status":"%s","status_detail":"%s"}
            """
                .formatted(status, detail),
            "created");

    assertThat(standing(piece(ResourceKind.ORDER, "ORD01", 1, order)).state().id())
        .isEqualTo(expected);
  }

  @Test
  void a_payment_that_was_read_is_believed_rather_than_its_order() {
    JsonNode order =
        order(
            "{\"id\":\"PAY01\",\"reference_id\":\"9\",\"amount\":\"100.50\",\"status\":\"processed\"}",
            "processed");
    JsonNode read = payment("9", "refunded", "100.50", "currency_id", "\"BRL\"");

    OrderStanding standing =
        standing(
            piece(ResourceKind.ORDER, "ORD01", 1, order),
            piece(ResourceKind.PAYMENT, "9", 1, read));

    assertThat(standing.state()).isEqualTo(OrderState.REFUNDED);
    assertThat(standing.total().orElseThrow()).isEqualByComparingTo("100.50");
  }

  @ParameterizedTest
  @CsvSource({"expired,cancelled", "canceled,cancelled", "failed,rejected", "created,open"})
  void an_order_without_payments_ends_by_itself(String status, String expected) {
    assertThat(standing(piece(ResourceKind.ORDER, "ORD01", 1, order("", status))).state().id())
        .isEqualTo(expected);
  }

  @Test
  void refunds_listed_beside_a_transaction_count_once() {
    JsonNode order =
        json(
            """
            {"id":"ORD01","status":"processed","total_amount":"100","currency":"BRL",
             "transactions":{"payments":[{"id":"PAY01","amount":"100","status":"processed",
              "status_detail":"partially_refunded"}],
              "refunds":[{"transaction_id":"PAY01","amount":"30","status":"processed"},
               {"transaction_id":"PAY01","amount":"5","status":"processing"},
               {"transaction_id":"PAY02","amount":"1","status":"processed"}]}}
            """);

    OrderStanding standing = standing(piece(ResourceKind.ORDER, "ORD01", 1, order));

    assertThat(standing.state()).isEqualTo(OrderState.PARTIALLY_REFUNDED);
    assertThat(standing.refunded()).isEqualByComparingTo("30");
  }

  @Test
  void a_merchant_order_says_what_is_due() {
    JsonNode order =
        json(
            """
            {"id":4,"status":"opened","total_amount":90,"shipping_cost":10.5,"site_id":"MLA",
             "payments":[{"id":1}],"items":[]}
            """);

    OrderStanding standing = standing(piece(ResourceKind.MERCHANT_ORDER, "4", 1, order));

    assertThat(standing.state()).isEqualTo(OrderState.OPEN);
    assertThat(standing.total().orElseThrow()).isEqualByComparingTo("100.5");
    assertThat(standing.currency()).isEqualTo("ARS");
  }

  @Test
  void of_an_alert_and_its_payment_the_newer_reading_counts() {
    JsonNode paid = payment("1", "approved", "100");
    JsonNode refunded = payment("1", "refunded", "100");

    assertThat(
            standing(
                    piece(ResourceKind.PAYMENT, "1", 1, paid),
                    piece(ResourceKind.FRAUD_ALERT, "1", 2, refunded))
                .state())
        .isEqualTo(OrderState.REFUNDED);
    assertThat(
            standing(
                    piece(ResourceKind.FRAUD_ALERT, "1", 1, paid),
                    piece(ResourceKind.PAYMENT, "1", 2, refunded))
                .state())
        .isEqualTo(OrderState.REFUNDED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PAYMENT|{}",
        "PAYMENT|[]",
        "PAYMENT|{\"id\":{},\"status\":[],\"transaction_amount\":{},\"currency_id\":7}",
        "PAYMENT|{\"status\":\"approved\",\"currency_id\":\"ZZZ\",\"transaction_amount\":1}",
        "MERCHANT_ORDER|{\"payments\":{},\"total_amount\":\"x\",\"items\":7}",
        "MERCHANT_ORDER|{\"total_amount\":1e999999999,\"site_id\":\"MLA\"}",
        "ORDER|{\"transactions\":[],\"total_amount\":{}}",
        "ORDER|{\"transactions\":{\"payments\":[7,null,{}]},\"total_amount\":\"-1\"}",
        "CHARGEBACK|{\"payments\":7,\"coverage_applied\":\"yes\"}",
        "CLAIM|{\"resource_id\":{},\"status\":7}"
      })
  void nonsense_is_borne(ResourceKind kind, String body) {
    OrderStanding standing = standing(piece(kind, "1", 1, OrderRows.json(body)));

    assertThat(standing.state()).isNotEqualTo(OrderState.PAID);
    assertThat(standing.paid()).isEqualByComparingTo("0");
  }
}
