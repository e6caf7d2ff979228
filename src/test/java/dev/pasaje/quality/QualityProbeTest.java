// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Product;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Over real HTTP, against a server that holds the records of an example.
class QualityProbeTest {
  private final Map<String, String> records = new TreeMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private Transport transport;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          byte[] body =
              records
                  .getOrDefault(path, "{\"message\":\"not found\",\"status\":404}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(records.containsKey(path) ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    transport = Transport.with(Duration.ofSeconds(5), 1 << 20);
  }

  @AfterEach
  void stop() {
    transport.close();
    server.stop(0);
  }

  private QualityProbe probe() {
    return new QualityProbe(
        new MercadoPago.Access(
                URI.create("http://localhost:" + server.getAddress().getPort()),
                transport,
                Pacing.USUAL,
                () -> Instant.EPOCH,
                _ -> {},
                "Pasaje/test")
            .as(Secret.of("token")));
  }

  private void holdExample() {
    ObjectNode example = Example.named("checkout-pro-good").document();
    records.put("/v1/payments/90000000001", example.path("payment").toString());
    records.put("/merchant_orders/31000000001", example.path("merchantOrder").toString());
    records.put(
        "/checkout/preferences/700000001-5f0c2f6e-0000-4000-8000-000000000001",
        example.path("preference").toString());
  }

  @Test
  void the_way_leads_from_the_payment_to_its_preference() {
    holdExample();
    QualityEvidence evidence = probe().gather("90000000001").found().orElseThrow();
    QualityReport report =
        QualityEvaluation.evaluate(
            evidence, Product.CHECKOUT_PRO, Optional.empty(), QualityOptions.STANDARD);
    assertThat(QualityRulesTest.finding(report, "back-urls").passed()).isTrue();
    // Only the headers of the request are missing.
    assertThat(report.score().floor()).isEqualTo(94);
    assertThat(report.verdict()).isEqualTo(QualityReport.Verdict.APPROVED);
    assertThat(asked).hasSize(3);
  }

  @Test
  void a_preference_that_cannot_be_read_leaves_its_rules_open() {
    holdExample();
    records.remove("/merchant_orders/31000000001");
    QualityEvidence evidence = probe().gather("90000000001").found().orElseThrow();
    QualityReport report =
        QualityEvaluation.evaluate(
            evidence, Product.CHECKOUT_PRO, Optional.empty(), QualityOptions.STANDARD);
    assertThat(QualityRulesTest.finding(report, "back-urls").unknown()).isTrue();
    assertThat(QualityRulesTest.finding(report, "external-reference").passed()).isTrue();
  }

  @Test
  void an_order_is_asked_for_by_its_own_path() {
    records.put("/v1/orders/ORD01", "{\"id\":\"ORD01\",\"external_reference\":\"A\"}");
    assertThat(probe().gather("ORD01").found().orElseThrow().subject())
        .isEqualTo(new QualityReport.Subject("order", "ORD01"));
  }

  @Test
  void a_payment_that_is_not_there_is_refused() {
    assertThat(probe().gather("1")).isInstanceOf(Call.Refused.class);
  }
}
