// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.demo;

import dev.pasaje.http.Transport;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One shop, twice: as it is typically set up, and after the fixes the report asks for.
final class Demo {
  private final Sandbox sandbox;
  private final InstantSource clock;
  private final String userAgent;

  Demo(Sandbox sandbox, InstantSource clock, String userAgent) {
    this.sandbox = sandbox;
    this.clock = clock;
    this.userAgent = userAgent;
  }

  /// The classic: a test user's token in the production slot, with `Bearer` typed before it, beside
  /// the real account's public key, and a preference that only names a price.
  ReadinessReport before() {
    SandboxAccount testUser = sandbox.account("MLA", "test-user");
    SandboxAccount real = sandbox.account("MLA", "real");
    String payment = sale(testUser, Shop.bare());
    return measured(credentials(real.publicKey(), "Bearer " + testUser.accessToken()), payment);
  }

  /// The same shop with its own production credentials and a complete preference.
  ReadinessReport after() {
    SandboxAccount real = sandbox.account("MLA", "real");
    String payment = sale(real, Shop.complete());
    return measured(credentials(real.publicKey(), real.accessToken()), payment);
  }

  private String sale(SandboxAccount seller, ObjectNode preference) {
    MercadoPago.Access access =
        new MercadoPago.Access(
            URI.create(sandbox.baseUrl()),
            Transport.with(Duration.ofSeconds(10), 8 << 20),
            Pacing.USUAL,
            clock,
            Pacing.Sleeper.REAL,
            userAgent);
    return new Shop(access.as(Secret.of(seller.accessToken())), seller.publicKey())
        .sell(preference);
  }

  private ReadinessReport measured(CredentialSet production, String payment) {
    SandboxAccount test = sandbox.account("MLA", "test-credentials");
    Integration shop =
        new Integration(
            "tienda",
            Site.MLA,
            Product.CHECKOUT_PRO,
            Optional.of(URI.create("https://tienda.example")),
            Optional.of(URI.create("https://tienda.example/checkout")),
            Optional.of(URI.create("https://tienda.example/mercadopago/notificaciones")),
            credentials(test.publicKey(), test.accessToken()),
            production,
            List.of(),
            Map.of(),
            Optional.of(payment));
    return new Readiness(URI.create(sandbox.baseUrl()), userAgent, QualityOptions.STANDARD, clock)
        .measure(List.of(shop));
  }

  private static CredentialSet credentials(String publicKey, String accessToken) {
    return new CredentialSet(
        Optional.of(publicKey),
        Optional.of(Secret.of(accessToken)),
        Optional.empty(),
        Optional.empty());
  }
}
