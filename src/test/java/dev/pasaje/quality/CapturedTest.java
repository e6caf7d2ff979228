// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Product;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Requests recorded on their way, as a proxy writes them and as an emulator lists them.
class CapturedTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static QualityReport judged(String... lines) {
    QualityEvidence evidence =
        QualityEvidence.of("test", JSON.readTree("{\"preference\":{\"id\":\"P-1\"}}"))
            .withRequests(List.of(lines).stream().map(JSON::readTree).toList());
    return QualityEvaluation.evaluate(
        evidence, Product.CHECKOUT_PRO, Optional.empty(), QualityOptions.STANDARD);
  }

  private static String outcome(QualityReport report, String rule) {
    return QualityRulesTest.finding(report, rule).outcome().id();
  }

  @Test
  void the_request_that_made_the_record_is_told_by_the_id_in_its_answer() {
    String made =
        """
        {"at":"2026-10-01T10:00:00Z","method":"POST","path":"/checkout/preferences","query":"",
         "requestHeaders":{"user-agent":"MercadoPago Java SDK/3.5.0","Authorization":"[REDACTED]"},
         "requestBody":{"external_reference":"A-1"},"status":201,"responseHeaders":{},
         "responseBody":{"id":"P-1"}}
        """;
    assertThat(outcome(judged(made), "back-end-sdk")).isEqualTo("passed");
    assertThat(outcome(judged(made), "token-in-header")).isEqualTo("passed");
    assertThat(outcome(judged(made), "external-reference")).isEqualTo("passed");
    String other = made.replace("P-1", "P-2");
    assertThat(outcome(judged(other), "back-end-sdk")).isEqualTo("unknown");
  }

  @Test
  void a_body_may_be_text_and_headers_pairs() {
    String made =
        """
        {"method":"POST","path":"/checkout/preferences","status":201,
         "headers":[{"name":"X-Tracking-Id","value":"platform:22,type:SDK2.0.0,so;"}],
         "body":"{\\"items\\":[]}","responseBody":"{\\"id\\":\\"P-1\\"}"}
        """;
    assertThat(outcome(judged(made), "back-end-sdk")).isEqualTo("passed");
  }

  @Test
  void a_token_in_an_address_is_found_and_not_shown() {
    QualityReport report =
        judged(
            "{\"method\":\"GET\",\"path\":\"/v1/payments/1?access_token=APP_USR-123-secret\",\"status\":200}");
    assertThat(outcome(report, "token-in-header")).isEqualTo("failed");
    assertThat(report.findings().toString()).doesNotContain("APP_USR-123");
  }

  @Test
  void what_was_refused_shows_nothing() {
    String refund =
        "{\"method\":\"POST\",\"path\":\"/v1/payments/1/refunds\",\"status\":%d,\"headers\":{\"X-Idempotency-Key\":\"1\"}}";
    assertThat(outcome(judged(refund.formatted(201)), "refunds-api")).isEqualTo("passed");
    assertThat(outcome(judged(refund.formatted(400)), "refunds-api")).isEqualTo("unknown");
  }

  @Test
  void garbage_is_no_request_and_no_error() {
    for (String line :
        new String[] {
          "{}",
          "[]",
          "null",
          "7",
          "\"x\"",
          "{\"path\":7,\"status\":\"x\"}",
          "{\"headers\":[7,{\"name\":1}],\"body\":\"{\",\"path\":\"/checkout/preferences\"}",
          "{\"status\":1e99,\"responseBody\":[[]]}"
        }) {
      assertThat(outcome(judged(line), "back-end-sdk")).as(line).isEqualTo("unknown");
    }
    assertThatThrownBy(() ->
            QualityEvidence.of(
                "test", JSON.readTree("{\"preference\":{\"id\":\"P\"},\"requests\":{}}")))
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("requests");
  }

  @Test
  void a_notification_that_came_proves_its_topic_and_the_read_after_it() {
    QualityEvidence evidence =
        QualityEvidence.of("test", JSON.readTree("{\"order\":{\"id\":\"ORD1\"}}"))
            .withNotifications(
                List.of(new SeenNotification(Instant.EPOCH, "order", "ORD1", 200, true)));
    QualityReport report =
        QualityEvaluation.evaluate(
            evidence, Product.CHECKOUT_API_ORDERS, Optional.empty(), QualityOptions.STANDARD);
    for (String rule :
        new String[] {"webhooks-order-topic", "payment-requery", "webhook-delivery-ok"}) {
      assertThat(outcome(report, rule)).as(rule).isEqualTo("passed");
    }
  }
}
