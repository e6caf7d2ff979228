// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The shop's pages over HTTPS with the written authority.
class ShopSiteTest {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/checkout",
          "/gracias",
          "/pendiente",
          "/error",
          "/no-hay",
          "/tienda.css",
          "/tienda.js",
          "/img/mate.svg",
          "/img/mercado-pago.svg");

  @TempDir Path directory;
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private ShopSite open(ShopVariant variant) {
    return ShopSite.start(sandbox, variant, 0, Instant.now());
  }

  private static String initPoint(String page) {
    Matcher link = Pattern.compile("id=\"pagar\" href=\"([^\"]+)\"").matcher(page);
    assertThat(link.find()).isTrue();
    return link.group(1).replace("&amp;", "&");
  }

  private static HttpResponse<String> plain(String address, String... headers)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  @Test
  void the_ready_shop_has_every_header_and_no_secret_on_any_page() throws Exception {
    try (ShopSite shop = open(ShopVariant.READY);
        Visitor visitor = new Visitor(shop, directory)) {
      for (String path : PATHS) {
        var answer = visitor.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(path.equals("/no-hay") ? 404 : 200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
            .hasValue("max-age=63072000");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
            .contains("frame-ancestors 'none'", "https://secure-fields.mercadopago.com");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
            .contains("Secure", "HttpOnly", "SameSite=Lax");
        for (SandboxAccount account : sandbox.accounts()) {
          assertThat(answer.body())
              .doesNotContain(
                  account.accessToken(), account.clientSecret(), account.webhookSecret());
        }
      }
    }
  }

  @Test
  void the_ready_checkout_shows_what_mercado_pago_asks_for() throws Exception {
    try (ShopSite shop = open(ShopVariant.READY);
        Visitor visitor = new Visitor(shop, directory)) {
      String page = visitor.get(shop.checkout()).body();
      assertThat(page)
          .contains(
              "src=\"https://sdk.mercadopago.com/js/v2\"",
              "src=\"https://www.mercadopago.com/v2/security.js\" view=\"checkout\"",
              "data-public-key=\"" + sandbox.account("MLA", "real").publicKey() + "\"",
              "alt=\"Mercado Pago\"")
          .doesNotContain("src=\"http:", "<form", "<input");
      var hosted = plain(initPoint(page));
      assertThat(hosted.statusCode()).isEqualTo(200);
      assertThat(hosted.body()).contains("Mate de calabaza").contains("18.500");
    }
  }

  @Test
  void the_sale_is_an_approved_payment_with_the_shops_addresses() throws Exception {
    try (ShopSite shop = open(ShopVariant.READY)) {
      String token = shop.account().accessToken();
      var payment =
          plain(
              sandbox.baseUrl() + "/v1/payments/" + shop.sale(),
              "Authorization",
              "Bearer " + token);
      assertThat(payment.body())
          .contains(
              "\"status\":\"approved\"",
              "\"external_reference\":\"PASO-1001\"",
              shop.notifications().toString(),
              "\"statement_descriptor\":\"TIENDA PASO\"");
    }
  }

  @Test
  void the_neglected_checkout_has_each_fault() throws Exception {
    try (ShopSite shop = open(ShopVariant.NEGLECTED);
        Visitor visitor = new Visitor(shop, directory)) {
      var answer = visitor.get(shop.checkout());
      SandboxAccount testUser = sandbox.account("MLA", "test-user");
      String testKey = sandbox.account("MLA", "test-credentials").publicKey();
      assertThat(testKey).startsWith("TEST-");
      assertThat(shop.account()).isEqualTo(testUser);
      assertThat(answer.headers().map())
          .doesNotContainKeys("strict-transport-security", "content-security-policy");
      assertThat(answer.headers().firstValue("Set-Cookie")).hasValue("carrito=1; Path=/");
      assertThat(answer.body())
          .contains(
              "const accessToken = \"" + testUser.accessToken() + "\"",
              "new MercadoPago(\"" + testKey + "\"",
              "src=\"/js/mercadopago-v2.js\"",
              "src=\"http://estadisticas.tienda.example/visitas.js\"",
              "src=\"http://tienda.example/tarjetas.png\"",
              "action=\"http://tienda.example/pagar\"",
              "name=\"cardNumber\"",
              "name=\"securityCode\"",
              "preferencia.sandbox_init_point")
          .doesNotContain("sdk.mercadopago.com", "security.js", "alt=\"Mercado Pago\"");
      assertThat(visitor.get("/js/mercadopago-v2.js").body()).contains("window.MercadoPago =");
      var payment =
          plain(
              sandbox.baseUrl() + "/v1/payments/" + shop.sale(),
              "Authorization",
              "Bearer " + testUser.accessToken());
      assertThat(payment.body()).contains("\"status\":\"approved\"").doesNotContain("PASO-");
    }
  }

  @Test
  void both_loopback_addresses_answer_and_are_free_after_closing() throws Exception {
    int port;
    try (ShopSite shop = open(ShopVariant.READY);
        Visitor visitor = new Visitor(shop, directory)) {
      port = shop.website().getPort();
      assertThat(visitor.get(URI.create("https://127.0.0.1:" + port + "/")).statusCode())
          .isEqualTo(200);
      if (java.net.NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null) {
        assertThat(visitor.get(URI.create("https://[::1]:" + port + "/")).statusCode())
            .isEqualTo(200);
      }
      assertThatThrownBy(() -> ShopSite.start(sandbox, ShopVariant.READY, port, Instant.now()))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(BindException.class);
    }
    try (ShopSite again = ShopSite.start(sandbox, ShopVariant.READY, port, Instant.now())) {
      assertThat(again.website().getPort()).isEqualTo(port);
    }
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(taken.isBound()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(ShopVariant.class)
  void beside_an_emulator_with_tls_one_authority_signs_both(ShopVariant variant) throws Exception {
    Path written = directory.resolve("ca");
    try (Sandbox secure = Sandbox.start(SandboxOptions.usual().withTls(written));
        ShopSite shop = ShopSite.start(secure, variant, 0, Instant.now());
        Visitor visitor = new Visitor(shop, directory)) {
      assertThat(directory.resolve("ca.pem")).hasSameTextualContentAs(written.resolve("ca.pem"));
      String page = visitor.get(shop.checkout()).body();
      assertThat(initPoint(page)).startsWith("https://");
      assertThat(visitor.get(URI.create(initPoint(page))).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_refusing_emulator_leaves_a_page_that_says_so() throws Exception {
    try (ShopSite shop = open(ShopVariant.READY);
        Visitor visitor = new Visitor(shop, directory)) {
      sandbox.close();
      assertThat(visitor.get(shop.checkout()).statusCode()).isEqualTo(502);
      assertThat(visitor.get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void the_written_authority_lives_90_days_at_most() throws Exception {
    Instant now = Instant.now();
    try (ShopSite shop = ShopSite.start(sandbox, ShopVariant.READY, 0, now);
        Visitor visitor = new Visitor(shop, directory);
        var file = Files.newInputStream(directory.resolve("ca.pem"))) {
      var root =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
      var session = visitor.get("/").sslSession().orElseThrow();
      for (var one : List.of(root, (X509Certificate) session.getPeerCertificates()[0])) {
        Duration life =
            Duration.between(one.getNotBefore().toInstant(), one.getNotAfter().toInstant())
                .plusSeconds(1);
        assertThat(life).isLessThanOrEqualTo(Duration.ofDays(90));
        assertThat(one.getNotBefore().toInstant()).isBefore(now);
        assertThat(one.getNotAfter().toInstant()).isAfter(now.plus(Duration.ofDays(80)));
      }
    }
  }
}
