// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.check.Check;
import dev.pasaje.check.Finding;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.secret.Secret;
import java.util.List;
import java.util.Optional;

/// Looks at an integration's credentials and judges them.
public final class Credentials {
  private Credentials() {}

  /// Asks the API with read-only calls.
  public static CredentialFacts look(Integration integration, MercadoPago.Access access) {
    return new CredentialsProbe(access).look(integration);
  }

  /// The API as the owner of the production token sees it; empty when there is no token to send.
  public static Optional<MercadoPago> production(
      Integration integration, MercadoPago.Access access) {
    return integration
        .production()
        .accessToken()
        .map(token -> TypedText.cleaned(token.reveal()))
        .filter(TypedText::sendable)
        .map(token -> access.as(Secret.of(token)));
  }

  /// The public key of a slot without what was typed around it; empty when it is none, so that a
  /// secret typed in its place goes nowhere.
  public static Optional<String> publicKey(CredentialSet typed) {
    return typed.publicKey().map(TypedText::cleaned).filter(TokenShape::isPublicKey);
  }

  /// A finding for each check, unordered.
  public static List<Finding> judge(CredentialFacts facts) {
    return CredentialChecks.CHECKS.stream()
        .map((Check<CredentialFacts> check) -> new Finding(check.info(), 0, check.evaluate(facts)))
        .toList();
  }
}
