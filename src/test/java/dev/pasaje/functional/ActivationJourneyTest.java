// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.credentials.target.KvServer;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.shop.ShopSite;
import dev.pasaje.sandbox.shop.ShopVariant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// From an env file with test credentials to production and back, with the commands people use;
/// then everything that was printed and written is searched for secrets.
class ActivationJourneyTest {
  @TempDir Path directory;

  private final List<Run> runs = new ArrayList<>();
  private static Sandbox sandbox;
  private static ShopSite shop;
  private static SandboxAccount test;
  private static SandboxAccount real;
  private KvServer kv;

  /// Nothing here changes them.
  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    test = sandbox.account("MLA", "test-credentials");
    shop = ShopSite.start(sandbox, ShopVariant.READY, 0, Instant.now());
    real = shop.account();
  }

  @AfterAll
  static void end() {
    shop.close();
    sandbox.close();
  }

  @BeforeEach
  void open() throws IOException {
    kv = new KvServer("s.token");
    kv.put("secret/data/shop/mp", "{\"token\":\"" + test.accessToken() + "\"}");
    settings(sandbox.baseUrl());
    Files.writeString(directory.resolve(".env"), env(test));
    Files.setPosixFilePermissions(
        directory.resolve(".env"), PosixFilePermissions.fromString("rw-r-----"));
    Files.writeString(directory.resolve("app.yaml"), yaml(test));
  }

  @AfterEach
  void close() {
    kv.close();
  }

  private void settings(String api) throws IOException {
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
              shop:
                dotenv: .env
                keys: { MP_ACCESS_TOKEN: access-token, MP_PUBLIC_KEY: public-key, MP_MODE: "=production" }
              app:
                yaml: app.yaml
                keys: { mp.token: access-token }
              hashi:
                hashicorp-vault: "%s"
                path: shop/mp
                token: s.token
                keys: { token: access-token }
        vault: { file: pasaje.vault, key-file: vault.key }
        api: { base-url: "%s" }
        measure: { allow-private: true, trust: ["%s"], browser: "off" }
        """
            .formatted(
                shop.website(),
                shop.checkout(),
                shop.notifications(),
                shop.sale(),
                kv.address(),
                api,
                shop.writeAuthority(directory.resolve("ca"))));
  }

  private static String env(SandboxAccount account) {
    return "# the shop\nMP_ACCESS_TOKEN='%s' # kept\nMP_PUBLIC_KEY=%s\nMP_MODE=%s\n"
        .formatted(
            account.accessToken(),
            account.publicKey(),
            account.kind().equals("real") ? "production" : "test");
  }

  private static String yaml(SandboxAccount account) {
    return "mp: {token: \"" + account.accessToken() + "\"} # kept\n";
  }

  private Run run(String... arguments) {
    Run run = Run.in(directory).now().pasaje(arguments);
    runs.add(run);
    return run;
  }

  private Run importing(SandboxAccount account) {
    Run run =
        Run.in(directory)
            .now()
            .typing(
                "MP_ACCESS_TOKEN=%s\nMP_PUBLIC_KEY=%s\nMP_WEBHOOK_SECRET=%s\nOTHER=x\n"
                    .formatted(account.accessToken(), account.publicKey(), shop.webhookSecret()))
            .pasaje("credentials", "import", "-", "--debug");
    runs.add(run);
    return run;
  }

  @Test
  void the_passage_and_the_way_back() throws IOException {
    assertThat(importing(real).exit()).as(runs.getLast().all()).isZero();
    assertThat(run("credentials", "verify", "--debug").exit()).as(runs.getLast().all()).isZero();
    Run dry = run("credentials", "activate", "--dry-run");
    assertThat(dry.out()).contains("- TEST-… sha256", "+ APP_USR-… sha256", "MP_MODE");
    assertThat(run("credentials", "activate").exit()).isEqualTo(2);
    assertThat(runs.getLast().err()).contains("--yes");
    assertThat(directory.resolve(".env")).content().isEqualTo(env(test));

    Run activated = run("credentials", "activate", "--yes", "--debug", "--who", "ana");

    assertThat(activated.exit()).as(activated.all()).isZero();
    assertThat(activated.out())
        .startsWith("tienda: active.")
        .contains("live page uses the production key: passed")
        .contains("real account of this country: passed")
        .contains("notifications arrive: passed");
    assertThat(directory.resolve(".env")).content().isEqualTo(env(real));
    assertThat(directory.resolve("app.yaml")).content().isEqualTo(yaml(real));
    assertThat(kv.current("secret/data/shop/mp").path("token").asString())
        .isEqualTo(real.accessToken());
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(".env"))))
        .isEqualTo("rw-r-----");
    assertThat(run("credentials", "status", "--format", "json").exit()).isZero();
    assertThat(runs.getLast().out()).contains("\"state\" : \"active\"", "\"drifted\" : false");
    followsItsSchema(runs.getLast().out());

    Run paid =
        run(
            "credentials",
            "activate",
            "--prove",
            "--debug",
            "--pay",
            "100",
            "--card-token",
            cardToken(),
            "--payment-method",
            "visa",
            "--payer-email",
            "comprador@example.com");
    assertThat(paid.exit()).as(paid.all()).isZero();
    assertThat(paid.out()).contains("real payment: passed", "refund of that payment: passed");
    assertThat(run("credentials", "activate", "--prove", "--pay", "0").err()).contains("--pay");

    Files.writeString(directory.resolve("app.yaml"), yaml(real).replace("APP_USR", "DRIFTED"));
    assertThat(run("credentials", "status").exit()).isEqualTo(1);
    assertThat(runs.getLast().out()).startsWith("tienda: drifted");
    followsItsSchema(run("credentials", "status", "--format", "json").out());
    assertThat(run("credentials", "rollback", "--yes").exit()).isEqualTo(2);
    Files.writeString(directory.resolve("app.yaml"), yaml(real));

    assertThat(run("credentials", "rollback", "--yes", "--reason", "bad day").exit()).isZero();
    assertThat(directory.resolve(".env")).content().isEqualTo(env(test));
    assertThat(directory.resolve("app.yaml")).content().isEqualTo(yaml(test));
    assertThat(run("credentials", "rollback", "--yes").exit()).isEqualTo(2);
    assertThat(run("credentials", "activate", "--resume").exit()).isEqualTo(2);
    assertThat(run("credentials", "rotate-key").exit()).isZero();
    assertThat(run("credentials", "status").exit()).isZero();
    noSecretIsAnywhere();
  }

  @Test
  void a_blocker_stops_it_unless_somebody_answers_for_it() throws IOException {
    SandboxAccount user = sandbox.account("MLA", "test-user");
    importing(user);

    Run refused = run("credentials", "activate", "--yes");

    assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
    assertThat(refused.err()).contains("is not ready", "(failed)", "Nothing was written");
    assertThat(directory.resolve(".env")).content().isEqualTo(env(test));
    String checks = refused.err().replaceAll("(?s).*is not ready: (.*?)\\. Correct.*", "$1");
    List<String> arguments =
        new ArrayList<>(List.of("credentials", "activate", "--yes", "--reason", "a rehearsal"));
    assertThat(checks).contains("test-user-in-production (failed)");
    arguments.addAll(List.of("--accept", "credentials", "--accept", "tls"));
    assertThat(run("credentials", "activate", "--accept", "nope", "--reason", "x").err())
        .contains("nope");
    assertThat(run("credentials", "activate", "--yes", "--accept", "x").err()).contains("--reason");

    Run accepted = run(arguments.toArray(String[]::new));

    assertThat(accepted.out()).contains("risk taken: ", ": a rehearsal", "country: FAILED");
    assertThat(accepted.exit()).isEqualTo(1);
    assertThat(directory.resolve(".env")).content().contains(user.accessToken());
  }

  @Test
  void a_wrong_master_key_is_one_line_and_changes_nothing() throws IOException {
    importing(real);
    byte[] before = Files.readAllBytes(directory.resolve("pasaje.vault"));
    Files.writeString(directory.resolve("vault.key"), "A".repeat(43) + "=\n");
    for (String verb : List.of("status", "activate", "rollback", "rotate-key", "verify")) {
      Run run = run("credentials", verb);
      assertThat(run.exit()).as(verb).isEqualTo(2);
      assertThat(run.err().lines()).as(verb).hasSize(1);
      assertThat(run.err()).as(verb).contains("does not open the vault");
    }
    assertThat(directory.resolve("pasaje.vault")).hasBinaryContent(before);
    assertThat(directory.resolve(".env")).content().isEqualTo(env(test));
  }

  private static void followsItsSchema(String json) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("docs/schemas/activation-status.schema.json")),
                InputFormat.JSON);
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
  }

  /// As the shop's page makes one, with a test card that is approved.
  private String cardToken() {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(sandbox.baseUrl() + "/v1/card_tokens?public_key=" + real.publicKey()))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"card_number":"4509953566233704","security_code":"123",
                     "expiration_month":11,"expiration_year":2030,
                     "cardholder":{"name":"APRO","identification":{"type":"DNI","number":"12345678"}}}\
                    """))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonMapper.shared().readTree(body).path("id").asString();
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void noSecretIsAnywhere() throws IOException {
    List<String> secrets =
        List.of(
            real.accessToken(),
            test.accessToken(),
            real.accessToken().split("-")[3],
            test.accessToken().split("-")[3],
            shop.webhookSecret(),
            "s.token");
    for (Run run : runs) {
      assertThat(run.all()).doesNotContain(secrets);
    }
    Set<String> targets = Set.of(".env", "app.yaml", "pasaje.yaml");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean authority = file.startsWith(directory.resolve("ca"));
        if (!authority && !targets.contains(file.getFileName().toString())) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(secrets);
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo("rw-------");
        }
      }
    }
  }
}
