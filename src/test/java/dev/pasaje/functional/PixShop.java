// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.http.Transport;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A shop of the emulator whose Pix payments `quality evaluate` scores, some without a reference.
///
/// @param directory where its settings are, and commands run
record PixShop(Path directory) {
  private static final JsonMapper JSON = JsonMapper.shared();

  Run evaluate(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "quality";
    all[1] = "evaluate";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Run.in(directory).now().pasaje(all);
  }

  static MercadoPago api(Sandbox sandbox, Transport transport, SandboxAccount account) {
    return new MercadoPago.Access(
            URI.create(sandbox.baseUrl()),
            transport,
            Pacing.USUAL,
            () -> Instant.parse("2026-11-24T12:00:00Z"),
            _ -> {},
            "Pasaje/test")
        .as(Secret.of(account.accessToken()));
  }

  void settings(Sandbox sandbox, SandboxAccount account) throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          loja:
            site: MLB
            product: checkout-api
            credentials:
              production: { public-key: "%s", access-token: "%s" }
        api: { base-url: "%s" }
        """
            .formatted(account.publicKey(), account.accessToken(), sandbox.baseUrl()));
  }

  static void sell(Sandbox sandbox, MercadoPago api, int count, Random random) {
    for (int i = 0; i < count; i++) {
      String reference = random.nextInt(3) == 0 ? "" : ",\"external_reference\":\"P" + i + "\"";
      Optional<JsonNode> sold =
          api.post(
                  "/v1/payments",
                  JSON.readTree(
                      """
                      {"transaction_amount":10,"payment_method_id":"pix","description":"One",
                       "payer":{"email":"buyer@example.com","first_name":"Ana","last_name":"Exemplo",
                       "identification":{"type":"CPF","number":"12345678909"}}%s}
                      """
                          .formatted(reference)))
              .found();
      assertThat(sold).as("a payment in the emulator").isPresent();
      sandbox.advance(Duration.ofMinutes(random.nextInt(60)));
    }
  }

  static String[] search(String... more) {
    List<String> all =
        new ArrayList<>(List.of("--from", "2026-11-01", "--to", "2026-11-24", "--format", "json"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
