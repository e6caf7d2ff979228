// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.check.Check;
import dev.pasaje.check.Finding;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import java.util.List;

/// Looks at an integration's credentials and judges them.
public final class Credentials {
  private Credentials() {}

  /// Asks the API with read-only calls and judges; a finding for each check, unordered.
  public static List<Finding> examine(Integration integration, MercadoPago.Access access) {
    return judge(new CredentialsProbe(access).look(integration));
  }

  static List<Finding> judge(CredentialFacts facts) {
    return CredentialChecks.CHECKS.stream()
        .map((Check<CredentialFacts> check) -> new Finding(check.info(), 0, check.evaluate(facts)))
        .toList();
  }
}
