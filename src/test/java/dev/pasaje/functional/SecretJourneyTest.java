// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.TestDatabases;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.shop.ShopSite;
import dev.pasaje.sandbox.shop.ShopVariant;
import dev.pasaje.sandbox.world.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// From the vault to production and back with `serve` receiving notifications and a seller; then
/// the vault, the database, the log, the pages and every output are searched for secrets.
@Timeout(180)
class SecretJourneyTest {
  private static final String REDIRECT = "https://tienda.example/oauth/tienda";
  private static final String API_TOKEN = "marked-api-token";

  /// Where credentials belong, and the settings.
  private static final Set<String> TARGETS = Set.of(".env", "app.yaml", "pasaje.yaml");

  @TempDir Path directory;
  private final Map<String, String> told = new LinkedHashMap<>();
  private final List<String> secrets = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private ShopSite shop;
  private SandboxAccount real;
  private SandboxAccount test;

  @BeforeEach
  void open() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.usual());
    shop = ShopSite.start(sandbox, ShopVariant.READY, 0, Instant.now());
    real = shop.account();
    test = sandbox.account("MLA", "test-credentials");
    sandbox
        .world()
        .exclusivelyRun(() -> {
          var accounts = sandbox.world().accounts();
          accounts.put(
              accounts
                  .application(real.applicationId())
                  .orElseThrow()
                  .withRedirectUris(List.of(REDIRECT)));
        });
    for (String token : List.of(real.accessToken(), test.accessToken())) {
      secrets.add(token);
      secrets.add(token.split("-")[3]);
    }
    secrets.addAll(List.of(shop.webhookSecret(), real.clientSecret(), API_TOKEN));
    Files.writeString(directory.resolve(".env"), "T=" + test.accessToken() + "\nU=x\n");
    Files.writeString(directory.resolve("app.yaml"), "mp: {token: \"" + test.accessToken() + "\"}");
  }

  @AfterEach
  void close() {
    client.close();
    shop.close();
    sandbox.close();
  }

  private void settings(String store) throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda:
            site: MLA
            product: checkout-pro
            website: "%s"
            checkout: "%s"
            notifications: "%s"
            payment: "%s"
            credentials: vault
            targets:
              shop: { dotenv: .env, keys: { T: access-token } }
              app: { yaml: app.yaml, keys: { mp.token: access-token } }
        vault: { file: pasaje.vault, key-file: vault.key }
        store: { url: "%s" }
        serve: { api-tokens: ["%s"] }
        api: { base-url: "%s" }
        measure: { allow-private: true, trust: ["%s"], browser: "off" }
        """
            .formatted(
                shop.website(),
                shop.checkout(),
                shop.notifications(),
                shop.sale(),
                store,
                API_TOKEN,
                sandbox.baseUrl(),
                shop.writeAuthority(directory.resolve("ca"))));
  }

  private Run run(int exit, String... arguments) {
    Run run = Run.in(directory).now().pasaje(arguments);
    told.put(String.join(" ", arguments), run.all());
    assertThat(run.exit()).as(run.all()).isEqualTo(exit);
    return run;
  }

  private void importing() {
    Run run =
        Run.in(directory)
            .now()
            .typing(
                """
                MP_ACCESS_TOKEN=%s
                MP_PUBLIC_KEY=%s
                MP_CLIENT_ID=%d
                MP_CLIENT_SECRET=%s
                MP_WEBHOOK_SECRET=%s
                """
                    .formatted(
                        real.accessToken(),
                        real.publicKey(),
                        real.applicationId(),
                        real.clientSecret(),
                        shop.webhookSecret()))
            .pasaje("credentials", "import", "-", "--debug");
    told.put("import", run.all());
    assertThat(run.exit()).as(run.all()).isZero();
  }

  private String ask(String what, HttpRequest.Builder request) {
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      told.put(what, answer.headers().map() + answer.body());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static HttpRequest.Builder page(URI serve, String path) {
    return HttpRequest.newBuilder(serve.resolve(path))
        .header("Authorization", "Bearer " + API_TOKEN);
  }

  private HttpRequest.Builder posted(String address, String type, String body) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /// A notification is read, a seller authorises, another answer is refused.
  private void serving() throws Exception {
    Path log = directory.resolve("serve.log");
    try (ServeProcess serve =
        ServeProcess.start(directory, ProcessBuilder.Redirect.to(log.toFile()), "--debug")) {
      URI at = serve.address();
      String simulated =
          "{\"application\":%d,\"topic\":\"payment\",\"id\":\"%s\",\"url\":\"%s\"}"
              .formatted(real.applicationId(), shop.sale(), at + "/n/tienda");
      assertThat(
              ask(
                  "simulate",
                  posted(sandbox.baseUrl() + "/_sandbox/simulate", "application/json", simulated)))
          .startsWith("200")
          .contains("200");
      seller(at);
      String code = "TG-0123456789abcdef01234567-" + real.userId();
      assertThat(ask("refused", page(at, "/oauth/tienda?code=" + code + "&state=AAAAAAAAAAAA")))
          .startsWith("400");
      long last = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!ask("metrics", page(at, "/metrics")).contains("pasaje_reading_seconds_count{")) {
        assertThat(System.nanoTime()).as("waited in vain").isLessThan(last);
        LockSupport.parkNanos(20_000_000);
      }
      ask("home", page(at, "/"));
      ask("api", page(at, "/api"));
      ask("orders", page(at, "/api/v1/orders"));
      ask("deliveries", page(at, "/api/v1/deliveries"));
      ask("odd", page(at, "/n/tienda?access_token=" + "x".repeat(40)));
      assertThat(serve.stop()).isIn(0, 143);
    }
    told.put("serve.log", Files.readString(log));
  }

  private void seller(URI serve) throws Exception {
    long seller =
        sandbox.world().accounts().all().stream()
            .filter(one -> one.site().name().equals("MLA") && one.id() != real.userId())
            .findFirst()
            .orElseThrow()
            .id();
    Run link = run(0, "credentials", "authorize", "--quiet", "--redirect-uri", REDIRECT);
    String form =
        URI.create(link.out().strip()).getRawQuery() + "&user_id=" + seller + "&decision=allow";
    URI back =
        URI.create(
            client
                .send(
                    posted(
                            sandbox.baseUrl() + "/authorization",
                            "application/x-www-form-urlencoded",
                            form)
                        .build(),
                    BodyHandlers.ofString())
                .headers()
                .firstValue("location")
                .orElseThrow());
    assertThat(ask("linked", page(serve, back.getRawPath() + "?" + back.getRawQuery())))
        .startsWith("200");
    secrets.add(back.getRawQuery().replaceAll(".*code=([^&]+).*", "$1"));
    List<String> granted =
        sandbox.world().accounts().credentialsOf(seller).stream()
            .filter(Credential::oauth)
            .map(Credential::accessToken)
            .toList();
    assertThat(granted).isNotEmpty();
    secrets.addAll(granted);
  }

  @Test
  void a_whole_journey_with_serve_leaves_no_secret_behind() throws Exception {
    settings("jdbc:sqlite:pasaje.db");
    importing();
    run(0, "credentials", "verify", "--debug");
    run(0, "credentials", "activate", "--dry-run", "--debug");
    run(0, "credentials", "activate", "--yes", "--debug", "--reason", "go");
    serving();
    run(0, "credentials", "sellers", "--debug");
    run(0, "credentials", "sellers", "--format", "json");
    for (String format :
        List.of("text", "json", "jsonl", "csv", "junit", "sarif", "markdown", "html")) {
      Run run =
          Run.in(directory)
              .now()
              .pasaje(
                  "check", "--debug", "--format", format, "--output", format + "=out." + format);
      told.put("check " + format, run.all());
    }
    for (String format : List.of("text", "json")) {
      run(0, "credentials", "status", "--debug", "--format", format);
      run(0, "notifications", "list", "--format", format);
    }
    for (String format : List.of("text", "json", "sarif")) {
      run(1, "credentials", "scan", "--debug", "--format", format, ".");
    }
    Files.writeString(directory.resolve("app.yaml"), "mp: {token: \"marked-drifted\"}");
    secrets.add("marked-drifted");
    run(1, "credentials", "status", "--debug");
    run(2, "credentials", "rollback", "--yes", "--debug");
    run(0, "credentials", "rollback", "--yes", "--debug", "--force");
    Files.delete(directory.resolve("app.yaml"));
    run(2, "credentials", "activate", "--yes", "--debug", "--accept", "tls", "--reason", "x");
    Files.writeString(directory.resolve("broken.yaml"), "a: {b: \"" + real.accessToken() + "\"");
    run(2, "credentials", "import", "broken.yaml", "--debug");
    Files.delete(directory.resolve("broken.yaml"));
    run(0, "credentials", "rotate-key", "--debug");

    nothingIsTold();
    nothingIsInAnyFile();
  }

  @Test
  void postgresql_holds_no_secret_after_serving_a_seller() throws Exception {
    String store = TestDatabases.postgresqlUrl();
    settings(store);
    importing();
    serving();
    nothingIsTold();
    String dump = dump(store);
    assertThat(dump).contains("payment", "oauth_seller");
    assertThat(dump).doesNotContain(everyForm());
  }

  private List<String> everyForm() {
    List<String> all = new ArrayList<>(secrets);
    for (String secret : secrets) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      all.add(HexFormat.of().formatHex(bytes));
      all.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }
    return all;
  }

  private void nothingIsTold() {
    assertThat(secrets).hasSizeGreaterThan(8).allMatch(secret -> secret.length() > 10);
    told.forEach((what, text) -> assertThat(text).as(what).doesNotContain(everyForm()));
  }

  private void nothingIsInAnyFile() throws IOException {
    List<String> names = new ArrayList<>();
    String stored = "";
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!TARGETS.contains(name)) {
          names.add(name);
          String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          assertThat(content).as(file.toString()).doesNotContain(everyForm());
          stored += name.startsWith("pasaje.db") ? content : "";
        }
      }
    }
    // What was searched is what came in, as it came in.
    assertThat(stored).contains("POST /n/tienda", "oauth_seller", shop.sale());
    assertThat(told.get("serve.log")).isNotNull();
    assertThat(names)
        .contains("pasaje.vault", "pasaje.db", "serve.log", "out.html", "out.sarif", "out.csv");
  }

  /// Every row of every table, as PostgreSQL writes it: bytes in hexadecimal.
  private static String dump(String url) throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables"
                  + " where schemaname not in ('pg_catalog', 'information_schema')")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        dump.append(table).append('\n');
        try (ResultSet rows = statement.executeQuery("select t::text from " + table + " as t")) {
          while (rows.next()) {
            dump.append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return dump.toString();
  }
}
