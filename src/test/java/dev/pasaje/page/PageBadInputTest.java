// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.integration.Product;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import dev.pasaje.page.PageFacts.End;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that are none, never end, or were made to do harm: bounded, with one clear reason each.
class PageBadInputTest {
  private static final byte[] PAGE =
      ("<form action='/x'><img alt='Mercado Pago' src='x.png'>" + "ñandú")
          .getBytes(StandardCharsets.UTF_8);
  private static TestSite site;
  private static CountDownLatch over;

  @BeforeAll
  static void open() {
    site = new TestSite();
    over = new CountDownLatch(1);
  }

  @AfterAll
  static void close() {
    over.countDown();
    site.close();
  }

  private static PageFacts look(HttpHandler handler) {
    site.serve("/bad", handler);
    return look(site.at("/bad"), site.outlook(Duration.ofSeconds(10)));
  }

  private static PageFacts look(URI address, Outlook outlook) {
    return new PageProbe(outlook, Optional.empty())
        .look(new PageTarget(address, Product.CHECKOUT_API, Optional.empty(), Optional.empty()));
  }

  private static void ended(PageFacts facts, End end, String detail) {
    assertThat(facts.reach().end()).as(facts.reach().toString()).isEqualTo(end);
    assertThat(facts.reach().detail()).contains(detail).doesNotContain("\n");
    assertThat(Page.judge(facts))
        .filteredOn(finding -> !finding.info().id().equals("page-unreadable"))
        .allMatch(Finding::unknown);
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static HttpHandler packed(String encoding, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Encoding", encoding);
      send(exchange, "text/html", body);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {2L << 30, 0})
  void a_body_of_two_gigabytes_or_without_end_is_left_at_the_limit(long length) {
    AtomicLong sent = new AtomicLong();

    PageFacts facts =
        look(exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, length);
          byte[] chunk = new byte[1 << 16];
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(chunk);
              sent.addAndGet(chunk.length);
            }
          }
        });

    ended(facts, End.TOO_LARGE, "too-large");
    assertThat(sent.get()).isLessThan(64 << 20);
  }

  @Test
  void a_body_that_stops_in_the_middle_costs_the_limit() {
    site.serve(
        "/slow",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
          }
        });
    long begin = System.nanoTime();

    PageFacts facts = look(site.at("/slow"), site.outlook(Duration.ofMillis(700)));

    ended(facts, End.NO_ANSWER, "timeout");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_gzip_bomb_is_not_unpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 256; i++) {
        out.write(new byte[1 << 20]);
      }
    }

    ended(look(packed("gzip", bomb.toByteArray())), End.TOO_LARGE, "unpack to more than 16 MiB");
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, broken gzip",
    "br, content-encoding br was not asked for",
    "'gzip, gzip, gzip', packed 3 times",
  })
  void an_encoding_that_cannot_be_undone_is_named(String encoding, String detail) {
    ended(look(packed(encoding, PAGE)), End.BAD_ENCODING, detail);
  }

  @Test
  void deflate_is_read_with_and_without_its_header() throws IOException {
    for (boolean bare : new boolean[] {false, true}) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      try (OutputStream out =
          new DeflaterOutputStream(body, new Deflater(Deflater.DEFAULT_COMPRESSION, bare))) {
        out.write(PAGE);
      }
      assertThat(look(packed("deflate", body.toByteArray())).document().orElseThrow().markup())
          .extracting(PageFacts.Markup::forms)
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
          .hasSize(1);
    }
  }

  @Test
  void binary_garbage_is_no_page() {
    long seed = 20261126;
    byte[] garbage = new byte[100_000];
    new Random(seed).nextBytes(garbage);

    ended(look(exchange -> send(exchange, "text/html", garbage)), End.NOT_HTML, "binary data");
    ended(
        look(exchange -> send(exchange, "application/pdf", PAGE)), End.NOT_HTML, "application/pdf");
    ended(look(exchange -> send(exchange, "", garbage)), End.NOT_HTML, "no content-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/html; charset=nonsense",
        "text/html; charset=\"utf-8\"",
        "TEXT/HTML;charset=ISO-8859-1",
        "application/xhtml+xml"
      })
  void a_page_is_read_in_whatever_charset_it_says(String type) {
    PageFacts facts = look(exchange -> send(exchange, type, PAGE));

    assertThat(facts.reach().end()).isEqualTo(End.READ);
    assertThat(facts.document().orElseThrow().markup().logos()).hasSize(1);
  }

  @Test
  void elements_a_hundred_thousand_deep_do_not_overflow_the_stack() {
    byte[] deep = "<div>".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    assertThat(look(exchange -> send(exchange, "text/html", deep)).reach().end())
        .isEqualTo(End.READ);
  }

  private static HttpHandler redirect(String location) {
    return exchange -> {
      exchange.getResponseHeaders().add("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  @Test
  void redirects_that_go_round_or_on_for_ever_are_ended() {
    site.serve("/bad2", redirect("/bad"));
    ended(look(redirect("/bad2")), End.LOOP, "/bad again");

    AtomicLong count = new AtomicLong();
    PageFacts facts =
        look(exchange -> redirect("/bad?" + count.incrementAndGet()).handle(exchange));
    ended(facts, End.TOO_MANY_REDIRECTS, "10");
    assertThat(facts.reach().hops()).hasSize(11);
    assertThat(Page.judge(facts)).filteredOn(Finding::failed).hasSize(1);
  }

  @Test
  void a_redirect_to_itself_that_sets_a_cookie_is_followed() {
    PageFacts facts =
        look(exchange -> {
          if (exchange.getRequestHeaders().containsKey("Cookie")) {
            send(exchange, "text/html", PAGE);
          } else {
            exchange.getResponseHeaders().add("Set-Cookie", "seen=1; Secure");
            redirect("/bad").handle(exchange);
          }
        });

    assertThat(facts.reach().end()).as(facts.reach().toString()).isEqualTo(End.READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "http://[", "https://", "file:///etc/passwd"})
  void a_redirect_to_nowhere_is_not_followed(String location) {
    ended(look(redirect(location)), End.BAD_LOCATION, "status 302");
  }

  @Test
  void a_public_page_cannot_send_us_into_a_private_network() {
    site.serve("/bad", redirect("https://127.0.0.1:" + site.at("/").getPort() + "/inside"));
    site.asked.clear();

    PageFacts facts =
        new PageProbe(site.outlook(Duration.ofSeconds(5)), Optional.empty(), "localhost"::equals)
            .look(
                new PageTarget(
                    site.at("/bad"), Product.CHECKOUT_API, Optional.empty(), Optional.empty()));

    ended(facts, End.PRIVATE_ADDRESS, "127.0.0.1");
    assertThat(site.asked).containsExactly("/bad");
  }

  @ParameterizedTest
  @CsvSource({
    "401, TURNED_AWAY",
    "403, TURNED_AWAY",
    "429, TURNED_AWAY",
    "404, ERROR_STATUS",
    "500, ERROR_STATUS",
    "503, ERROR_STATUS"
  })
  void a_page_that_is_refused_is_told_from_one_that_is_broken(int status, End end) {
    ended(look(exchange -> exchange.sendResponseHeaders(status, -1)), end, "status " + status);
  }

  @Test
  void a_certificate_nobody_believes_means_the_page_is_not_read() {
    Outlook usual = site.outlook(Duration.ofSeconds(5));
    PageFacts facts =
        look(
            site.at("/bad"),
            new Outlook(usual.limit(), Trust.usual(), false, usual.userAgent(), usual.clock()));

    ended(facts, End.NO_TLS, "tls");
    assertThat(Page.judge(facts)).allMatch(Finding::unknown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://xn--tiendaand-r6a2f.invalid/pagar",
        "https://localhost:1/",
        "https://under_score.invalid/",
        "https://shop.invalid/a%20b?c=%7Cd"
      })
  void odd_addresses_and_hosts_that_are_not_there_are_unknown(String address) {
    PageFacts facts = look(URI.create(address), site.outlook(Duration.ofSeconds(5)));

    assertThat(facts.reach().end()).isEqualTo(End.NO_ANSWER);
    assertThat(Page.judge(facts)).allMatch(Finding::unknown);
    assertThat(facts.address()).doesNotContain("c=");
  }

  @Test
  void a_server_that_speaks_http_2_only_is_read() throws Exception {
    try (Http2OnlyServer server = new Http2OnlyServer(site.authority, PAGE)) {
      PageFacts facts = look(server.address(), site.outlook(Duration.ofSeconds(10)));

      assertThat(facts.reach().end()).as(facts.reach().toString()).isEqualTo(End.READ);
      assertThat(facts.document().orElseThrow().markup().forms()).hasSize(1);
    }
  }

  @Test
  void scripts_too_many_or_too_large_are_named_as_unread() {
    StringBuilder page = new StringBuilder("<script src='/large.js'></script>");
    for (int i = 0; i < 25; i++) {
      page.append("<script src='/small.js?").append(i).append("'></script>");
    }
    site.serve("/large.js", "text/javascript", "", "x".repeat(3 << 20));
    site.serve("/small.js", "text/javascript", "", "let x");

    PageFacts facts =
        look(exchange ->
            send(exchange, "text/html", page.toString().getBytes(StandardCharsets.UTF_8)));

    assertThat(facts.document().orElseThrow().unread()).hasSize(1 + 6);
    assertThat(Page.judge(facts))
        .filteredOn(finding -> finding.info().id().equals("secret-in-page"))
        .extracting(Finding::outcome)
        .first()
        .isInstanceOf(Outcome.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client_secret ",
        "APP_USR-1234-123456-",
        "https://www.mercadopago.com/checkout/",
        "back_urls: {",
        ".fields . create ",
        "TEST-0d1e2f3a-",
        "https:\\/\\/sandbox.mercadolivre."
      })
  void texts_made_to_make_patterns_slow_do_not(String piece) {
    Scan scan = new Scan();
    long begin = System.nanoTime();

    scan.script(piece.repeat((2 << 20) / piece.length()), "https://x/");

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ht!tp://x",
        "//",
        "http:///x",
        "https://a b/",
        "data:text/html,x",
        "\u0000",
        "https://x:99999999/",
        "mailto:a@b",
        "https://[::1",
        "%",
        "https://user:pass@host.example/p?q=1#f"
      })
  void addresses_in_a_page_are_resolved_or_dropped(String text) {
    assertThat(Links.resolve(URI.create("https://shop.example/a/"), text).stream())
        .allSatisfy(
            uri -> assertThat(Links.clean(uri)).startsWith("https://").doesNotContain("pass"));
    assertThat(Links.clean(text)).doesNotContain("q=1", "pass");
  }
}
