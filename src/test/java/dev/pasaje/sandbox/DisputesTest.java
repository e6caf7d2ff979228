// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DisputesTest {
  private static Sandbox sandbox;
  private static Till till;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    till = Till.of(sandbox, "MLA");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static void act(String payment, String action, String body) {
    Shop.Answer done =
        till.shop().with().post("/_sandbox/payments/" + payment + "/" + action, body);
    assertThat(done.status()).as(done.text()).isEqualTo(200);
  }

  private static String chargeback(String payment) {
    act(payment, "chargeback", "{\"reason\":\"fraud\"}");
    return till.shop()
        .get("/v1/chargebacks/search?payment_id=" + payment)
        .at("/results/0/id")
        .stringValue();
  }

  @Test
  void a_chargeback_is_read_found_documented_and_decided() {
    String payment = Till.id(till.payCard("APRO"));
    String id = chargeback(payment);
    Shop.Answer read = till.shop().get("/v1/chargebacks/" + id);
    assertThat(read.at("/payments/0").asString()).isEqualTo(payment);
    assertThat(read.at("/coverage_elegible").booleanValue()).isTrue();
    assertThat(read.json().propertyNames())
        .contains("payment_id", "status", "currency_id", "reason_id", "last_modified");
    assertThat(till.shop().get("/v1/payments/" + payment).at("/status").stringValue())
        .isEqualTo("charged_back");
    assertThat(
            till.shop()
                .get("/v1/chargebacks/search?payment_id=" + payment)
                .at("/results/0/id")
                .stringValue())
        .isEqualTo(id);
    String body =
        "--x\r\nContent-Disposition: form-data; name=\"files[]\"; filename=\"proof.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--x--\r\n";
    Shop upload = till.shop().and("Content-Type", "multipart/form-data; boundary=x");
    Shop.Answer sent = upload.post("/v1/chargebacks/" + id + "/documentation", body);
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    assertThat(sent.at("/documentation_status").stringValue()).isEqualTo("review_pending");
    assertThat(
            upload
                .post("/v1/chargebacks/" + id + "/documentation", body.replace("pdf", "exe"))
                .status())
        .isEqualTo(400);
    act(payment, "settle", "{\"for_seller\":true}");
    assertThat(till.shop().get("/v1/payments/" + payment).at("/status_detail").stringValue())
        .isEqualTo("reimbursed");
    assertThat(Shop.of(sandbox, "MLB", "test-user").get("/v1/chargebacks/" + id).status())
        .isEqualTo(404);
  }

  @Test
  void a_disputed_payment_is_in_mediation_until_the_claim_is_withdrawn() {
    String payment = Till.id(till.payCard("APRO"));
    act(payment, "dispute", "");
    assertThat(till.shop().get("/v1/payments/" + payment).at("/status").stringValue())
        .isEqualTo("in_mediation");
    act(payment, "win-dispute", "");
    assertThat(till.shop().get("/v1/payments/" + payment).at("/status").stringValue())
        .isEqualTo("approved");
  }

  @Test
  void a_claim_withdrawn_after_a_partial_refund_leaves_the_payment_partially_refunded() {
    String payment = Till.id(till.payCard("APRO"));
    assertThat(till.refund(payment, "{\"amount\":10}").status()).isEqualTo(201);
    act(payment, "dispute", "");
    act(payment, "win-dispute", "");
    assertThat(till.shop().get("/v1/payments/" + payment).at("/status_detail").stringValue())
        .isEqualTo("partially_refunded");
  }
}
