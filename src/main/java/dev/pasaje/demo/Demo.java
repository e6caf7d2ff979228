// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.demo;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.shop.ShopSite;
import dev.pasaje.sandbox.shop.ShopVariant;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One shop, twice: as it is typically set up, and after the fixes the report asks for. Its pages,
/// its certificate and its receiver are real ones, served by the emulator.
final class Demo {
  private final Sandbox sandbox;
  private final InstantSource clock;
  private final String userAgent;
  private final Path directory;

  /// @param directory where the shop's throw-away authority is written
  Demo(Sandbox sandbox, InstantSource clock, String userAgent, Path directory) {
    this.sandbox = sandbox;
    this.clock = clock;
    this.userAgent = userAgent;
    this.directory = directory;
  }

  /// The classic: a test user's token in the production slot, with `Bearer` typed before it, beside
  /// the real account's public key, a preference that only names a price, a token in the page, and
  /// a receiver that moved.
  ReadinessReport before() {
    return measured(ShopVariant.NEGLECTED, "Bearer ");
  }

  /// The same shop after the fixes.
  ReadinessReport after() {
    return measured(ShopVariant.READY, "");
  }

  private ReadinessReport measured(ShopVariant variant, String typedBefore) {
    try (ShopSite shop = ShopSite.start(sandbox, variant, 0, clock.instant())) {
      Path authority = shop.writeAuthority(directory.resolve("shop-ca"));
      SandboxAccount test = sandbox.account("MLA", "test-credentials");
      Integration integration =
          new Integration(
              "tienda",
              Site.MLA,
              Product.CHECKOUT_PRO,
              Optional.of(shop.website()),
              Optional.of(shop.checkout()),
              Optional.of(shop.notifications()),
              credentials(test.publicKey(), test.accessToken()),
              credentials(shop.publicKey(), typedBefore + shop.account().accessToken()),
              List.of(Secret.of(shop.webhookSecret())),
              Map.of(),
              Optional.of(shop.sale()),
              Optional.empty());
      try (Readiness readiness =
          new Readiness(
              URI.create(sandbox.baseUrl()),
              new Outlook(
                  Duration.ofSeconds(10), Trust.with(List.of(authority)), true, userAgent, clock),
              // A browser would take longer than all the rest.
              Optional.empty(),
              new Readiness.Judging(QualityOptions.STANDARD, "intermediate"))) {
        return readiness.measure(List.of(integration));
      }
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "cli.write",
          Map.of("path", directory.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }

  private static CredentialSet credentials(String publicKey, String accessToken) {
    return new CredentialSet(
        Optional.of(publicKey),
        Optional.of(Secret.of(accessToken)),
        Optional.empty(),
        Optional.empty());
  }
}
