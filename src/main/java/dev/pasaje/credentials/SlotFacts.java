// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Environment;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.PluginCredentials;
import dev.pasaje.mercadopago.User;
import dev.pasaje.secret.Secret;
import java.util.Optional;

/// What is known of one slot of credentials: what the typed texts say about themselves, and what
/// the API answered.
///
/// A call is empty when there was nothing to ask with.
///
/// @param given whether anything at all was written into the slot
/// @param typedToken and the other texts: empty when nothing but blanks was typed
/// @param keyProbe how many identification types the public key was shown
record SlotFacts(
    Environment environment,
    boolean given,
    Optional<TypedText> typedToken,
    Optional<TypedText> typedKey,
    Optional<TypedText> typedClientId,
    Optional<Call<User>> me,
    Optional<Call<PluginCredentials>> tokenOwner,
    Optional<Call<PluginCredentials>> keyOwner,
    Optional<Call<Integer>> keyProbe) {

  static SlotFacts of(
      Environment environment,
      CredentialSet typed,
      Optional<Call<User>> me,
      Optional<Call<PluginCredentials>> tokenOwner,
      Optional<Call<PluginCredentials>> keyOwner,
      Optional<Call<Integer>> keyProbe) {
    return new SlotFacts(
        environment,
        !typed.isEmpty(),
        typed.accessToken().map(Secret::reveal).flatMap(TypedText::of),
        typed.publicKey().flatMap(TypedText::of),
        typed.clientId().flatMap(TypedText::of),
        me,
        tokenOwner,
        keyOwner,
        keyProbe);
  }

  /// The token as it was meant: without blanks, quotes and the word `Bearer`.
  Optional<TypedText> token() {
    return typedToken.filter(text -> !text.has(TypedText.Flaw.EMPTY));
  }

  Optional<TypedText> publicKey() {
    return typedKey.filter(text -> !text.has(TypedText.Flaw.EMPTY));
  }

  Optional<TokenShape> shape() {
    return token().flatMap(TypedText::shape);
  }

  /// The settings key of a credential of this slot, for evidence.
  String key(String name) {
    return "credentials." + environment.id() + "." + name;
  }
}
