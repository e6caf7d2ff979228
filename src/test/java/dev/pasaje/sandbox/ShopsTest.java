// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Physical shops, terminals, claims, wallets and payouts.
class ShopsTest {
  private Sandbox sandbox;
  private Shop shop;
  private String user;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(
            SandboxOptions.usual()
                .withStart(Instant.parse("2026-09-01T12:00:00Z"))
                .withSeedName("showcase"));
    shop = Shop.of(sandbox, "MLA", "real");
    user = Long.toString(shop.account().userId());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_store_is_made_found_renamed_and_removed() {
    Shop.Answer store =
        shop.post("/users/" + user + "/stores", "{\"name\":\"Norte\",\"external_id\":\"N1\"}");
    assertThat(store.status()).isEqualTo(201);
    String id = store.at("/id").asString();
    assertThat(
            shop.get("/users/" + user + "/stores/search?external_id=N1")
                .at("/paging/total")
                .intValue())
        .isEqualTo(1);
    assertThat(
            shop.put("/users/" + user + "/stores/" + id, "{\"name\":\"Sur\"}")
                .at("/name")
                .asString())
        .isEqualTo("Sur");
    assertThat(shop.send("DELETE", "/users/" + user + "/stores/" + id, "").status()).isEqualTo(200);
    assertThat(shop.get("/stores/" + id).status()).isEqualTo(404);
  }

  @Test
  void a_store_belongs_to_its_merchant() {
    Shop other = Shop.of(sandbox, "MLB", "real");
    String id = shop.get("/users/" + user + "/stores/search").at("/results/0/id").asString();
    assertThat(other.get("/stores/" + id).status()).isEqualTo(404);
    assertThat(other.post("/users/" + user + "/stores", "{\"name\":\"x\"}").status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/users/USER/stores|{}",
        "POST|/users/USER/stores|{\"name\":7}",
        "POST|/users/USER/stores|{\"name\":\"x\",\"external_id\":\"CENTRO\"}",
        "POST|/users/USER/stores|{\"name\":\"x\",\"location\":\"here\"}",
        "POST|/pos|{\"name\":\"x\",\"store_id\":\"none\"}",
        "POST|/pos|{\"name\":\"x\",\"category\":\"food\"}",
        "POST|/pos|{\"name\":\"x\",\"external_id\":\"CAJA1\"}",
        "PUT|/mpmobile/instore/qr/USER/CAJA1|{\"external_reference\":\"a\",\"items\":[]}",
        "PUT|/mpmobile/instore/qr/USER/CAJA1|{\"external_reference\":\"a\",\"items\":[{\"title\":\"t\",\"unit_price\":\"1\",\"quantity\":1}]}",
        "PUT|/mpmobile/instore/qr/USER/CAJA1|{\"external_reference\":\"a\",\"total_amount\":3,\"items\":[{\"title\":\"t\",\"unit_price\":1,\"quantity\":1}]}",
        "PATCH|/instore/integrator|{\"callback_url\":\"not a url\"}",
        "POST|/instore/orders/1/confirmation|{\"status\":\"maybe\"}",
        "PATCH|/terminals/v1/setup|{\"terminals\":[]}",
        "PATCH|/terminals/v1/setup|{\"terminals\":[{\"id\":\"none\",\"operating_mode\":\"PDV\"}]}",
        "POST|/terminals/v1/actions|{\"type\":\"DANCE\"}",
        "POST|/v1/payouts|{}",
        "POST|/v1/payouts|{\"transactions\":[{\"amount\":-1,\"currency_id\":\"ARS\"}]}",
        "POST|/v1/payouts|{\"transactions\":[{\"amount\":1,\"currency_id\":\"BRL\"}]}",
        "POST|/v1/payouts|{\"transactions\":[{\"amount\":1.001,\"currency_id\":\"ARS\"}]}",
        "POST|/v1/transaction-intents/process|{\"transaction\":1}",
        "POST|/v2/wallet_connect/agreements|{\"external_flow_id\":\"1\"}",
        "POST|/v2/wallet_connect/agreements|{\"return_uri\":\"x\",\"external_flow_id\":\"1\"}",
        "POST|/v2/wallet_connect/discounts|{\"coupon\":\"A\",\"amount\":1}",
        "POST|/v1/advanced_payments|{\"payer\":{\"token\":\"none\"}}",
        "POST|/pos|[1]",
        "POST|/pos|{",
      })
  void bad_input_meets_the_documented_envelope(String method, String path, String body) {
    Shop.Answer answer = shop.send(method, path.replace("USER", user), body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/message").stringValue()).isNotBlank();
    assertThat(answer.at("/error").isString()).isTrue();
    assertThat(answer.at("/status").intValue()).isEqualTo(400);
  }

  @Test
  void an_order_waits_at_the_till_until_the_buyer_pays_it() {
    String order =
        "{\"external_reference\":\"mesa-4\",\"title\":\"Mesa 4\",\"total_amount\":150.5,\"items\":"
            + "[{\"title\":\"Menu\",\"unit_price\":150.5,\"quantity\":1,\"unit_measure\":\"unit\",\"total_amount\":150.5}]}";
    String till = "/instore/qr/seller/collectors/" + user + "/pos/CAJA1/orders";
    assertThat(shop.get(till).status()).isEqualTo(404);
    String place = "/instore/qr/seller/collectors/" + user + "/stores/CENTRO/pos/CAJA1/orders";
    assertThat(shop.put(place, order).status()).isEqualTo(200);
    assertThat(shop.get(till).at("/external_reference").asString()).isEqualTo("mesa-4");
    Shop.Answer paid = shop.post("/_sandbox/pos/CAJA1/pay", "");
    assertThat(paid.status()).isEqualTo(201);
    assertThat(paid.at("/status").asString()).isEqualTo("approved");
    assertThat(
            shop.get("/v1/payments/" + paid.at("/id").asString())
                .at("/external_reference")
                .asString())
        .isEqualTo("mesa-4");
    assertThat(shop.get(till).status()).isEqualTo(404);
  }

  @Test
  void a_dynamic_code_ends_with_its_checksum() {
    Shop.Answer code =
        shop.post(
            "/instore/orders/qr/seller/collectors/" + user + "/pos/CAJA1/qrs",
            "{\"external_reference\":\"a\",\"items\":[{\"title\":\"t\",\"unit_price\":10,\"quantity\":2}]}");
    String data = code.at("/qr_data").asString();
    assertThat(data).startsWith("000201010212").contains("COM.MERCADOLIBRE", "5802AR", "5303032");
    int crc = 0xFFFF;
    for (char c : data.substring(0, data.length() - 4).toCharArray()) {
      crc ^= c << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = ((crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xFFFF;
      }
    }
    assertThat(data).endsWith("%04X".formatted(crc));
  }

  @Test
  void an_intent_waits_on_its_terminal_and_blocks_a_second_one() {
    String device = shop.get("/point/integration-api/devices").at("/devices/0/id").asString();
    String intents = "/point/integration-api/devices/" + device + "/payment-intents";
    assertThat(shop.post(intents, "{\"amount\":15.5}").status()).isEqualTo(400);
    Shop.Answer intent = shop.post(intents, "{\"amount\":1500}");
    assertThat(intent.status()).isEqualTo(201);
    assertThat(intent.at("/state").asString()).isEqualTo("OPEN");
    assertThat(shop.post(intents, "{\"amount\":1500}").status()).isEqualTo(409);
    String id = intent.at("/id").asString();
    assertThat(
            shop.post("/_sandbox/point/payment-intents/" + id, "{\"status\":\"processed\"}")
                .status())
        .isEqualTo(200);
    assertThat(shop.send("DELETE", intents + "/" + id, "").status()).isEqualTo(409);
    assertThat(
            shop.get(
                    "/point/integration-api/payment-intents/events?startDate=2026-09-01&endDate=2026-09-01")
                .at("/events/0/status")
                .asString())
        .isEqualTo("PROCESSED");
  }

  @Test
  void a_printing_action_is_sent_and_printed_by_the_clock() {
    String device = shop.get("/terminals/v1/list").at("/terminals/0/id").asString();
    Shop.Answer action =
        shop.post(
            "/terminals/v1/actions",
            "{\"type\":\"PRINT_INFO\",\"external_reference\":\"a\",\"config\":{\"device_id\":\""
                + device
                + "\"},\"content\":{\"source\":\"https://tienda.example/a.png\"}}");
    String path = "/terminals/v1/actions/" + action.at("/id").asString();
    assertThat(shop.get(path).at("/status").asString()).isEqualTo("pending");
    sandbox.advance(Duration.ofMinutes(1));
    assertThat(shop.get(path).at("/status").asString()).isEqualTo("printed");
    assertThat(shop.post(path + "/cancel", "").status()).isEqualTo(400);
  }

  @Test
  void a_claim_is_answered_mediated_and_lost_with_a_refund() {
    Shop.Answer found = shop.get("/post-purchase/v1/claims/search?status=opened");
    String id = found.at("/results/0/id").asString();
    String payment = found.at("/results/0/resource_id").asString();
    String claim = "/post-purchase/v1/claims/" + id;
    assertThat(shop.post(claim + "/actions/send-message", "{\"message\":\" \"}").status())
        .isEqualTo(400);
    assertThat(shop.post(claim + "/actions/evidences", "{\"type\":\"photo\"}").status())
        .isEqualTo(400);
    assertThat(shop.post(claim + "/attachments", "{}").status()).isEqualTo(400);
    String body =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--x--\r\n";
    Shop.Answer file =
        shop.and("Content-Type", "multipart/form-data; boundary=x")
            .send("POST", claim + "/attachments", HttpRequest.BodyPublishers.ofString(body));
    assertThat(file.status()).isEqualTo(201);
    String name = file.at("/file_name").asString();
    assertThat(shop.get(claim + "/attachments/" + name + "/download").text()).isEqualTo("%PDF");
    assertThat(
            shop.post(
                    claim + "/actions/send-message",
                    "{\"message\":\"Hola\",\"attachments\":[\"" + name + "\"]}")
                .status())
        .isEqualTo(201);
    assertThat(shop.get(claim + "/messages").at("/0/attachments/0/file_name").asString())
        .isEqualTo(name);
    assertThat(shop.post(claim + "/actions/open-dispute", "").at("/stage").asString())
        .isEqualTo("dispute");
    assertThat(shop.get("/v1/payments/" + payment).at("/status").asString())
        .isEqualTo("in_mediation");
    assertThat(
            shop.post("/_sandbox/claims/" + id + "/close", "{\"in_favour_of\":\"buyer\"}").status())
        .isEqualTo(200);
    assertThat(shop.get("/v1/payments/" + payment).at("/status").asString()).isEqualTo("refunded");
    assertThat(shop.get(claim + "/status_history").json().size()).isEqualTo(3);
  }

  @Test
  void a_wallet_agreement_gives_a_payer_token_that_pays() {
    Shop.Answer made =
        shop.post(
            "/v2/wallet_connect/agreements",
            "{\"return_uri\":\"https://tienda.example/back?a=1\",\"external_flow_id\":\"f\"}");
    String agreement = "/v2/wallet_connect/agreements/" + made.at("/agreement_id").asString();
    String code = shop.get(agreement).at("/validation_code").asString();
    assertThat(shop.post(agreement + "/payer_token", "{\"code\":\"wrong\"}").status())
        .isEqualTo(400);
    String token =
        shop.post(agreement + "/payer_token", "{\"code\":\"" + code + "\"}")
            .at("/payer_token")
            .asString();
    Shop.Answer reserved =
        shop.post(
            "/v1/advanced_payments",
            "{\"payer\":{\"token\":\""
                + token
                + "\"},\"capture\":false,\"wallet_payment\":{\"transaction_amount\":10.5}}");
    assertThat(reserved.status()).isEqualTo(201);
    String path = "/v1/advanced_payments/" + reserved.at("/id").asString();
    assertThat(shop.put(path, "{\"capture\":true}").at("/payments/0/status").asString())
        .isEqualTo("approved");
    assertThat(shop.put(path, "{\"status\":\"cancelled\"}").status()).isEqualTo(400);
    assertThat(shop.send("DELETE", agreement, "").status()).isEqualTo(200);
    assertThat(shop.post(agreement + "/payer_token", "{\"code\":\"" + code + "\"}").status())
        .isEqualTo(400);
  }

  @Test
  void a_payout_leaves_after_a_minute_unless_it_is_cancelled() {
    String body =
        "{\"external_reference\":\"p\",\"transactions\":[{\"amount\":10.5,\"currency_id\":\"ARS\"},{\"amount\":7,\"currency_id\":\"ARS\"}]}";
    Shop keyed = shop.and("X-Idempotency-Key", "k1");
    Shop.Answer payout = keyed.post("/v1/payouts", body);
    assertThat(payout.status()).isEqualTo(201);
    assertThat(keyed.post("/v1/payouts", body).at("/id").asString())
        .isEqualTo(payout.at("/id").asString());
    String transactions = "/v1/payouts/" + payout.at("/id").asString() + "/transactions";
    String second = payout.at("/transactions/1/id").asString();
    assertThat(shop.put(transactions + "/" + second + "/cancel", "").at("/status").asString())
        .isEqualTo("cancelled");
    sandbox.advance(Duration.ofMinutes(2));
    assertThat(shop.get(transactions).at("/results/0/status").asString()).isEqualTo("approved");
    assertThat(shop.get(transactions).at("/results/1/status").asString()).isEqualTo("cancelled");
    String first = payout.at("/transactions/0/id").asString();
    assertThat(shop.put(transactions + "/" + first + "/cancel", "").status()).isEqualTo(400);
    assertThat(shop.post("/_sandbox/payout-transactions/" + first + "/fail", "").status())
        .isEqualTo(200);
    assertThat(shop.get(transactions).at("/results/0/status").asString()).isEqualTo("rejected");
  }
}
