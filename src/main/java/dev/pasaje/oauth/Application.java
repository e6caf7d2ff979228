// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.util.Map;

/// The integrator's application that sellers authorise.
///
/// @param integration the name in the settings
/// @param api Mercado Pago's address, or an emulator's
/// @param authorize where a seller's browser is sent
public record Application(
    String integration, String clientId, Secret clientSecret, URI api, URI authorize) {
  private static final String REAL_API = "api.mercadopago.com";

  /// domain/credentials.md 6.1. The official Java SDK uses the country's own host instead.
  private static final URI REAL_AUTHORIZE =
      URI.create("https://auth.mercadopago.com/authorization");

  /// @throws PasajeException when the integration has no client id and secret for production
  public static Application of(Integration integration, URI api) {
    CredentialSet set = integration.production();
    return new Application(
        integration.id(),
        set.clientId().orElseThrow(() -> missing(integration)).strip(),
        Secret.of(set.clientSecret().orElseThrow(() -> missing(integration)).reveal().strip()),
        api,
        REAL_API.equals(api.getHost()) ? REAL_AUTHORIZE : api.resolve("/authorization"));
  }

  private static PasajeException missing(Integration integration) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "oauth.no-application",
        Map.of("integration", integration.id()));
  }
}
