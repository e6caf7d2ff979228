// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentsTest {
  private static Sandbox sandbox;
  private static Till till;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    till = Till.of(sandbox, "MLB");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static String state(Shop.Answer answer) {
    return answer.at("/status").asString() + "/" + answer.at("/status_detail").asString();
  }

  private static void refused(Shop.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.at("/cause/0/code").asString()).as(answer.text()).isEqualTo(code);
    assertThat(answer.at("/status").intValue()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MLA", "MLB", "MLM", "MLC", "MCO", "MPE", "MLU"})
  void a_card_is_approved_in_every_country_and_never_shows_its_number(String site) {
    Till here = Till.of(sandbox, site);
    Shop.Answer paid = here.payCard("APRO");
    assertThat(paid.status()).as(paid.text()).isEqualTo(201);
    assertThat(state(paid)).isEqualTo("approved/accredited");
    assertThat(paid.at("/transaction_amount").decimalValue()).isEqualByComparingTo(here.amount());
    assertThat(paid.text())
        .doesNotContain(here.cardNumber())
        .contains("\"transaction_amount\":" + here.amount() + ",");
  }

  @ParameterizedTest
  @CsvSource({
    "OTHE,rejected/cc_rejected_other_reason", "CONT,in_process/pending_contingency",
    "CALL,rejected/cc_rejected_call_for_authorize", "FUND,rejected/cc_rejected_insufficient_amount",
    "SECU,rejected/cc_rejected_bad_filled_security_code",
        "EXPI,rejected/cc_rejected_bad_filled_date",
    "FORM,rejected/cc_rejected_bad_filled_other",
        "CARD,rejected/cc_rejected_bad_filled_card_number",
    "INST,rejected/cc_rejected_invalid_installments",
        "DUPL,rejected/cc_rejected_duplicated_payment",
    "LOCK,rejected/cc_rejected_card_disabled", "CTNA,rejected/cc_rejected_card_type_not_allowed",
    "ATTE,rejected/cc_rejected_max_attempts", "BLAC,rejected/cc_rejected_blacklist"
  })
  void the_holders_name_decides(String holder, String state) {
    Shop.Answer answer = till.payCard(holder);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(state(answer)).isEqualTo(state);
    assertThat(answer.at("/date_approved").isNull()).isTrue();
  }

  @Test
  void in_binary_mode_nothing_stays_in_review() {
    assertThat(state(till.pay(till.cardPayment("CONT", ",\"binary_mode\":true"))))
        .startsWith("rejected/");
  }

  @Test
  void members_that_the_official_suites_read_are_never_null_for_a_card() {
    Shop.Answer paid = till.payCard("APRO");
    for (String name :
        List.of("acquirer_reconciliation", "charges_details", "fee_details", "refunds")) {
      assertThat(paid.at("/" + name).isArray()).as(name).isTrue();
    }
    for (String name :
        List.of(
            "additional_info",
            "card",
            "metadata",
            "order",
            "payer",
            "payment_method",
            "point_of_interaction")) {
      assertThat(paid.at("/" + name).isObject()).as(name).isTrue();
    }
    for (String name :
        List.of(
            "id",
            "collector_id",
            "coupon_amount",
            "installments",
            "shipping_amount",
            "taxes_amount",
            "transaction_amount_refunded")) {
      assertThat(paid.at("/" + name).isNumber()).as(name).isTrue();
    }
    for (String name :
        List.of(
            "build_version",
            "currency_id",
            "issuer_id",
            "money_release_status",
            "operation_type",
            "processing_mode")) {
      assertThat(paid.at("/" + name).isString()).as(name).isTrue();
    }
  }

  @Test
  void the_net_is_the_amount_without_fees_and_taxes() {
    Shop.Answer brazil = till.pay(till.cardPayment("APRO", ",\"transaction_amount\":12.34"));
    assertThat(brazil.at("/fee_details").toString())
        .isEqualTo("[{\"type\":\"mercadopago_fee\",\"amount\":0.62,\"fee_payer\":\"collector\"}]");
    assertThat(brazil.at("/transaction_details/net_received_amount").decimalValue())
        .isEqualByComparingTo("11.72");
    Till argentina = Till.of(sandbox, "MLA");
    Shop.Answer taxed =
        argentina.pay(argentina.cardPayment("APRO", ",\"transaction_amount\":1000"));
    assertThat(taxed.at("/taxes_amount").decimalValue()).isEqualByComparingTo("6");
    assertThat(taxed.at("/transaction_details/net_received_amount").decimalValue())
        .isEqualByComparingTo("940");
  }

  @Test
  void quantities_and_prices_of_items_come_back_as_text() {
    String items =
        ",\"additional_info\":{\"items\":[{\"id\":\"a\",\"quantity\":2,\"unit_price\":10.50},{\"quantity\":\"1\",\"unit_price\":\"5\"}]}";
    Shop.Answer paid = till.pay(till.cardPayment("APRO", items));
    assertThat(paid.at("/additional_info/items/0").toString())
        .isEqualTo("{\"id\":\"a\",\"quantity\":\"2\",\"unit_price\":\"10.50\"}");
    assertThat(paid.at("/additional_info/items/1/unit_price").stringValue()).isEqualTo("5");
  }

  @Test
  void a_token_pays_once_and_only_for_its_own_account_and_environment() {
    String body = till.cardPayment("APRO", "");
    assertThat(till.pay(body).status()).isEqualTo(201);
    refused(till.pay(body), 400, "2006");
    Till other = Till.of(sandbox, "MLA");
    refused(
        other.pay(other.cardPayment("APRO", ",\"token\":\"" + till.token("APRO") + "\"")),
        400,
        "2006");
    Shop real = Shop.of(sandbox, "MLB", "real");
    Till test = new Till(Shop.of(sandbox, "MLB", "test-credentials"));
    refused(new Till(real).pay(test.cardPayment("APRO", "")), 400, "3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"transaction_amount\":null|4002",
        "\"transaction_amount\":\"ten\"|4003",
        "\"transaction_amount\":-1|4037",
        "\"transaction_amount\":0|4037",
        "\"transaction_amount\":10.001|4037",
        "\"transaction_amount\":0.1|2072",
        "\"transaction_amount\":99999999|2072",
        "\"payment_method_id\":\"nonexistent\"|3028",
        "\"payment_method_id\":\"visa\"|3028",
        "\"payment_method_id\":7|3028",
        "\"token\":null|4000",
        "\"token\":5|2062",
        "\"token\":\"ffffffffffffffffffffffffffffffff\"|2006",
        "\"installments\":null|4004",
        "\"installments\":\"one\"|4005",
        "\"installments\":13|4033",
        "\"installments\":1.5|4033",
        "\"payer\":null|4006",
        "\"payer\":\"x\"|4006",
        "\"payer\":{}|4050",
        "\"payer\":{\"email\":\"nobody\"}|4050",
        "\"payer\":{\"email\":\"a@b.co\",\"type\":\"king\"}|4029",
        "\"payer\":{\"type\":\"customer\"}|4012",
        "\"payer\":{\"type\":\"customer\",\"id\":\"1-x\"}|2002",
        "\"payer\":{\"email\":\"a@b.co\",\"identification\":{\"type\":\"CPF\",\"number\":\"12\"}}|2067",
        "\"payer\":{\"email\":\"a@b.co\",\"identification\":{\"type\":\"DNI\",\"number\":\"12345678\"}}|2067",
        "\"payer\":{\"email\":\"a@b.co\",\"color\":\"red\"}|8",
        "\"colour\":\"red\"|8",
        "\"additional_info\":{\"colour\":\"red\"}|8",
        "\"notification_url\":\"not a url\"|4020",
        "\"metadata\":\"x\"|4022",
        "\"coupon_amount\":\"x\"|4028",
        "\"coupon_amount\":-1|4026",
        "\"campaign_id\":\"x\"|4027",
        "\"application_fee\":-1|4039",
        "\"application_fee\":1000|4038",
        "\"application_fee\":1|2059",
        "\"date_of_expiration\":\"tomorrow\"|23",
        "\"date_of_expiration\":\"2020-01-01T00:00:00.000-04:00\"|7523",
        "\"capture\":\"yes\"|1",
        "\"description\":{}|1",
        "\"statement_descriptor\":\"longer than twenty-two letters\"|1",
        "\"additional_info\":{\"items\":[{\"quantity\":\"two\"}]}|1",
        "\"additional_info\":{\"items\":[7]}|1",
        "\"additional_info\":7|1"
      })
  void each_wrong_field_has_its_documented_code(String change, String code) {
    refused(till.pay(till.cardPayment("APRO", "," + change)), 400, code);
  }

  @Test
  void the_first_wrong_field_counts_in_the_order_token_amount_method_instalments_payer() {
    String everything =
        ",\"token\":\"x\",\"transaction_amount\":-1,\"payment_method_id\":\"no\",\"installments\":99,\"payer\":{}";
    refused(till.pay(till.cardPayment("APRO", everything)), 400, "2006");
    String allButToken =
        ",\"transaction_amount\":-1,\"payment_method_id\":\"no\",\"installments\":99,\"payer\":{}";
    refused(till.pay(till.cardPayment("APRO", allButToken)), 400, "4037");
  }

  @Test
  void the_method_is_inferred_from_the_card_and_from_nothing_else() {
    assertThat(
            till.pay(till.cardPayment("APRO", ",\"payment_method_id\":null"))
                .at("/payment_method_id")
                .stringValue())
        .isEqualTo("master");
    refused(till.pay("{\"transaction_amount\":10,\"payer\":" + till.payer() + "}"), 400, "2131");
  }

  @Test
  void chilean_amounts_have_no_decimals() {
    Till chile = Till.of(sandbox, "MLC");
    refused(chile.pay(chile.cardPayment("APRO", ",\"transaction_amount\":15000.5")), 400, "4037");
  }

  @Test
  void nobody_pays_himself() {
    String id = Long.toString(till.shop().account().userId());
    refused(
        till.pay(
            till.cardPayment("APRO", ",\"payer\":{\"email\":\"a@b.co\",\"id\":\"" + id + "\"}")),
        400,
        "2060");
  }

  @Test
  void a_reserve_is_captured_in_full_in_part_or_not_above() {
    String held = Till.id(till.pay(till.cardPayment("APRO", ",\"capture\":false")));
    refused(
        till.shop().put("/v1/payments/" + held, "{\"capture\":true,\"transaction_amount\":500}"),
        400,
        "2017");
    Shop.Answer part =
        till.shop().put("/v1/payments/" + held, "{\"capture\":true,\"transaction_amount\":50}");
    assertThat(state(part)).isEqualTo("approved/accredited");
    assertThat(part.at("/transaction_amount").decimalValue()).isEqualByComparingTo("50");
    assertThat(part.at("/captured").booleanValue()).isTrue();
    Shop.Answer again = till.shop().put("/v1/payments/" + held, "{\"capture\":true}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.at("/transaction_amount").decimalValue()).isEqualByComparingTo("50");
  }

  @Test
  void debit_cards_cannot_be_reserved() {
    String debit =
        "{\"card_number\":\"5067766783888311\",\"expiration_month\":11,\"expiration_year\":2030,\"security_code\":\"123\",\"cardholder\":{\"name\":\"APRO\"}}";
    String token = till.shop().post("/v1/card_tokens", debit).at("/id").stringValue();
    String change =
        ",\"payment_method_id\":\"debelo\",\"capture\":false,\"token\":\"" + token + "\"";
    refused(till.pay(till.cardPayment("APRO", change)), 400, "2077");
  }

  @Test
  void only_what_waits_can_be_cancelled() {
    String held = Till.id(till.pay(till.cardPayment("APRO", ",\"capture\":false")));
    assertThat(state(till.shop().put("/v1/payments/" + held, "{\"status\":\"cancelled\"}")))
        .isEqualTo("cancelled/by_collector");
    refused(till.shop().put("/v1/payments/" + held, "{\"capture\":true}"), 400, "2018");
    String paid = Till.id(till.payCard("APRO"));
    refused(till.shop().put("/v1/payments/" + paid, "{\"status\":\"cancelled\"}"), 400, "2018");
    refused(till.shop().put("/v1/payments/" + paid, "{\"status\":\"approved\"}"), 400, "2016");
  }

  @Test
  void a_foreign_payment_is_not_found_and_not_to_be_changed() {
    String paid = Till.id(till.payCard("APRO"));
    Shop other = Shop.of(sandbox, "MLA", "test-user");
    refused(other.get("/v1/payments/" + paid), 404, "2000");
    refused(other.put("/v1/payments/" + paid, "{\"status\":\"cancelled\"}"), 403, "4");
    refused(other.post("/v1/payments/" + paid + "/refunds", "{}"), 403, "4");
    refused(till.shop().get("/v1/payments/999999999999"), 404, "2000");
    refused(till.shop().get("/v1/payments/none"), 404, "2000");
  }

  @Test
  void search_filters_sorts_and_pages() {
    Till here = Till.of(sandbox, "MPE");
    for (int i = 0; i < 3; i++) {
      here.pay(here.cardPayment("APRO", ",\"external_reference\":\"searched\""));
    }
    here.pay(here.cardPayment("OTHE", ",\"external_reference\":\"searched\""));
    Shop.Answer all =
        here.shop().get("/v1/payments/search?external_reference=searched&criteria=asc&sort=id");
    assertThat(all.at("/paging/total").intValue()).isEqualTo(4);
    assertThat(all.at("/results/0/id").longValue()).isLessThan(all.at("/results/3/id").longValue());
    Shop.Answer page =
        here.shop()
            .get(
                "/v1/payments/search/?external_reference=searched&status=approved&limit=1&offset=2");
    assertThat(page.at("/paging/total").intValue()).isEqualTo(3);
    assertThat(page.at("/results").size()).isEqualTo(1);
    assertThat(
            here.shop().get("/v1/payments/search?external_reference=nothing").at("/results").size())
        .isZero();
    assertThat(
            here.shop()
                .get("/v1/payments/search?begin_date=NOW-1DAYS&end_date=NOW")
                .at("/paging/total")
                .intValue())
        .isEqualTo(4);
    assertThat(
            here.shop()
                .get("/v1/payments/search?begin_date=NOW-2MONTHS&end_date=NOW-1DAYS")
                .at("/results")
                .size())
        .isZero();
    refused(here.shop().get("/v1/payments/search?sort=colour"), 400, "1003");
    refused(here.shop().get("/v1/payments/search?criteria=up"), 400, "1004");
    refused(here.shop().get("/v1/payments/search?begin_date=yesterday"), 400, "1001");
    refused(here.shop().get("/v1/payments/search?limit=5000"), 400, "1000");
    refused(
        here.shop().get("/v1/payments/search?begin_date=NOW-24MONTHS&end_date=NOW"), 400, "9062");
  }
}
