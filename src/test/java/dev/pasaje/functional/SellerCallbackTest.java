// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.integration.Integration;
import dev.pasaje.notifications.Arrival;
import dev.pasaje.notifications.Receiver;
import dev.pasaje.oauth.Seller;
import dev.pasaje.oauth.Sellers;
import dev.pasaje.resources.WorkQueue;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.oauth.Withdrawal;
import dev.pasaje.secret.Secret;
import dev.pasaje.serve.Service;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.SettingsFile;
import dev.pasaje.vault.By;
import dev.pasaje.vault.MasterKey;
import dev.pasaje.vault.Vault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The browser of a seller comes back to the web server of `serve`, as through a reverse proxy that
/// has the registered address.
@Timeout(60)
class SellerCallbackTest {
  private static final String REDIRECT = "https://market.example/oauth/mercado";
  private static final String KEY = "5a".repeat(32);

  @TempDir private Path folder;
  private final HttpClient browser = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private SandboxAccount owner;
  private Settings settings;
  private Database database;
  private Vault vault;
  private long seller;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.usual());
    owner = sandbox.account("MLA", "real");
    Market.open(sandbox, owner, REDIRECT, folder);
    seller =
        sandbox.world().accounts().all().stream()
            .filter(one -> one.site().name().equals("MLA") && one.id() != owner.userId())
            .findFirst()
            .orElseThrow()
            .id();
    settings = new SettingsFile(Map.of(), folder).read(Optional.empty());
    database = Database.open(settings.storeUrl(), folder);
    vault =
        Vault.openOrCreate(
            folder.resolve("pasaje.vault"),
            MasterKey.of(Secret.of(KEY), "test"),
            InstantSource.system(),
            new By("test", "test"));
  }

  @AfterEach
  void end() {
    browser.close();
    database.close();
    sandbox.close();
  }

  private Service serve() {
    return Service.start(
        settings,
        database,
        Optional.of(vault),
        new Service.Conditions(InstantSource.system(), new Random(1), "node", "test"));
  }

  private String link() {
    Run run =
        Run.in(folder)
            .now()
            .with("PASAJE_VAULT_KEY", KEY)
            .pasaje("credentials", "authorize", "--quiet", "--redirect-uri", REDIRECT);
    assertThat(run.exit()).as(run.all()).isZero();
    return run.out().strip();
  }

  /// What the seller decides, and where the browser is sent.
  private URI decided(String link, String decision) throws Exception {
    String form = URI.create(link).getRawQuery() + "&user_id=" + seller + "&decision=" + decision;
    return URI.create(
        browser
            .send(
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/authorization"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build(),
                BodyHandlers.ofString())
            .headers()
            .firstValue("location")
            .orElseThrow());
  }

  private static HttpRequest back(Service service, String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + pathAndQuery))
        .header("Accept-Language", "pt-BR,pt;q=0.9")
        .build();
  }

  private HttpResponse<String> ask(Service service, String pathAndQuery) throws Exception {
    return browser.send(back(service, pathAndQuery), BodyHandlers.ofString());
  }

  private static String local(URI address) {
    return address.getRawPath() + "?" + address.getRawQuery();
  }

  private Optional<Seller> known() {
    return new Sellers(database).find("mercado", Long.toString(seller));
  }

  private static void until(BooleanSupplier done) {
    long last = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(last);
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void a_seller_comes_back_once_and_nobody_else_does() throws Exception {
    String link = link();
    assertThat(link).contains("code_challenge_method=S256", "code_challenge=", "state=");
    try (Service service = serve()) {
      URI back = decided(link, "allow");
      assertThat(back).asString().startsWith(REDIRECT + "?code=TG-");

      String foreign = local(back).replaceAll("state=[^&]+", "state=AAAAAAAAAAAAAAAA");
      HttpResponse<String> bad = ask(service, foreign);
      assertThat(bad.statusCode()).isEqualTo(400);
      assertThat(known()).isEmpty();
      for (String other :
          List.of(
              "/oauth/mercado",
              "/oauth/mercado?code=x",
              "/oauth/mercado?state=%20&code=x",
              "/oauth/nobody?" + back.getRawQuery())) {
        HttpResponse<String> same = ask(service, other);
        assertThat(same.statusCode()).as(other).isEqualTo(400);
        assertThat(same.body()).as(other).isEqualTo(bad.body());
      }

      HttpResponse<String> good = ask(service, local(back));
      assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
      assertThat(good.body()).startsWith("Obrigado. Sua conta foi vinculada.").hasLineCount(1);
      assertThat(good.headers().firstValue("cache-control")).contains("no-store");
      assertThat(good.headers().firstValue("referrer-policy")).contains("no-referrer");
      assertThat(known().orElseThrow().state()).isEqualTo(Seller.State.LINKED);
      assertThat(ask(service, local(back)).statusCode()).as("a code again").isEqualTo(400);
      assertThat(known().orElseThrow().version()).isEqualTo(1);
      assertThat(service.metrics())
          .contains("pasaje_oauth_renewals_total{integration=\"mercado\",outcome=\"linked\"} 1.0");
    }
    assertThat(Files.readString(folder.resolve("pasaje.vault"), StandardCharsets.ISO_8859_1))
        .doesNotContain("APP_USR", "TG-");
  }

  @Test
  void a_seller_who_declines_is_not_linked_and_may_still_say_yes() throws Exception {
    String link = link();
    try (Service service = serve()) {
      URI declined = decided(link, "deny");
      assertThat(declined).asString().contains("error=access_denied");
      HttpResponse<String> no = ask(service, local(declined));
      assertThat(no.statusCode()).isEqualTo(200);
      assertThat(no.body()).contains("não foi vinculada");
      assertThat(known()).isEmpty();

      assertThat(ask(service, local(decided(link, "allow"))).statusCode()).isEqualTo(200);
      assertThat(known()).isPresent();
    }
  }

  @Test
  void one_answer_brought_many_times_at_once_links_once() throws Exception {
    String link = link();
    try (Service service = serve()) {
      HttpRequest back = back(service, local(decided(link, "allow")));
      List<CompletableFuture<HttpResponse<String>>> all =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(_ -> browser.sendAsync(back, BodyHandlers.ofString()))
              .toList();
      assertThat(all.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
          .containsOnlyOnce(200)
          .isSubsetOf(200, 400, 503);
      assertThat(known().orElseThrow().version()).isEqualTo(1);
    }
  }

  /// The receiver is all that runs before the answer 200; what a kill leaves after it is this disk.
  @Test
  void a_withdrawal_that_was_acknowledged_survives_a_kill_before_it_is_handled() throws Exception {
    String link = link();
    try (Service service = serve()) {
      assertThat(ask(service, local(decided(link, "allow"))).statusCode()).isEqualTo(200);
    }
    new Withdrawal(sandbox.world()).of(owner.applicationId(), seller);
    Integration integration = settings.integrations().getFirst();
    try (Receiver receiver =
        new Receiver(database, List.of(integration), 10, InstantSource.system(), _ -> {})) {
      String body =
          """
          {"action":"application.deauthorized","type":"mp-connect","api_version":"v1",
           "data":{"id":"%d"},"id":1,"live_mode":true,"user_id":%d}
          """
              .formatted(seller, owner.userId());
      assertThat(
              receiver
                  .receive(
                      new Arrival(
                          "mercado",
                          "POST",
                          "/n/mercado",
                          "",
                          List.of(new Arrival.Header("content-type", "application/json")),
                          body.getBytes(StandardCharsets.UTF_8),
                          false,
                          "127.0.0.1",
                          InstantSource.system().instant()))
                  .status())
          .isEqualTo(200);
    }
    assertThat(known().orElseThrow().state()).isEqualTo(Seller.State.LINKED);
    assertThat(new WorkQueue(database).due("mercado", InstantSource.system().instant())).isTrue();

    try (Service service = serve()) {
      until(() -> known().orElseThrow().state() == Seller.State.UNLINKED);
      assertThat(vault.current("mercado")).isEmpty();
      assertThat(service.metrics()).contains("state=\"unlinked\"} 1.0");
    }
  }
}
