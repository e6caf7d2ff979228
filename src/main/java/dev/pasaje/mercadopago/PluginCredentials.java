// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the official plug-ins ask about a key: `GET /plugins-credentials-wrapper/credentials`,
/// undocumented, so it is never the only evidence (domain/credentials.md 4.2).
public record PluginCredentials(
    String clientId, Optional<Boolean> test, Optional<Boolean> homologated) {

  static PluginCredentials of(JsonNode raw) {
    return new PluginCredentials(
        raw.path("client_id").asString(""), flag(raw, "is_test"), flag(raw, "homologated"));
  }

  private static Optional<Boolean> flag(JsonNode raw, String name) {
    return raw.path(name).isBoolean() ? Optional.of(raw.path(name).asBoolean()) : Optional.empty();
  }
}
