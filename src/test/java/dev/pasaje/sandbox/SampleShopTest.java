// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.mercadopago.MercadoPagoConfig;
import com.mercadopago.exceptions.MPApiException;
import com.mercadopago.exceptions.MPException;
import com.mercadopago.net.MPDefaultHttpClient;
import dev.pasaje.check.Finding;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Product;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.quality.QualityEvaluation;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.QualityProbe;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.quality.SiteFacts;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.http.HttpHost;
import org.apache.http.client.HttpClient;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A small shop on the official SDKs, pointed at the emulator: as its code gets better its score
/// rises to 100, told from the records and from the requests that the emulator received.
class SampleShopTest {
  /// Not 4: on the hosted page the buyer gives name and address, whatever the shop sends.
  private static final List<Integer> PRO_STEPS = List.of(0, 1, 2, 3, 5, 6, 7);

  /// Not 7: a payment shows its issuer even when the shop did not send it.
  private static final List<Integer> API_STEPS = List.of(0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11);

  private static final String SDK = "https://sdk.mercadopago.com/js/v2";

  private Sandbox sandbox;
  private Till till;
  private Transport transport;

  /// The SDK's own client but for the connection.
  private static final class LedHere extends MPDefaultHttpClient {
    LedHere(HttpClient http) {
      super(http);
    }
  }

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    till = Till.of(sandbox, "MLB");
    transport = Transport.with(Duration.ofSeconds(10), 1 << 20);
    HttpHost here = new HttpHost("127.0.0.1", URI.create(sandbox.baseUrl()).getPort(), "http");
    MercadoPagoConfig.setAccessToken(till.shop().account().accessToken());
    MercadoPagoConfig.setHttpClient(
        new LedHere(
            HttpClients.custom().setRoutePlanner((_, _, _) -> new HttpRoute(here)).build()));
  }

  @AfterEach
  void stop() {
    transport.close();
    sandbox.close();
  }

  /// One sale at a level of the shop; answers the id of what was made.
  @FunctionalInterface
  private interface Sale {
    String at(int level) throws IOException, InterruptedException, MPException, MPApiException;
  }

  private List<QualityReport> improved(Product product, List<Integer> steps, Sale sale)
      throws Exception {
    List<QualityReport> reports = new ArrayList<>();
    for (int level : steps) {
      till.shop().send("DELETE", "/_sandbox/requests", "");
      String made = sale.at(level);
      String payment = product == Product.CHECKOUT_PRO ? paid(made) : made;
      QualityEvidence evidence = new QualityProbe(api()).gather(payment).found().orElseThrow();
      List<JsonNode> requests = new ArrayList<>();
      till.shop().get("/_sandbox/requests").at("/requests").forEach(requests::add);
      reports.add(
          QualityEvaluation.evaluate(
              evidence.withRequests(requests).with(site(level)),
              product,
              Optional.empty(),
              QualityOptions.STANDARD));
    }
    return reports;
  }

  private MercadoPago api() {
    return new MercadoPago.Access(
            URI.create(sandbox.baseUrl()),
            transport,
            Pacing.USUAL,
            () -> Instant.EPOCH,
            _ -> {},
            "Pasaje/test")
        .as(Secret.of(till.shop().account().accessToken()));
  }

  /// The buyer pays on the hosted page.
  private String paid(String preference) {
    Shop.Answer answer =
        till.shop()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .post(
                "/checkout/v1/redirect",
                "pref_id=" + preference + "&method=master&result=APRO&installments=1");
    Matcher payment = Pattern.compile("payment_id=(\\d+)").matcher(answer.header("Location"));
    assertThat(payment.find()).as(answer.text()).isTrue();
    return payment.group(1);
  }

  /// The page of the shop gets better too: a card form of Mercado Pago's, the library, TLS.
  private static SiteFacts site(int level) {
    return new SiteFacts(
        Optional.of(level >= 11 ? "TLSv1.3" : "TLSv1.1"),
        Optional.of(level >= 11),
        Optional.of(level >= 9 ? List.of(SDK) : List.of()),
        Optional.of(level >= 10 ? SiteFacts.CardForm.SECURE_FIELDS : SiteFacts.CardForm.PLAIN),
        Optional.empty(),
        Optional.empty(),
        SiteFacts.Details.NONE);
  }

  private static void rises(List<QualityReport> reports) {
    List<Integer> scores = reports.stream().map(report -> report.score().value()).toList();
    for (int step = 1; step < scores.size(); step++) {
      assertThat(scores.get(step))
          .as("step %d of %s", step, scores)
          .isGreaterThan(scores.get(step - 1));
    }
    assertThat(scores.getFirst()).as(scores.toString()).isLessThan(50);
    QualityReport last = reports.getLast();
    assertThat(last.score().value())
        .as(
            last.findings().stream()
                .filter(f -> f.weight() > 0 && !f.passed())
                .map(Finding::toString)
                .toList()
                .toString())
        .isEqualTo(100);
    assertThat(last.score().floor()).isEqualTo(last.score().ceiling());
    assertThat(last.verdict()).isEqualTo(QualityReport.Verdict.IDEAL);
    // The signature of the SDK was seen in what it really sent.
    assertThat(reports.get(0).findings())
        .anyMatch(f -> f.info().id().equals("back-end-sdk") && f.failed());
    assertThat(reports.get(1).findings())
        .anyMatch(f -> f.info().id().equals("back-end-sdk") && f.passed());
  }

  @Test
  void checkout_pro_rises_to_a_hundred_with_the_java_sdk() throws Exception {
    rises(
        improved(
            Product.CHECKOUT_PRO, PRO_STEPS, level -> new SampleShop(till, level).preference()));
  }

  @Test
  void checkout_api_rises_to_a_hundred_with_the_java_sdk() throws Exception {
    rises(
        improved(Product.CHECKOUT_API, API_STEPS, level -> new SampleShop(till, level).payment()));
  }

  @Test
  void both_rise_to_a_hundred_with_the_npm_sdk() throws Exception {
    Npm npm = Npm.installed(Path.of("target/npm-shop"), "shop.mjs");
    rises(improved(Product.CHECKOUT_PRO, PRO_STEPS, level -> npm(npm, "pro", level)));
    rises(improved(Product.CHECKOUT_API, API_STEPS, level -> npm(npm, "api", level)));
  }

  private String npm(Npm npm, String checkout, int level) throws IOException, InterruptedException {
    Npm.Outcome outcome =
        npm.run(
            Map.of(
                "BASE_URL", sandbox.baseUrl(),
                "ACCESS_TOKEN", till.shop().account().accessToken(),
                "PUBLIC_KEY", till.shop().account().publicKey(),
                "CHECKOUT", checkout,
                "LEVEL", Integer.toString(level)),
            "node",
            "shop.mjs");
    assertThat(outcome.status()).as(outcome.output()).isZero();
    String made = outcome.output().strip();
    assertThat(made).matches("[A-Za-z0-9-]+");
    return made;
  }
}
