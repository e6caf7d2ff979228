// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.check.Check;
import dev.pasaje.check.Finding;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.secret.Secret;
import java.util.List;
import java.util.Optional;

/// Looks at an integration's credentials and judges them.
public final class Credentials {
  private Credentials() {}

  /// Asks the API with read-only calls and judges; a finding for each check, unordered.
  public static List<Finding> examine(Integration integration, MercadoPago.Access access) {
    return judge(new CredentialsProbe(access).look(integration));
  }

  /// The API as the owner of the production token sees it; empty when there is no token to send.
  public static Optional<MercadoPago> production(
      Integration integration, MercadoPago.Access access) {
    return integration
        .production()
        .accessToken()
        .map(token -> SlotFacts.cleaned(token.reveal()))
        .filter(SlotFacts::sendable)
        .map(token -> access.as(Secret.of(token)));
  }

  static List<Finding> judge(CredentialFacts facts) {
    return CredentialChecks.CHECKS.stream()
        .map((Check<CredentialFacts> check) -> new Finding(check.info(), 0, check.evaluate(facts)))
        .toList();
  }
}
