// SPDX-License-Identifier: Apache-2.0
package tienda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.junit.PasajeSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// A shop's own test against the emulator.
@PasajeSandbox(start = "2026-03-02T12:00:00Z")
class CheckoutTest {
  @Test
  void a_pix_payment_waits_for_its_buyer(Sandbox mercadoPago) throws Exception {
    SandboxAccount seller = mercadoPago.account("MLB", "test-user");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(mercadoPago.baseUrl() + "/v1/payments"))
            .header("Authorization", "Bearer " + seller.accessToken())
            .header("X-Idempotency-Key", "order-1")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"transaction_amount": 49.90, "payment_method_id": "pix",
                     "payer": {"email": "comprador@example.com"}}
                    """))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(201, answer.statusCode());
    }
  }
}
