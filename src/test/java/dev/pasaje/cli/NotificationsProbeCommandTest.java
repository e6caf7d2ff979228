// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `pasaje notifications probe` against a receiver on this machine.
class NotificationsProbeCommandTest {
  private static final String SECRET = "marked-signing-secret";

  @TempDir Path directory;

  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;
  private HttpServer shop;

  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void open() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
          }
        });
    shop.start();
  }

  @AfterEach
  void close() {
    shop.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + shop.getAddress().getPort() + "/n?client=marked-value";
  }

  private Ran probe(String... more) {
    return probe(Map.of("LANG", "en_US.UTF-8", "SIGNING", SECRET), more);
  }

  private Ran probe(Map<String, String> environment, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        Terminal.of(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(new byte[0]),
            false,
            environment,
            directory,
            () -> Instant.parse("2026-11-24T12:00:00Z"));
    String[] arguments = new String[more.length + 2];
    arguments[0] = "notifications";
    arguments[1] = "probe";
    System.arraycopy(more, 0, arguments, 2, more.length);
    int exit =
        Cli.run(
            arguments,
            terminal,
            "test",
            where ->
                List.of(
                    Noun.of(where, "notifications", new NotificationsProbeCommand(where, "test"))));
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_receiver_that_answers_200_is_ready_and_every_trial_is_told() {
    Ran ran = probe(url(), "--allow-private", "--secret-from", "SIGNING");

    assertThat(ran.err()).contains("at most 42 requests", "22 s").doesNotContain("marked-value");
    assertThat(ran.out())
        .startsWith("✓ The receiver answers as it should")
        .contains("Panel simulator, ts in milliseconds", "Body of 256 KiB");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out() + ran.err()).doesNotContain(SECRET, "marked-value");
  }

  @Test
  void a_refusing_one_is_told_with_its_remedy() {
    status = 422;

    Ran ran = probe(url(), "--allow-private", "--gentle");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("✗ The receiver would lose notifications")
        .contains("Answer 200 once it is stored", "pasaje explain receiver-rejects-webhook");
    assertThat(requests).hasValueLessThanOrEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"en,40,C", "es,60,es_AR.UTF-8", "pt,80,pt_BR.UTF-8", "es,80,C"})
  void no_line_is_wider_than_the_terminal(String language, int width, String locale) {
    status = 500;

    Ran ran =
        probe(
            Map.of("LANG", locale, "COLUMNS", Integer.toString(width), "PASAJE_LANG", language),
            url(),
            "--allow-private");

    assertThat(ran.out().lines().filter(line -> line.length() > width)).isEmpty();
    if (locale.equals("C")) {
      assertThat(ran.out()).matches("\\p{ASCII}*");
    }
  }

  @Test
  void json_fits_the_published_schema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("docs/schemas/receiver-probe.schema.json")),
                InputFormat.JSON);

    Ran ran =
        probe(url(), "--allow-private", "--gentle", "--format", "json", "--secret-from", "SIGNING");

    assertThat(schema.validate(ran.out(), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(ran.out().replace("\"trials\"", "\"tries\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(ran.out()).doesNotContain(SECRET, "marked-value");
  }

  @Test
  void a_private_address_is_refused_in_one_clear_line_and_nothing_is_sent() {
    Ran ran = probe("-q", url());

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains("127.0.0.1", "--allow-private");
    assertThat(ran.out()).isEmpty();
    assertThat(requests).hasValue(0);
  }

  @Test
  void address_and_secrets_come_from_the_settings() throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda:
            site: MLA
            product: checkout-pro
            notifications: "%s"
            webhook-secrets: ["${SIGNING}"]
        measure: { allow-private: true }
        """
            .formatted(url()));

    Ran ran = probe("--gentle", "--format", "json");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("1 given").doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://shop.example/n,not an address",
    "https://user:password@shop.example/n,not an address",
    "not a url,not an address",
    "https://,not an address",
  })
  void a_bad_address_is_one_clear_line(String url, String said) {
    Ran ran = probe(url);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains(said);
  }

  @Test
  void bad_options_are_one_clear_line_each() {
    assertThat(probe(url(), "--secret-from", "MISSING").err()).contains("MISSING").hasLineCount(1);
    assertThat(probe(url(), "--format", "html").exit()).isEqualTo(2);
    assertThat(probe().exit()).isEqualTo(2);
    assertThat(probe(url(), "--integration", "nobody").exit()).isEqualTo(2);
  }
}
