// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.oauth.Seller;
import dev.pasaje.oauth.Sellers;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.secret.Secret;
import dev.pasaje.serve.Service;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.SettingsFile;
import dev.pasaje.vault.MasterKey;
import dev.pasaje.vault.Vault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A marketplace: a seller authorises, is renewed while Pasaje serves, and withdraws.
@Timeout(60)
class SellersJourneyTest {
  private static final String REDIRECT = "https://market.example/back";
  private static final String KEY = "5a".repeat(32);

  @TempDir private Path folder;
  private Sandbox sandbox;
  private SandboxAccount owner;

  @BeforeEach
  void start() throws Exception {
    Instant begin = Instant.now().minus(Duration.ofDays(1));
    sandbox = Sandbox.start(SandboxOptions.usual().withStart(begin));
    owner = sandbox.account("MLA", "real");
    Market.open(sandbox, owner, REDIRECT, folder);
  }

  @AfterEach
  void end() {
    sandbox.close();
  }

  private Run run(String... arguments) {
    return Run.in(folder).now().with("PASAJE_VAULT_KEY", KEY).pasaje(arguments);
  }

  private String browse(String link, long seller) throws Exception {
    String form = URI.create(link).getRawQuery() + "&user_id=" + seller + "&decision=allow";
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/authorization"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              BodyHandlers.ofString())
          .headers()
          .firstValue("location")
          .orElseThrow();
    }
  }

  private String withdraw(long seller) throws Exception {
    String body = "{\"application\":%d,\"user\":%d}".formatted(owner.applicationId(), seller);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/_sandbox/oauth/withdraw"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  private static void until(BooleanSupplier done) {
    long last = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(last);
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void a_seller_authorises_is_renewed_and_withdraws() throws Exception {
    long seller =
        sandbox.world().accounts().all().stream()
            .filter(one -> one.site().name().equals("MLA") && one.id() != owner.userId())
            .findFirst()
            .orElseThrow()
            .id();
    Run link = run("credentials", "authorize", "--redirect-uri", REDIRECT);
    assertThat(link.exit()).as(link.all()).isZero();
    Run done =
        run(
            "credentials",
            "authorize",
            "--redirect-uri",
            REDIRECT,
            "--answer",
            browse(link.out().strip(), seller));
    assertThat(done.out()).contains("Seller " + seller + " authorised mercado.");
    assertThat(run("credentials", "sellers").out()).contains("mercado/" + seller + ": linked");
    assertThat(Files.readString(folder.resolve("pasaje.vault"), StandardCharsets.ISO_8859_1))
        .doesNotContain("APP_USR")
        .doesNotContain("TG-");
    sandbox.advance(Duration.ofDays(125));

    InstantSource clock = () -> sandbox.world().now();
    Settings settings = new SettingsFile(Map.of(), folder).read(Optional.empty());
    Vault vault =
        Vault.open(folder.resolve("pasaje.vault"), MasterKey.of(Secret.of(KEY), "test"), clock);
    try (Database database = Database.open(settings.storeUrl(), folder);
        Service service =
            Service.start(
                settings,
                database,
                Optional.of(vault),
                new Service.Conditions(clock, new Random(1), "node", "test"))) {
      Sellers sellers = new Sellers(database);
      String user = Long.toString(seller);
      until(() -> sellers.find("mercado", user).orElseThrow().version() == 2);
      assertThat(service.metrics())
          .contains("pasaje_oauth_sellers{integration=\"mercado\",state=\"linked\"} 1.0")
          .containsPattern("pasaje_oauth_expiry_seconds\\{integration=\"mercado\"} 1\\.");

      assertThat(withdraw(seller)).isEqualTo("{\"withdrawn\":true}");
      assertThat(withdraw(seller)).isEqualTo("{\"withdrawn\":false}");
      String body =
          """
          {"action":"application.deauthorized","type":"mp-connect","api_version":"v1",
           "data":{"id":"%d"},"id":1,"live_mode":true,"user_id":%d}
          """
              .formatted(seller, owner.userId());
      try (HttpClient client = HttpClient.newHttpClient()) {
        assertThat(
                client
                    .send(
                        HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + service.port() + "/n/mercado"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                        BodyHandlers.ofString())
                    .statusCode())
            .isEqualTo(200);
      }
      until(() -> sellers.find("mercado", user).orElseThrow().state() == Seller.State.UNLINKED);
      assertThat(vault.current("mercado")).isEmpty();
    }
    assertThat(run("credentials", "sellers", "--format", "json").out())
        .contains("\"unlinked\"")
        .doesNotContain("APP_USR");
  }

  @Test
  void wrong_use_is_told() throws Exception {
    assertThat(Run.in(folder).pasaje("credentials", "authorize", "--redirect-uri", REDIRECT).err())
        .contains("PASAJE_VAULT_KEY");
    assertThat(run("credentials", "authorize", "--redirect-uri", "ftp://x").exit()).isEqualTo(2);
    assertThat(run("credentials", "authorize", "--redirect-uri", REDIRECT, "--answer", "x").exit())
        .isEqualTo(2);
    assertThat(run("credentials", "sellers").out()).contains("No seller has authorised yet");
  }
}
