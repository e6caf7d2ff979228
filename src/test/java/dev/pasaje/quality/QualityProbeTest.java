// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Product;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.mercadopago.Payment;
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
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Over real HTTP, against a server that holds the records of an example.
class QualityProbeTest {
  private final Map<String, String> records = new TreeMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private HttpServer server;
  private Transport transport;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          byte[] body =
              records
                  .getOrDefault(path, "{\"message\":\"not found\",\"status\":404}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(records.containsKey(path) ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          underWay.decrementAndGet();
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
    return new QualityProbe(api());
  }

  private MercadoPago api() {
    return new MercadoPago.Access(
            URI.create("http://localhost:" + server.getAddress().getPort()),
            transport,
            Pacing.USUAL,
            () -> Instant.EPOCH,
            _ -> {},
            "Pasaje/test")
        .as(Secret.of("token"));
  }

  /// Payments of orders in turn, the last order unknown to the server.
  private List<Payment> payments(int count, int orders, String type) {
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String order = type.equals("mercadopago") ? "3100%d" : "ORD0%d";
      records.put(
          "/v1/payments/" + (500 + i),
          "{\"id\":%d,\"order\":{\"id\":\"%s\",\"type\":\"%s\"}}"
              .formatted(500 + i, order.formatted(i % orders), type));
      payments.add(api().payment(Integer.toString(500 + i)).found().orElseThrow());
    }
    asked.clear();
    return payments;
  }

  @Test
  void the_records_around_many_payments_are_read_once_and_a_few_at_a_time() {
    for (int i = 0; i < 9; i++) {
      records.put(
          "/merchant_orders/3100" + i, "{\"id\":3100%d,\"preference_id\":\"p%d\"}".formatted(i, i));
      records.put("/checkout/preferences/p" + i, "{\"id\":\"p%d\"}".formatted(i));
    }
    List<Payment> payments = payments(40, 10, "mercadopago");
    most.set(0);

    List<JsonNode> envelopes = probe().around(payments, Product.CHECKOUT_PRO);

    assertThat(asked).hasSize(19).doesNotHaveDuplicates();
    assertThat(most.get()).isLessThanOrEqualTo(4);
    for (int i = 0; i < 40; i++) {
      assertThat(envelopes.get(i).path("payment").path("id").asInt()).isEqualTo(500 + i);
      assertThat(envelopes.get(i).path("preference").path("id").asString(""))
          .isEqualTo(i % 10 == 9 ? "" : "p" + i % 10);
    }
  }

  @Test
  void an_orders_product_reads_orders_and_a_payment_stands_alone() {
    records.put("/v1/orders/ORD00", "{\"id\":\"ORD00\"}");

    List<JsonNode> envelopes = probe().around(payments(2, 2, "order"), Product.CHECKOUT_API_ORDERS);

    assertThat(envelopes.get(0).path("order").path("id").asString("")).isEqualTo("ORD00");
    assertThat(envelopes.get(1).has("order")).isFalse();
    asked.clear();
    probe().around(payments(2, 2, "mercadopago"), Product.CHECKOUT_API);
    assertThat(asked).isEmpty();
  }

  @Test
  void a_dispute_is_read_with_its_payment() {
    records.put("/v1/payments/7", "{\"id\":7,\"status\":\"charged_back\"}");
    records.put(
        "/v1/chargebacks/search",
        "{\"paging\":{\"total\":1},\"results\":[{\"id\":\"2\",\"documentation_status\":\"valid\",\"documentation\":[{}]}]}");
    QualityEvidence evidence = probe().gather("7").found().orElseThrow();
    QualityReport report =
        QualityEvaluation.evaluate(
            evidence, Product.CHECKOUT_API, Optional.empty(), QualityOptions.STANDARD);
    assertThat(QualityRulesTest.finding(report, "chargebacks-api").passed()).isTrue();
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
