// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.sandbox.seed.SeedException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedsTest {
  private static final Instant START = Instant.parse("2026-09-01T12:00:00Z");
  @TempDir private Path directory;

  private Sandbox seeded(String names) {
    return Sandbox.start(SandboxOptions.usual().withStart(START).withSeedName(names));
  }

  private String file(String name, String json) throws IOException {
    return Files.writeString(directory.resolve(name), json).toString();
  }

  @Test
  void the_showcase_gives_every_account_what_no_call_can_create() {
    try (Sandbox sandbox = seeded("showcase")) {
      for (SandboxAccount account : sandbox.accounts()) {
        Shop shop = Shop.of(sandbox, account.site(), account.kind());
        assertThat(shop.get("/v1/chargebacks/search").at("/results/0/id").isString()).isTrue();
        assertThat(
                shop.get("/post-purchase/v1/claims/search?status=opened")
                    .at("/paging/total")
                    .intValue())
            .isEqualTo(1);
        assertThat(shop.get("/terminals/v1/list").at("/terminals/0/id").isString()).isTrue();
        assertThat(shop.get("/point/integration-api/devices").at("/devices/0/id").isString())
            .isTrue();
      }
    }
  }

  @Test
  void a_file_of_accounts_brings_known_credentials() throws IOException {
    String accounts =
        file(
            "accounts.json",
            """
            {"accounts":[{"site":"MLB","kind":"real","userId":123456789,"applicationId":"4444",
              "accessToken":"APP_USR-4444-010203-0123456789abcdef0123456789abcdef-123456789",
              "publicKey":"APP_USR-11111111-2222-3333-4444-555555555555","clientSecret":"s","webhookSecret":"w"}]}
            """);
    try (Sandbox sandbox = seeded(accounts)) {
      SandboxAccount last = sandbox.accounts().getLast();
      assertThat(last.userId()).isEqualTo(123456789);
      Shop shop =
          new Shop(
              sandbox.baseUrl(),
              last,
              java.util.List.of(
                  "Authorization",
                  "Bearer APP_USR-4444-010203-0123456789abcdef0123456789abcdef-123456789"));
      assertThat(shop.get("/users/me").at("/id").intValue()).isEqualTo(123456789);
      assertThat(sandbox.readyFile()).contains("\"webhookSecret\" : \"w\"");
    }
  }

  @Test
  void a_file_of_resources_brings_a_past() throws IOException {
    String resources =
        file(
            "resources.json",
            """
            {"tokens":[{"account":"MLA","id":"0123456789abcdef0123456789abcdef","card_number":"4509953566233704",
               "security_code":"123","expiration_month":11,"expiration_year":2030,
               "cardholder":{"name":"APRO","identification":{"type":"DNI","number":"12345678"}}}],
             "customers":[{"account":"MLA","email":"ana@example.com","first_name":"Ana",
               "cards":[{"card_number":"4509953566233704","security_code":"123","expiration_month":11,
                 "expiration_year":2030,"cardholder":{"name":"APRO","identification":{"type":"DNI","number":"12345678"}}}]}],
             "payments":[{"account":"MLA","at":"2026-08-01T10:00:00Z","transaction_amount":100.5,"installments":1,
               "payment_method_id":"visa","external_reference":"old","payer":{"email":"ana@example.com"},
               "card":{"card_number":"4509953566233704","security_code":"123","expiration_month":11,
                 "expiration_year":2030,"cardholder":{"name":"APRO","identification":{"type":"DNI","number":"12345678"}}},
               "then":[{"event":"refund","amount":20,"at":"2026-08-05T10:00:00Z"}]}]}
            """);
    try (Sandbox sandbox = seeded(resources)) {
      Shop shop = Shop.of(sandbox, "MLA", "real");
      assertThat(sandbox.world().now()).isEqualTo(START);
      Shop.Answer found = shop.get("/v1/payments/search?external_reference=old");
      assertThat(found.at("/results/0/date_created").asString()).startsWith("2026-08-01T06:00:00");
      assertThat(found.at("/results/0/transaction_amount_refunded").intValue()).isEqualTo(20);
      assertThat(found.at("/results/0/money_release_status").asString()).isEqualTo("released");
      assertThat(
              shop.get("/v1/customers/search?email=ana@example.com")
                  .at("/results/0/cards/0/last_four_digits")
                  .asString())
          .isEqualTo("3704");
      assertThat(shop.get("/v1/card_tokens/0123456789abcdef0123456789abcdef").status())
          .isEqualTo(200);
    }
  }

  @Test
  void a_seed_that_cannot_be_planted_says_which_entry_and_why() throws IOException {
    assertThatThrownBy(() -> seeded("no-such-file.json"))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining("no-such-file.json");
    String malformed = file("malformed.json", "{");
    assertThatThrownBy(() -> seeded(malformed)).hasMessageContaining("not valid JSON");
    String unknown = file("unknown.json", "{\"payments\":[{\"account\":\"nobody\"}]}");
    assertThatThrownBy(() -> seeded(unknown))
        .hasMessageContaining("payments[0]: no such account: nobody");
    String refused = file("refused.json", "{\"payments\":[{\"account\":\"MLA\"}]}");
    assertThatThrownBy(() -> seeded(refused))
        .hasMessageContaining("payments[0]")
        .hasMessageContaining("ransaction_amount");
    assertSeed("[]", "must be a JSON object");
    assertSeed("{\"payment\":[]}", "payment must be one of accounts, tokens, customers, payments");
    assertSeed("{\"payments\":{}}", "payments must be an array");
    assertSeed("{\"payments\":[7]}", "payments[0] must be an object");
    assertSeed("{\"accounts\":[{\"site\":\"MLX\"}]}", "accounts[0]: site must be one of");
    assertSeed(
        """
        {"payments":[{"account":"MLA","transaction_amount":100,"payment_method_id":"rapipago",
          "payer":{"email":"ana@example.com"},"then":[{"event":"chargeback"}]}]}
        """,
        "payments[0].then: The action requested is not valid");
  }

  private void assertSeed(String json, String message) throws IOException {
    String wrong = file("wrong.json", json);
    assertThatThrownBy(() -> seeded(wrong))
        .as(json)
        .isInstanceOf(SeedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_seed_that_cannot_be_planted_leaves_no_server_behind() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    SandboxOptions options = SandboxOptions.usual().withPort(port);
    assertThatThrownBy(() -> Sandbox.start(options.withSeedName("no-such-file.json")))
        .isInstanceOf(SeedException.class);
    try (Sandbox sandbox = Sandbox.start(options)) {
      assertThat(sandbox.baseUrl()).endsWith(":" + port);
    }
  }
}
