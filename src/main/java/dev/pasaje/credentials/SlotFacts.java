// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Environment;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.PluginCredentials;
import dev.pasaje.mercadopago.User;
import dev.pasaje.secret.Secret;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What is known of one slot of credentials: as typed, cleaned, and as the API answered.
///
/// A call is empty when there was nothing to ask with.
record SlotFacts(
    Environment environment,
    CredentialSet typed,
    Optional<Call<User>> me,
    Optional<Call<PluginCredentials>> tokenOwner,
    Optional<Call<PluginCredentials>> keyOwner,
    Optional<Call<List<JsonNode>>> keyProbe) {

  /// The token as it was meant: without blanks, quotes and the word `Bearer`.
  Optional<String> token() {
    return typed
        .accessToken()
        .map(Secret::reveal)
        .map(SlotFacts::cleaned)
        .filter(s -> !s.isEmpty());
  }

  Optional<String> publicKey() {
    return typed.publicKey().map(SlotFacts::cleaned).filter(s -> !s.isEmpty());
  }

  Optional<TokenShape> shape() {
    return token().flatMap(TokenShape::of);
  }

  /// Removes blanks, quotes and the word `Bearer`, in whatever order they were put around the
  /// value.
  static String cleaned(String text) {
    String before;
    String after = text;
    do {
      before = after;
      after =
          before.strip().replaceAll("^[\"'`]+|[\"'`]+$", "").replaceFirst("(?i)^bearer\\s+", "");
    } while (!after.equals(before));
    return after;
  }

  /// A header cannot carry blanks, line ends or letters beyond ASCII; such a value is not asked
  /// about.
  static boolean sendable(String text) {
    return text.matches("[\\x21-\\x7e]{1,512}");
  }

  /// The settings key of a credential of this slot, for evidence.
  String key(String name) {
    return "credentials." + environment.id() + "." + name;
  }
}
