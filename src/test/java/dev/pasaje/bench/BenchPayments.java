// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.bench;

import dev.pasaje.http.Transport;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Payments as the API answers them, in numbers: a few that the emulator made, with other ids, days
/// and references each time.
final class BenchPayments {
  private static final String ID = "987654321987";
  private static final String DAY = "2001-02-03";
  private static final String REFERENCE = "bench-reference";
  private static final JsonMapper JSON = JsonMapper.shared();

  private BenchPayments() {}

  /// One text each of a complete card payment, one with little in it, one of Pix.
  static List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual());
        Transport transport = Transport.with(Duration.ofSeconds(15), 8 << 20)) {
      SandboxAccount seller = sandbox.account("MLB", "test-user");
      MercadoPago api =
          new MercadoPago.Access(
                  URI.create(sandbox.baseUrl()),
                  transport,
                  Pacing.USUAL,
                  () -> Instant.parse("2026-11-24T12:00:00Z"),
                  _ -> {},
                  "Pasaje/bench")
              .as(Secret.of(seller.accessToken()));
      for (String body : List.of(card(api), sparse(api), pix())) {
        JsonNode created =
            api.post("/v1/payments", JSON.readTree(body))
                .found()
                .orElseThrow(() -> new IllegalStateException("the emulator refused " + body));
        String id = created.path("id").asString();
        String day = created.path("date_created").asString().substring(0, 10);
        kinds.add(created.toString().replace(id, ID).replace(day, DAY));
      }
    }
    return kinds;
  }

  /// So many lines, ids in a row, days over a year.
  static byte[] lines(List<String> kinds, int count) {
    Random random = new Random(7);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      String line =
          kinds
              .get(random.nextInt(kinds.size()))
              .replace(ID, Long.toString(100_000_000_000L + i))
              .replace(DAY, LocalDate.of(2026, 1, 1).plusDays(random.nextInt(330)).toString())
              .replace(REFERENCE, "PED-" + random.nextInt(1_000_000));
      out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static String token(MercadoPago api) {
    return api.post(
            "/v1/card_tokens",
            JSON.readTree(
                """
                {"card_number":"5031433215406351","expiration_month":11,"expiration_year":2030,
                 "security_code":"123","cardholder":{"name":"APRO",
                 "identification":{"type":"CPF","number":"12345678909"}}}
                """))
        .found()
        .orElseThrow(() -> new IllegalStateException("no card token"))
        .path("id")
        .asString();
  }

  private static String card(MercadoPago api) {
    JsonNode example =
        dev.pasaje.json.Documents.json(Path.of("examples/payments/checkout-api-good.json"));
    var body =
        (tools.jackson.databind.node.ObjectNode) example.path("request").path("body").deepCopy();
    body.put("token", token(api));
    body.put("external_reference", REFERENCE);
    body.put("capture", true);
    ((tools.jackson.databind.node.ObjectNode) body.path("payer")).remove("id");
    ((tools.jackson.databind.node.ObjectNode) body.path("payer")).remove("type");
    return body.toString();
  }

  private static String sparse(MercadoPago api) {
    return """
    {"transaction_amount":40,"installments":1,"payment_method_id":"master","token":"%s",
     "payer":{"email":"buyer@example.com"}}
    """
        .formatted(token(api));
  }

  private static String pix() {
    return """
    {"transaction_amount":100.5,"payment_method_id":"pix","description":"One",
     "external_reference":"%s","payer":{"email":"buyer@example.com","first_name":"Ana",
     "last_name":"Exemplo","identification":{"type":"CPF","number":"12345678909"}}}
    """
        .formatted(REFERENCE);
  }
}
