// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.world.Rules;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  @Test
  void the_same_key_answers_201_then_200_with_the_same_payment_as_it_is_by_then() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      Till till = Till.of(sandbox, "MLB");
      String body = till.cardPayment("APRO", "");
      Shop keyed = till.shop().and("X-Idempotency-Key", "one");
      Shop.Answer first = keyed.post("/v1/payments", body);
      String id = Till.id(first);
      Shop.Answer again = keyed.post("/v1/payments/", body);
      assertThat(first.status()).isEqualTo(201);
      assertThat(again.status()).isEqualTo(200);
      assertThat(Till.id(again)).isEqualTo(id);
      Shop.Answer refund =
          till.shop()
              .and("X-Idempotency-Key", "two")
              .post("/v1/payments/" + id + "/refunds", "{\"amount\":10}");
      Shop.Answer same =
          till.shop()
              .and("X-Idempotency-Key", "two")
              .post("/v1/payments/" + id + "/refunds", "{\"amount\":10}");
      assertThat(refund.status()).isEqualTo(201);
      assertThat(same.status()).isEqualTo(200);
      assertThat(Till.id(same)).isEqualTo(Till.id(refund));
      assertThat(keyed.post("/v1/payments", body).at("/status_detail").stringValue())
          .isEqualTo("partially_refunded");
    }
  }

  @Test
  void the_last_of_several_key_lines_counts_as_the_java_sdk_sends_them() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      Till till = Till.of(sandbox, "MLB");
      String body = till.cardPayment("APRO", "");
      Shop.Answer first =
          till.shop()
              .and("X-Idempotency-Key", "random-1", "X-Idempotency-Key", "mine")
              .post("/v1/payments", body);
      Shop.Answer again =
          till.shop()
              .and("X-Idempotency-Key", "random-2", "X-Idempotency-Key", "mine")
              .post("/v1/payments", body);
      assertThat(again.status()).isEqualTo(200);
      assertThat(Till.id(again)).isEqualTo(Till.id(first));
    }
  }

  @Test
  void the_same_key_of_another_seller_is_another_key() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      Till one = Till.of(sandbox, "MLB");
      Till other = Till.of(sandbox, "MLA");
      Shop.Answer first =
          one.shop()
              .and("X-Idempotency-Key", "k")
              .post("/v1/payments", one.cardPayment("APRO", ""));
      Shop.Answer second =
          other
              .shop()
              .and("X-Idempotency-Key", "k")
              .post("/v1/payments", other.cardPayment("APRO", ""));
      assertThat(second.status()).isEqualTo(201);
      assertThat(Till.id(second)).isNotEqualTo(Till.id(first));
    }
  }

  @Test
  void whether_a_key_is_required_and_another_body_refused_are_rules() {
    Rules strict = Rules.USUAL.withIdempotencyKeyRequired(true).withOtherBodyRefused(true);
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withRules(strict))) {
      Till till = Till.of(sandbox, "MLB");
      Shop.Answer none = till.shop().post("/v1/payments", till.cardPayment("APRO", ""));
      assertThat(none.status()).isEqualTo(400);
      assertThat(none.at("/cause/0/code").intValue()).isEqualTo(4292);
      Shop keyed = till.shop().and("X-Idempotency-Key", "k");
      assertThat(keyed.post("/v1/payments", till.cardPayment("APRO", "")).status()).isEqualTo(201);
      assertThat(keyed.post("/v1/payments", till.cardPayment("APRO", "")).status()).isEqualTo(409);
    }
  }
}
