// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.pasaje.credentials.activation.Proof;
import dev.pasaje.db.Database;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.notifications.Inbox;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.SwitchProof;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.shop.ShopSite;
import dev.pasaje.sandbox.shop.ShopVariant;
import dev.pasaje.sandbox.tls.Authority;
import dev.pasaje.secret.Secret;
import dev.pasaje.serve.Service;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.SettingsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the world says after a switch: a page whose key changes under it, and a receiver that is
/// Pasaje's own.
@Timeout(120)
class SwitchProofTest {
  private static final Set<String> CARRIED =
      Set.of("x-signature", "x-request-id", "content-type", "user-agent");

  @TempDir Path directory;
  private Sandbox sandbox;
  private ShopSite shop;

  @BeforeEach
  void open() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    shop = ShopSite.start(sandbox, ShopVariant.READY, 0, Instant.now());
  }

  @AfterEach
  void close() {
    shop.close();
    sandbox.close();
  }

  private Integration integration(URI receiver) {
    return new Integration(
        "tienda",
        Site.MLA,
        Product.CHECKOUT_PRO,
        Optional.of(shop.website()),
        Optional.of(shop.checkout()),
        Optional.of(receiver),
        CredentialSet.NONE,
        new CredentialSet(
            Optional.of(shop.publicKey()),
            Optional.of(Secret.of(shop.account().accessToken())),
            Optional.empty(),
            Optional.empty()),
        List.of(Secret.of(shop.webhookSecret())),
        Map.of(),
        Optional.of(shop.sale()),
        Optional.empty());
  }

  private Readiness readiness(List<Path> trusted) {
    return new Readiness(
        URI.create(sandbox.baseUrl()),
        new Outlook(
            Duration.ofSeconds(10), Trust.with(trusted), true, "test", InstantSource.system()),
        Optional.empty(),
        new Readiness.Judging(QualityOptions.STANDARD, "intermediate"));
  }

  private static Proof of(String what, List<Proof> proofs) {
    return proofs.stream().filter(one -> one.what().equals(what)).findFirst().orElseThrow();
  }

  @Test
  void only_a_page_with_the_production_key_of_the_same_application_passes() throws IOException {
    Readiness readiness = readiness(List.of(shop.writeAuthority(directory.resolve("ca"))));
    String[] shown = {sandbox.account("MLA", "test-credentials").publicKey()};
    shop.show(() -> shown[0]);
    SwitchProof proof = new SwitchProof(readiness);
    Integration tienda = integration(shop.notifications());

    Proof before = of("page", proof.look(tienda, Optional.empty()));
    shown[0] = shop.publicKey();
    Proof after = of("page", proof.look(tienda, Optional.empty()));
    shown[0] = sandbox.account("MLA", "test-user").publicKey();
    Proof other = of("page", proof.look(tienda, Optional.empty()));

    assertThat(before).isEqualTo(new Proof("page", "failed", "test-key-in-production-page"));
    assertThat(after.outcome()).isEqualTo("passed");
    assertThat(other).isEqualTo(new Proof("page", "failed", "public-key-of-another-application"));
  }

  @Test
  void what_pasaje_answered_itself_must_be_in_its_inbox() throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda:
            site: MLA
            product: checkout-pro
            credentials:
              production: { public-key: "%s", access-token: "%s" }
            webhook-secrets: ["%s"]
        api: { base-url: "%s" }
        serve: { port: 0, api-tokens: [t] }
        """
            .formatted(
                shop.publicKey(),
                shop.account().accessToken(),
                shop.webhookSecret(),
                sandbox.baseUrl()));
    Settings settings = new SettingsFile(Map.of(), directory).read(Optional.empty());
    Path authority = shop.writeAuthority(directory.resolve("ca"));
    try (Database database = Database.open(settings.storeUrl(), directory);
        Service service =
            Service.start(
                settings,
                database,
                new Service.Conditions(InstantSource.system(), new Random(1), "node", "test"));
        Front front = new Front(service.port(), directory.resolve("front"))) {
      SwitchProof proof =
          new SwitchProof(
              readiness(List.of(authority, front.authority())), Optional.of(new Inbox(database)));
      Integration tienda = integration(front.receiver("tienda"));

      Proof kept = of("notifications", proof.look(tienda, Optional.empty()));
      assertThat(kept.outcome()).as(kept.detail()).isEqualTo("passed");
      assertThat(kept.detail()).endsWith(", kept-in-inbox");

      front.swallow();
      Proof lost = of("notifications", proof.look(tienda, Optional.empty()));
      assertThat(lost.outcome()).as(lost.detail()).isEqualTo("failed");
      assertThat(lost.detail()).endsWith(", not-in-inbox");

      Integration foreign = integration(shop.notifications());
      assertThat(SwitchProof.ownReceiver(foreign)).isFalse();
      assertThat(of("notifications", proof.look(foreign, Optional.empty())).outcome())
          .isEqualTo("passed");
    }
  }

  /// A reverse proxy with TLS, which can start to answer without passing anything on.
  private static final class Front implements AutoCloseable {
    private final HttpsServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicBoolean swallows = new AtomicBoolean();
    private final Path authority;
    private final int port;

    Front(int port, Path directory) throws IOException {
      this.port = port;
      Authority own = Authority.create(List.of("localhost", "127.0.0.1"), Instant.now());
      own.writeTo(directory);
      authority = directory.resolve("ca.pem");
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      server.setHttpsConfigurator(new HttpsConfigurator(own.context()));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::pass);
      server.start();
    }

    Path authority() {
      return authority;
    }

    URI receiver(String integration) {
      return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/n/" + integration);
    }

    void swallow() {
      swallows.set(true);
    }

    private void pass(HttpExchange exchange) throws IOException {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = 200;
      if (!swallows.get()) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange
            .getRequestHeaders()
            .forEach((name, values) -> {
              if (CARRIED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                request.header(name, values.getFirst());
              }
            });
        try {
          status = client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (InterruptedException ended) {
          throw new IOException(ended);
        }
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
      client.close();
    }
  }
}
