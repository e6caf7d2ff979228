// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.Pasaje;
import dev.pasaje.http.Transport;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `quality evaluate` of many payments, from a file and over the API.
class QualityBulkTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path EXAMPLES = Path.of("examples/payments").toAbsolutePath();

  @TempDir Path directory;

  private Run evaluate(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "quality";
    all[1] = "evaluate";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Run.in(directory).now().pasaje(all);
  }

  private static String line(String example) throws IOException {
    return JSON.readTree(Files.readString(EXAMPLES.resolve(example + ".json"))).toString() + "\n";
  }

  private Path lines(String name, String... examples) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String example : examples) {
      text.append(line(example));
    }
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void a_file_of_payments_gives_a_row_each_and_their_sum() throws IOException {
    lines("all.jsonl", "checkout-api-good", "checkout-api-bad", "checkout-api-good");

    Run run =
        evaluate(
            "--file",
            "all.jsonl",
            "--product",
            "checkout-api",
            "--format",
            "json",
            "--output",
            "jsonl=rows.jsonl",
            "--output",
            "csv=rows.csv",
            "--output",
            "html=a.html");

    assertThat(run.exit()).as(run.all()).isEqualTo(1);
    JsonNode sum = JSON.readTree(run.out());
    assertThat(sum.path("all").path("payments").asInt()).isEqualTo(3);
    assertThat(sum.path("all").path("good").decimalValue()).isEqualByComparingTo("66.7");
    for (JsonNode rule : sum.path("rules")) {
      if (rule.path("id").asString().equals("item-id")) {
        assertThat(rule.path("passed").asInt()).isEqualTo(2);
        assertThat(rule.path("failed").asInt()).isEqualTo(1);
        assertThat(rule.path("passing").decimalValue()).isEqualByComparingTo("66.7");
      }
    }
    List<String> rows = Files.readAllLines(directory.resolve("rows.jsonl"));
    assertThat(rows).hasSize(3);
    assertThat(JSON.readTree(rows.get(1)).path("failed").toString()).contains("item-id");
    assertThat(Files.readAllLines(directory.resolve("rows.csv"))).hasSize(4);
    assertThat(Files.readString(directory.resolve("a.html")))
        .contains("default-src 'none'")
        .doesNotContain("<script", "http:");
    assertThat(directory.resolve("rows.jsonl.partial")).doesNotExist();
    assertThat(schema("quality-aggregate").validate(run.out(), InputFormat.JSON)).isEmpty();
    assertThat(schema("quality-payment").validate(rows.get(1), InputFormat.JSON)).isEmpty();
  }

  private static Schema schema(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            Files.readString(Path.of("docs/schemas/" + name + ".schema.json")), InputFormat.JSON);
  }

  @Test
  void a_row_says_what_the_report_of_the_payment_alone_says() throws IOException {
    for (String example : List.of("checkout-api-good", "checkout-api-bad", "checkout-api-pix")) {
      lines("one.jsonl", example);
      JsonNode row =
          JSON.readTree(
              evaluate("--file", "one.jsonl", "--product", "checkout-api", "--format", "jsonl")
                  .out());
      JsonNode report =
          JSON.readTree(
              evaluate(
                      "--file",
                      EXAMPLES.resolve(example + ".json").toString(),
                      "--product",
                      "checkout-api",
                      "--format",
                      "json")
                  .out());

      assertThat(row.path("score")).isEqualTo(report.path("score"));
      assertThat(row.path("verdict")).isEqualTo(report.path("verdict"));
    }
  }

  @Test
  void lines_that_are_no_payments_are_told_and_the_run_is_not_clean() throws IOException {
    Files.writeString(
        directory.resolve("some.jsonl"),
        line("checkout-api-good") + "{\"id\":\n{}\n" + line("checkout-api-good"));

    Run run = evaluate("--file", "some.jsonl", "--product", "checkout-api", "--format", "json");

    assertThat(run.exit()).as(run.all()).isEqualTo(3);
    assertThat(run.err()).contains("Line 2 of some.jsonl").contains("Line 3 of some.jsonl");
    JsonNode sum = JSON.readTree(run.out());
    assertThat(sum.path("all").path("payments").asInt()).isEqualTo(2);
    assertThat(sum.path("leftOut").path("unreadable").asInt()).isEqualTo(2);
  }

  @Test
  void a_regression_against_a_baseline_ends_with_1() throws IOException {
    lines("before.jsonl", "checkout-api-good", "checkout-api-good");
    lines("after.jsonl", "checkout-api-good", "checkout-api-bad");
    evaluate(
        "--file", "before.jsonl", "--product", "checkout-api", "--output", "json=baseline.json");

    Run same = gate("before.jsonl", "1");
    Run worse = gate("after.jsonl", "1");
    Run tolerated = gate("after.jsonl", "100");

    assertThat(same.exit()).as(same.all()).isZero();
    assertThat(worse.exit()).as(worse.all()).isEqualTo(1);
    assertThat(worse.out())
        .contains("Worse than the baseline: item-id went from 100.0 to 50.0")
        .contains("the mean score");
    assertThat(tolerated.exit()).isZero();
  }

  private Run gate(String file, String tolerance) {
    return evaluate(
        "--file",
        file,
        "--product",
        "checkout-api",
        "--fail-on",
        "regression",
        "--baseline",
        "baseline.json",
        "--tolerance",
        tolerance);
  }

  @Test
  void a_baseline_that_is_none_or_of_another_product_is_misuse() throws IOException {
    lines("a.jsonl", "checkout-api-good");
    lines("p.jsonl", "checkout-pro-good");
    Files.writeString(directory.resolve("baseline.json"), "{}");
    assertThat(gate("a.jsonl", "1").exit()).isEqualTo(2);
    evaluate("--file", "p.jsonl", "--product", "checkout-pro", "--output", "json=baseline.json");
    assertThat(gate("a.jsonl", "1").exit()).isEqualTo(2);
    assertThat(
            evaluate("--file", "a.jsonl", "--product", "checkout-api", "--fail-on", "regression")
                .exit())
        .isEqualTo(2);
    assertThat(
            evaluate("--file", "a.jsonl", "--product", "checkout-api", "--format", "sarif").exit())
        .isEqualTo(2);
    assertThat(evaluate("--file", "no.jsonl", "--product", "checkout-api").exit()).isEqualTo(2);
  }

  private MercadoPago api(Sandbox sandbox, Transport transport, SandboxAccount account) {
    return new MercadoPago.Access(
            URI.create(sandbox.baseUrl()),
            transport,
            Pacing.USUAL,
            () -> Instant.parse("2026-11-24T12:00:00Z"),
            _ -> {},
            "Pasaje/test")
        .as(Secret.of(account.accessToken()));
  }

  private void settings(Sandbox sandbox, SandboxAccount account) throws IOException {
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

  private static void sell(Sandbox sandbox, MercadoPago api, int count, Random random) {
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

  private String[] search(String... more) {
    List<String> all =
        new ArrayList<>(List.of("--from", "2026-11-01", "--to", "2026-11-24", "--format", "json"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void a_search_killed_again_and_again_counts_nothing_twice() throws Exception {
    long seed = 20_261_126L;
    Random random = new Random(seed);
    try (Sandbox sandbox =
            Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-02T00:00:00Z")));
        Transport transport = Transport.with(Duration.ofSeconds(15), 8 << 20)) {
      SandboxAccount seller = sandbox.account("MLB", "real");
      settings(sandbox, seller);
      sell(sandbox, api(sandbox, transport, seller), 340, random);
      Run whole = evaluate(search());
      assertThat(whole.exit()).as(whole.all()).isBetween(0, 3);
      JsonNode sum = JSON.readTree(whole.out());
      assertThat(sum.path("all").path("payments").asInt()).isEqualTo(340);

      AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
      AtomicReference<Process> victim = new AtomicReference<>();
      sandbox.add((request, next) -> {
        if (request.path().equals("/v1/payments/search") && left.decrementAndGet() == 0) {
          victim.get().destroyForcibly();
        }
        return next.handle(request);
      });
      Path journal = directory.resolve("quality-loja-2026-11-01-2026-11-24.journal");
      for (int i = 0; i < 3; i++) {
        left.set(2 + random.nextInt(2));
        victim.set(start(search()));
        assertThat(victim.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(victim.get().exitValue()).as("seed " + seed).isEqualTo(137);
        assertThat(journal).exists();
        if (random.nextBoolean()) {
          Files.writeString(journal, "{\"from\":\"2026", java.nio.file.StandardOpenOption.APPEND);
        }
        left.set(Integer.MAX_VALUE);
      }
      Run rest = evaluate(search());

      assertThat(rest.err()).contains("Going on after");
      assertThat(JSON.readTree(rest.out())).as("seed " + seed).isEqualTo(sum);
      assertThat(journal).doesNotExist();
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                System.getProperty("java.class.path"),
                Pasaje.class.getName(),
                "quality",
                "evaluate"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("killed.txt").toFile())
        .start();
  }

  @Test
  void a_long_window_is_split_and_every_payment_counts_once() throws Exception {
    try (Sandbox sandbox =
            Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-02T00:00:00Z")));
        Transport transport = Transport.with(Duration.ofSeconds(15), 8 << 20)) {
      SandboxAccount seller = sandbox.account("MLB", "real");
      settings(sandbox, seller);
      sell(sandbox, api(sandbox, transport, seller), 1_020, new Random(2));
      Set<String> windows = ConcurrentHashMap.newKeySet();
      sandbox.add((request, next) -> {
        request.queryParam("begin_date").ifPresent(windows::add);
        return next.handle(request);
      });

      JsonNode sum =
          JSON.readTree(
              evaluate("--from", "2026-11-01", "--to", "2026-11-26", "--format", "json").out());

      assertThat(sum.path("all").path("payments").asInt()).isEqualTo(1_020);
      assertThat(windows).hasSize(2);
    }
  }

  @Test
  void a_capture_that_is_stopped_tells_its_figures() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-classpath",
                  System.getProperty("java.class.path"),
                  Pasaje.class.getName(),
                  "--lang",
                  "en",
                  "quality",
                  "capture",
                  "--listen",
                  "127.0.0.1:0",
                  "--upstream",
                  sandbox.baseUrl()));
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectError(directory.resolve("err.txt").toFile())
              .start();
      String address = process.inputReader(StandardCharsets.UTF_8).readLine();
      String token = sandbox.account("MLB", "real").accessToken();
      try (HttpClient http = HttpClient.newHttpClient()) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(address + "/users/me"))
                    .header("Authorization", "Bearer " + token)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
      process.destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(directory.resolve("err.txt")))
          .contains("Kept in requests.jsonl: 1 requests, 0 payments");
      assertThat(Files.readString(directory.resolve("requests.jsonl")))
          .contains("/users/me")
          .doesNotContain(token);
    }
  }

  @Test
  void a_capture_ends_when_its_time_is_over_and_says_what_it_cannot_use() {
    Run run =
        Run.in(directory).pasaje("quality", "capture", "--listen", "127.0.0.1:0", "--for", "1s");
    assertThat(run.exit()).as(run.all()).isZero();
    assertThat(run.err()).contains("Kept in requests.jsonl");
    for (String[] bad :
        new String[][] {
          {"--listen", "nowhere"},
          {"--listen", "127.0.0.1:99999"},
          {"--listen", "127.0.0.1:0", "--upstream", "ftp://x"},
          {"--listen", "127.0.0.1:0", "--for", "soon"},
          {"--listen", "203.0.113.1:1"},
          {"--listen", "127.0.0.1:0", "--to", "."}
        }) {
      List<String> line = new ArrayList<>(List.of("quality", "capture"));
      line.addAll(List.of(bad));
      Run misused = Run.in(directory).pasaje(line.toArray(String[]::new));
      assertThat(misused.exit()).as(misused.all()).isEqualTo(2);
      assertThat(misused.err().strip().lines()).as(misused.err()).hasSize(1);
    }
  }

  @Test
  void payments_in_which_the_account_is_the_payer_are_left_out() throws Exception {
    try (Sandbox sandbox =
            Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-02T00:00:00Z")));
        Transport transport = Transport.with(Duration.ofSeconds(15), 8 << 20)) {
      SandboxAccount seller = sandbox.account("MLB", "real");
      settings(sandbox, seller);
      sell(sandbox, api(sandbox, transport, seller), 5, new Random(1));
      sandbox.add((request, next) -> {
        var reply = next.handle(request);
        if (!request.path().equals("/v1/payments/search")) {
          return reply;
        }
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        return dev.pasaje.sandbox.http.Reply.json(
            200,
            JSON.readTree(
                text.replaceFirst("\"collector_id\":\\d+", "\"collector_id\":123456789")));
      });

      JsonNode sum = JSON.readTree(evaluate(search()).out());

      assertThat(sum.path("all").path("payments").asInt()).isEqualTo(4);
      assertThat(sum.path("leftOut").path("foreign").asInt()).isEqualTo(1);
    }
  }

  @Test
  void windows_that_cannot_be_searched_are_misuse() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      settings(sandbox, sandbox.account("MLB", "real"));
      Run.Builder builder = Run.in(directory);
      for (String[] window :
          new String[][] {
            {"2026-11-02", "2026-11-01"}, {"2025-11-01", "2025-11-30"}, {"2026-12-01", "2026-12-02"}
          }) {
        Run run = builder.pasaje("quality", "evaluate", "--from", window[0], "--to", window[1]);
        assertThat(run.exit()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains(window[0]);
      }
    }
  }

  @Test
  void a_refused_search_says_how_to_go_on() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      settings(sandbox, sandbox.account("MLB", "real"));
      sandbox.add((request, next) ->
          request.path().equals("/v1/payments/search")
              ? dev.pasaje.sandbox.http.Reply.json(
                  400, JSON.createObjectNode().put("message", "no").put("status", 400))
              : next.handle(request));

      Run run = evaluate(search());

      assertThat(run.exit()).as(run.all()).isEqualTo(3);
      assertThat(run.err()).contains("status 400").contains(".journal");
    }
  }

  @Test
  void captured_requests_narrow_the_score_and_never_contradict_it() throws Exception {
    JsonNode good = JSON.readTree(Files.readString(EXAMPLES.resolve("checkout-api-good.json")));
    var line = JSON.createObjectNode();
    line.put("method", "POST").put("path", "/v1/payments").put("status", 201);
    line.set("requestHeaders", good.path("request").path("headers"));
    line.set("requestBody", good.path("request").path("body"));
    line.putObject("responseBody").set("id", good.path("payment").path("id"));
    Files.writeString(directory.resolve("requests.jsonl"), line + "\n{\"torn");
    Files.writeString(directory.resolve("payment.json"), good.path("payment").toString());

    JsonNode without =
        JSON.readTree(
            evaluate("--file", "payment.json", "--product", "checkout-api", "--format", "json")
                .out());
    JsonNode with =
        JSON.readTree(
            evaluate(
                    "--file",
                    "payment.json",
                    "--product",
                    "checkout-api",
                    "--format",
                    "json",
                    "--requests",
                    "requests.jsonl")
                .out());

    assertThat(with.path("score").path("floor").asInt())
        .isGreaterThan(without.path("score").path("floor").asInt());
    assertThat(with.path("score").path("ceiling").asInt())
        .isLessThanOrEqualTo(without.path("score").path("ceiling").asInt());
    Files.writeString(directory.resolve("requests.jsonl"), "{\"no\":1}\n");
    assertThat(
            evaluate(
                    "--file",
                    "payment.json",
                    "--product",
                    "checkout-api",
                    "--requests",
                    "requests.jsonl")
                .exit())
        .isEqualTo(2);
  }
}
