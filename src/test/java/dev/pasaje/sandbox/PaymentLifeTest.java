// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.sandbox.payments.Movements;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What time and other people do to payments; the emulator's clock stands still until moved.
class PaymentLifeTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  private Sandbox sandbox;
  private Till till;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.usual().withStart(START));
    till = Till.of(sandbox, "MLB");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private String state(String id) {
    Shop.Answer answer = till.shop().get("/v1/payments/" + id);
    return answer.at("/status").asString() + "/" + answer.at("/status_detail").asString();
  }

  private Shop.Answer read(String id) {
    return till.shop().get("/v1/payments/" + id);
  }

  @Test
  void dates_have_milliseconds_and_the_offset_of_the_real_api() {
    assertThat(till.payCard("APRO").at("/date_created").stringValue())
        .isEqualTo("2026-03-02T08:00:00.000-04:00");
  }

  @Test
  void pix_not_paid_within_a_day_expires() {
    Shop.Answer pix = till.pay(till.offline("pix", ""));
    assertThat(pix.at("/date_of_expiration").stringValue())
        .isEqualTo("2026-03-03T08:00:00.000-04:00");
    sandbox.world().advance(Duration.ofHours(23));
    assertThat(state(Till.id(pix))).isEqualTo("pending/pending_waiting_transfer");
    sandbox.world().advance(Duration.ofHours(2));
    assertThat(state(Till.id(pix))).isEqualTo("cancelled/expired");
    assertThat(read(Till.id(pix)).at("/date_last_updated").stringValue())
        .isEqualTo("2026-03-03T08:00:00.000-04:00");
  }

  @Test
  void a_moved_expiry_counts() {
    String id =
        Till.id(
            till.pay(
                till.offline(
                    "bolbradesco", ",\"date_of_expiration\":\"2026-03-04T12:00:00.000Z\"")));
    Shop.Answer moved =
        till.shop()
            .put("/v1/payments/" + id, "{\"date_of_expiration\":\"2026-03-06T12:00:00.000+0000\"}");
    assertThat(moved.at("/date_of_expiration").stringValue())
        .isEqualTo("2026-03-06T08:00:00.000-04:00");
    sandbox.world().advance(Duration.ofDays(3));
    assertThat(state(id)).isEqualTo("pending/pending_waiting_payment");
    sandbox.world().advance(Duration.ofDays(2));
    assertThat(state(id)).isEqualTo("cancelled/expired");
  }

  @Test
  void a_reserve_lapses_after_the_days_the_rules_say() {
    sandbox.world().rules(Rules.USUAL.withReserveLife(Duration.ofDays(2)));
    String id = Till.id(till.pay(till.cardPayment("APRO", ",\"capture\":false")));
    sandbox.world().advance(Duration.ofDays(3));
    assertThat(state(id)).isEqualTo("cancelled/expired");
  }

  @Test
  void money_is_released_after_the_days_the_rules_say() {
    String id = Till.id(till.payCard("APRO"));
    assertThat(read(id).at("/money_release_date").stringValue())
        .isEqualTo("2026-03-16T08:00:00.000-04:00");
    assertThat(read(id).at("/money_release_status").stringValue()).isEqualTo("pending");
    sandbox.world().advance(Duration.ofDays(15));
    assertThat(read(id).at("/money_release_status").stringValue()).isEqualTo("released");
    assertThat(movements(id)).containsExactly("PAYMENT", "RELEASE");
  }

  private List<String> movements(String payment) {
    return sandbox
        .world()
        .exclusively(() ->
            sandbox
                .world()
                .shelf(Movements.SHELF)
                .all()
                .filter(m -> m.body().path("payment_id").stringValue().equals(payment))
                .map(m -> m.body().path("kind").stringValue())
                .toList());
  }

  @Test
  void money_that_went_back_meanwhile_is_not_released() {
    String refunded = Till.id(till.payCard("APRO"));
    till.refund(refunded, "");
    String part = Till.id(till.payCard("APRO"));
    till.refund(part, "{\"amount\":10}");
    String taken = Till.id(till.payCard("APRO"));
    Shop.Answer done =
        till.shop()
            .with()
            .post("/_sandbox/payments/" + taken + "/chargeback", "{\"reason\":\"fraud\"}");
    assertThat(done.status()).as(done.text()).isEqualTo(200);
    sandbox.world().advance(Duration.ofDays(15));
    assertThat(movements(refunded)).containsExactly("PAYMENT", "REFUND");
    assertThat(movements(part)).containsExactly("PAYMENT", "REFUND", "RELEASE");
    assertThat(movements(taken)).containsExactly("PAYMENT", "CHARGEBACK");
    assertThat(read(refunded).at("/money_release_status").stringValue()).isEqualTo("pending");
  }

  @Test
  void a_card_token_is_good_for_seven_days() {
    String body = till.cardPayment("APRO", "");
    sandbox.world().advance(Duration.ofDays(8));
    assertThat(till.pay(body).at("/cause/0/code").intValue()).isEqualTo(2006);
  }

  @Test
  void the_buyer_pays_on_the_page_of_the_ticket() {
    Shop.Answer pix = till.pay(till.offline("pix", ""));
    String page = pix.at("/point_of_interaction/transaction_data/ticket_url").stringValue();
    assertThat(page).startsWith(sandbox.baseUrl());
    Shop browser = till.shop().with();
    Shop.Answer shown = browser.get(page.substring(sandbox.baseUrl().length()));
    assertThat(shown.text()).contains("br.gov.bcb.pix");
    assertThat(browser.post("/payments/" + Till.id(pix) + "/pass", "").status()).isEqualTo(200);
    assertThat(state(Till.id(pix))).isEqualTo("approved/accredited");
    assertThat(read(Till.id(pix)).at("/transaction_details/transaction_id").stringValue())
        .isNotEmpty();
    assertThat(browser.post("/payments/" + Till.id(pix) + "/pass", "").status()).isEqualTo(400);
  }

  @Test
  void a_mandatory_challenge_is_passed_failed_or_left() {
    String mandatory = ",\"three_d_secure_mode\":\"mandatory\"";
    Shop.Answer open = till.pay(till.cardPayment("APRO", mandatory));
    assertThat(state(Till.id(open))).isEqualTo("pending/pending_challenge");
    assertThat(open.at("/three_ds_info/creq").stringValue()).isNotEmpty();
    Shop browser = till.shop().with();
    assertThat(browser.get("/payments/" + Till.id(open) + "/challenge").status()).isEqualTo(200);
    browser.post("/payments/" + Till.id(open) + "/pass", "");
    assertThat(state(Till.id(open))).isEqualTo("approved/accredited");
    assertThat(read(Till.id(open)).at("/three_ds_info").isMissingNode()).isTrue();
    String failed = Till.id(till.pay(till.cardPayment("APRO", mandatory)));
    browser.post("/payments/" + failed + "/fail", "");
    assertThat(state(failed)).isEqualTo("rejected/cc_rejected_3ds_challenge");
    String left = Till.id(till.pay(till.cardPayment("APRO", mandatory)));
    sandbox.world().advance(Duration.ofHours(25));
    assertThat(state(left)).isEqualTo("cancelled/expired");
    assertThat(
            till.pay(till.cardPayment("APRO", mandatory + ",\"binary_mode\":true"))
                .at("/status_detail")
                .stringValue())
        .isEqualTo("cc_rejected_3ds_mandatory");
  }

  @Test
  void a_refund_is_too_late_after_180_days() {
    String id = Till.id(till.payCard("APRO"));
    sandbox.world().advance(Duration.ofDays(181));
    assertThat(till.refund(id, "{}").at("/cause/0/code").intValue()).isEqualTo(15016);
  }

  @Test
  void partial_refunds_add_up_to_the_amount_and_not_beyond() {
    String id = Till.id(till.payCard("APRO"));
    assertThat(till.refund(id, "{\"amount\":30}").status()).isEqualTo(201);
    assertThat(state(id)).isEqualTo("approved/partially_refunded");
    assertThat(till.refund(id, "{\"amount\":100}").at("/cause/0/code").intValue()).isEqualTo(2063);
    assertThat(till.refund(id, "{\"amount\":0}").at("/cause/0/code").intValue()).isEqualTo(4040);
    assertThat(till.refund(id, "{\"amount\":\"x\"}").at("/cause/0/code").intValue())
        .isEqualTo(4041);
    Shop.Answer rest = till.refund(id, "");
    assertThat(rest.at("/amount").decimalValue()).isEqualByComparingTo("70.5");
    assertThat(state(id)).isEqualTo("refunded/refunded");
    assertThat(till.shop().get("/v1/payments/" + id + "/refunds/").json().size()).isEqualTo(2);
    assertThat(till.refund(id, "{}").at("/cause/0/code").intValue()).isEqualTo(2063);
    assertThat(till.shop().get("/v1/payments/" + id + "/refunds/1").at("/cause/0/code").intValue())
        .isEqualTo(2032);
  }

  @Test
  void every_change_is_told_in_order() {
    List<String> heard = new ArrayList<>();
    sandbox.world().listen((ResourceEvent event) -> heard.add(event.action()));
    String id = Till.id(till.pay(till.cardPayment("APRO", ",\"capture\":false")));
    till.shop().put("/v1/payments/" + id, "{\"capture\":true}");
    till.refund(id, "{}");
    assertThat(heard).containsExactly("payment.created", "payment.updated", "payment.updated");
  }
}
