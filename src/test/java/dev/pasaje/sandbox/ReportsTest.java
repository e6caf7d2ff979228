// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {
  private static final Instant START = Instant.parse("2026-09-01T12:00:00Z");
  private static final String RELEASE = "/v1/account/release_report";
  private static final String SETTLEMENT = "/v1/account/settlement_report";

  @TempDir private Path directory;
  private Sandbox sandbox;
  private Shop shop;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.usual().withStart(START).withSeedName("showcase"));
    shop = Shop.of(sandbox, "MLA", "real");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static String range(int firstDay, int lastDay) {
    return "{\"begin_date\":\"2026-09-%02dT04:00:00Z\",\"end_date\":\"2026-09-%02dT03:59:59Z\"}"
        .formatted(firstDay, lastDay);
  }

  private static String config(String more) {
    return """
    {"columns":[{"key":"SOURCE_ID"},{"key":"DATE"},{"key":"EXTERNAL_REFERENCE"},{"key":"RECORD_TYPE"},
     {"key":"SETTLEMENT_NET_AMOUNT"},{"key":"TRANSACTION_TYPE"},{"key":"TAXES_DISAGGREGATED"}],
     "file_name_prefix":"tienda","frequency":{"hour":3,"type":"daily","value":1}%s}
    """
        .formatted(more);
  }

  /// Creates a report and looks at its task until it has a file.
  private JsonNode made(String base, String range) {
    Shop.Answer created = shop.post(base, range);
    assertThat(created.status()).isEqualTo(202);
    assertThat(created.at("/status").stringValue()).isEqualTo("pending");
    assertThat(created.at("/file_name").isNull()).isTrue();
    String task = base + "/task/" + created.at("/id").asString();
    assertThat(shop.get(task).at("/status").stringValue()).isEqualTo("processing");
    Shop.Answer ready = shop.get(task);
    assertThat(ready.at("/status").stringValue()).isEqualTo("processed");
    return ready.json();
  }

  private List<String> lines(String base, JsonNode task) {
    Shop.Answer file = shop.get(base + "/" + task.path("file_name").asString());
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("content-type")).startsWith("text/csv");
    return file.text().lines().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {RELEASE, SETTLEMENT})
  void a_configuration_is_made_once_and_then_replaced(String base) {
    assertThat(shop.get(base + "/config").status()).isEqualTo(404);
    assertThat(shop.post(base + "/config", config("")).status()).isEqualTo(201);
    assertThat(shop.post(base + "/config", config("")).status()).isEqualTo(409);
    Shop.Answer put = shop.put(base + "/config", config(",\"separator\":\";\",\"scheduled\":true"));
    assertThat(put.status()).isEqualTo(200);
    Shop.Answer read = shop.get(base + "/config");
    assertThat(read.at("/separator").stringValue()).isEqualTo(";");
    assertThat(read.at("/scheduled").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"columns\":[],\"file_name_prefix\":\"a\",\"frequency\":{\"hour\":1,\"type\":\"daily\"}}",
        "{\"columns\":[{\"key\":\"DATE\"}],\"file_name_prefix\":\"../a\",\"frequency\":{\"hour\":1,\"type\":\"daily\"}}",
        "{\"columns\":[{\"key\":\"DATE\"}],\"file_name_prefix\":\"a\",\"frequency\":{\"hour\":24,\"type\":\"daily\"}}",
        "{\"columns\":[{\"key\":\"DATE\"}],\"file_name_prefix\":\"a\",\"frequency\":{\"hour\":1,\"type\":\"yearly\"}}",
        "{\"columns\":\"DATE\",\"file_name_prefix\":1,\"frequency\":[]}",
        "[]",
        "{",
      })
  void a_configuration_with_a_mistake_is_refused(String body) {
    Shop.Answer answer = shop.post(RELEASE + "/config", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/message").isString()).isTrue();
    assertThat(answer.at("/status").intValue()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"end_date\":\"2026-08-20T00:00:00Z\"}|invalid_begin_date",
        "{\"begin_date\":\"2026-08-20T00:00:00Z\"}|invalid_end_date",
        "{\"begin_date\":\"yesterday\",\"end_date\":\"2026-08-20T00:00:00Z\"}|invalid_begin_date",
        "{\"begin_date\":1,\"end_date\":2}|invalid_begin_date",
        "{\"begin_date\":\"2026-08-20T00:00:00Z\",\"end_date\":\"2026-08-10T00:00:00Z\"}|end_date_before_begin_date",
        "{\"begin_date\":\"2026-01-01T00:00:00Z\",\"end_date\":\"2026-08-10T00:00:00Z\"}|invalid_end_date",
      })
  void a_range_with_a_mistake_is_refused_with_its_code(String body, String code) {
    Shop.Answer answer = shop.post(SETTLEMENT, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/error").stringValue()).isEqualTo(code);
  }

  @Test
  void unknown_tasks_files_and_callers_are_refused() {
    assertThat(shop.get(RELEASE + "/task/999").at("/error").stringValue())
        .isEqualTo("task_not_found_for_user");
    assertThat(shop.get(RELEASE + "/task/abc").at("/error").stringValue())
        .isEqualTo("invalid_parameter");
    assertThat(shop.get(RELEASE + "/none.csv").status()).isEqualTo(404);
    assertThat(shop.with().get(RELEASE + "/list").status()).isEqualTo(403);
    assertThat(shop.with("Authorization", "Bearer nonsense").get(RELEASE + "/list").status())
        .isEqualTo(401);
    assertThat(shop.get(RELEASE + "/search?limit=501").status()).isEqualTo(400);
    assertThat(shop.get(RELEASE + "/search?offset=10001").status()).isEqualTo(400);
  }

  @Test
  void a_task_waits_for_the_end_of_its_range_and_the_range_becomes_whole_days() {
    Shop.Answer created =
        shop.post(
            RELEASE,
            "{\"begin_date\":\"2026-09-01T10:00:00Z\",\"end_date\":\"2026-09-01T11:00:00Z\"}");
    assertThat(created.at("/begin_date").stringValue()).isEqualTo("2026-09-01T04:00:00Z");
    assertThat(created.at("/end_date").stringValue()).isEqualTo("2026-09-02T03:59:59Z");
    String task = RELEASE + "/task/" + created.at("/id").asString();
    for (int look = 0; look < 5; look++) {
      assertThat(shop.get(task).at("/status").stringValue()).isEqualTo("pending");
    }
    assertThat(shop.get(RELEASE + "/list").at("/0").has("file_name")).isFalse();
    sandbox.advance(Duration.ofHours(24));
    assertThat(shop.get(task).at("/file_name").stringValue())
        .isEqualTo("release-report-" + shop.account().userId() + "-2026-09-02-000001.csv");
    assertThat(shop.get(RELEASE + "/list").at("/0/file_name").isString()).isTrue();
    assertThat(shop.get(RELEASE + "/search?limit=1").at("/paging/total").intValue()).isEqualTo(1);
    assertThat(shop.get(SETTLEMENT + "/list").json().size()).isZero();
  }

  @Test
  void the_settlement_report_shows_the_payments_and_the_chargeback_of_the_showcase() {
    sandbox.advance(Duration.ofDays(3));
    List<String> lines = lines(SETTLEMENT, made(SETTLEMENT, range(1, 4)));
    assertThat(lines.getFirst()).startsWith("EXTERNAL_REFERENCE,SOURCE_ID,USER_ID,");
    assertThat(lines.getFirst().split(",")).hasSize(26);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("showcase-chargeback,") && line.contains(",CHARGEBACK,"));
    assertThat(lines)
        .anyMatch(line ->
            line.startsWith("showcase-claim,") && line.contains(",SETTLEMENT,15000.50,ARS,"));
  }

  @Test
  void a_test_user_gets_a_file_without_movements_until_that_is_switched_off() {
    shop = Shop.of(sandbox, "MLA", "test-user");
    sandbox.advance(Duration.ofDays(3));
    assertThat(lines(SETTLEMENT, made(SETTLEMENT, range(1, 4)))).hasSize(1);
    assertThat(lines(RELEASE, made(RELEASE, range(1, 4)))).hasSize(3);
    assertThat(shop.put("/_sandbox/reports/quirks", "{\"empty_for_test\":false}").status())
        .isEqualTo(200);
    assertThat(lines(SETTLEMENT, made(SETTLEMENT, range(1, 4)))).hasSizeGreaterThan(1);
  }

  @Test
  void headers_are_translated_and_columns_keep_their_fixed_order() {
    shop.put(SETTLEMENT + "/config", config(",\"report_translation\":\"es\",\"separator\":\";\""));
    sandbox.advance(Duration.ofDays(3));
    List<String> lines = lines(SETTLEMENT, made(SETTLEMENT, range(1, 4)));
    assertThat(lines.getFirst())
        .startsWith(
            "NÚMERO DE IDENTIFICACIÓN;ID DE OPERACIÓN EN MERCADO PAGO;TIPO DE OPERACIÓN;"
                + "MONTO NETO DE LA OPERACIÓN QUE IMPACTÓ TU DINERO;IMPUESTOS DESAGREGADOS");
    assertThat(lines).anyMatch(line -> line.contains(";Pago aprobado;"));
  }

  @Test
  void the_same_report_comes_as_a_spreadsheet() throws Exception {
    sandbox.advance(Duration.ofDays(3));
    String name = made(SETTLEMENT, range(1, 4)).path("file_name").asString();
    HttpResponse<byte[]> file =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            sandbox.baseUrl() + SETTLEMENT + "/" + name.replace(".csv", ".xlsx")))
                    .header("Authorization", "Bearer " + shop.account().accessToken())
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(file.statusCode()).isEqualTo(200);
    StringBuilder content = new StringBuilder();
    try (ZipFile zip = new ZipFile(Files.write(directory.resolve(name), file.body()).toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        content.append(
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(content).contains("SETTLEMENT_NET_AMOUNT", "showcase-claim", "<v>15000.50</v>");
  }

  @Test
  void oddities_of_real_files_are_switches() {
    shop.put(SETTLEMENT + "/config", config(""));
    shop.put(
        "/_sandbox/reports/quirks",
        """
        {"invalid_taxes_disaggregated":true,"byte_order_mark":true,"carriage_returns":true,
         "reserve_prefix":true,"wrong_clock":true,"unknown_type":true}
        """);
    sandbox.advance(Duration.ofDays(3));
    JsonNode task = made(SETTLEMENT, range(1, 4));
    String name = task.path("file_name").asString();
    String text = shop.get(SETTLEMENT + "/" + name).text();
    assertThat(name).startsWith("reserve-tienda-");
    assertThat(text).startsWith("\uFEFF").contains("\r\n").contains("SANDBOX_NOVELTY");
    assertThat(text)
        .contains(
            "[{financial_entity:debitos_creditos,amount:-90.00,detail:tax_withholding_collector}]");
    assertThat(shop.get(SETTLEMENT + "/list").at("/0/date_created").stringValue())
        .isEqualTo("2026-09-04T12:00:00.000-04:00");
    assertThat(shop.put("/_sandbox/reports/quirks", "{\"no_such\":true}").status()).isEqualTo(400);
    shop.put("/_sandbox/reports/quirks", "{\"refused_range\":true}");
    assertThat(shop.post(SETTLEMENT, range(1, 4)).status()).isEqualTo(203);
  }

  @Test
  void a_schedule_makes_a_report_each_day_until_it_is_switched_off() {
    shop.put(RELEASE + "/config", config(""));
    Shop.Answer on = shop.post(RELEASE + "/schedule", "");
    assertThat(on.at("/status").stringValue()).isEqualTo("pending");
    assertThat(on.at("/created_from").stringValue()).isEqualTo("schedule");
    assertThat(shop.get(RELEASE + "/config").at("/scheduled").booleanValue()).isTrue();
    sandbox.advance(Duration.ofDays(3));
    JsonNode list = shop.get(RELEASE + "/list").json();
    assertThat(list.size()).isEqualTo(3);
    assertThat(list.path(0).path("begin_date").asString()).isEqualTo("2026-09-03T04:00:00Z");
    Shop.Answer off = shop.send("DELETE", RELEASE + "/schedule", "");
    assertThat(off.at("/status").stringValue()).isEqualTo("deleted");
    sandbox.advance(Duration.ofDays(3));
    assertThat(shop.get(RELEASE + "/list").json().size()).isEqualTo(3);
  }

  @Test
  void the_ready_notification_carries_a_bcrypt_signature() throws Exception {
    BlockingQueue<String> received = new ArrayBlockingQueue<>(1);
    HttpServer merchant = merchant(received);
    String url = "http://127.0.0.1:" + merchant.getAddress().getPort() + "/ready";
    shop.put(
        "/_sandbox/reports/notification", "{\"url\":\"" + url + "\",\"password\":\"secreto\"}");
    sandbox.advance(Duration.ofDays(3));
    JsonNode task = made(RELEASE, range(1, 4));
    String text = received.poll(20, TimeUnit.SECONDS);
    merchant.stop(0);
    JsonNode body = JsonMapper.shared().readTree(text);
    assertThat(body.at("/transaction_id").asString()).isEqualTo(task.path("id").asString());
    assertThat(body.at("/files/0/name").asString()).isEqualTo(task.path("file_name").asString());
    String signed =
        body.at("/transaction_id").asString()
            + "-secreto-"
            + body.at("/generation_date").asString();
    assertThat(
            BCrypt.verifyer()
                .verify(signed.toCharArray(), body.at("/signature").asString())
                .verified)
        .isTrue();
  }

  private static HttpServer merchant(BlockingQueue<String> received) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/ready",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void movements_from_outside_the_api_reach_both_reports() {
    shop.post(
        "/_sandbox/movements",
        "{\"description\":\"tip\",\"amount\":12.5,\"external_reference\":\"mesa 4\"}");
    assertThat(
            shop.post("/_sandbox/movements", "{\"description\":\"tip\",\"amount\":0.001}").status())
        .isEqualTo(400);
    assertThat(shop.post("/_sandbox/movements", "{\"amount\":1}").status()).isEqualTo(400);
    sandbox.advance(Duration.ofDays(3));
    assertThat(lines(RELEASE, made(RELEASE, range(1, 4))))
        .anyMatch(line -> line.contains(",mesa 4,release,tip,12.50,0.00,12.50,"));
    assertThat(lines(SETTLEMENT, made(SETTLEMENT, range(1, 4))))
        .anyMatch(line -> line.startsWith("mesa 4,"));
  }
}
