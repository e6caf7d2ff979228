// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A marketplace of the emulator that sellers come back to.
final class Market {
  private Market() {}

  /// Registers the address, and writes settings with the application's client.
  static void open(Sandbox sandbox, SandboxAccount owner, String redirect, Path folder)
      throws IOException {
    sandbox
        .world()
        .exclusivelyRun(() -> {
          var accounts = sandbox.world().accounts();
          accounts.put(
              accounts
                  .application(owner.applicationId())
                  .orElseThrow()
                  .withRedirectUris(List.of(redirect)));
        });
    Files.writeString(
        folder.resolve("pasaje.yaml"),
        """
        integrations:
          mercado:
            site: MLA
            product: checkout-pro
            credentials:
              production:
                public-key: "%s"
                access-token: "%s"
                client-id: "%d"
                client-secret: "%s"
        api: { base-url: "%s" }
        serve: { port: 0, api-tokens: [t] }
        """
            .formatted(
                owner.publicKey(),
                owner.accessToken(),
                owner.applicationId(),
                owner.clientSecret(),
                sandbox.baseUrl()));
  }
}
