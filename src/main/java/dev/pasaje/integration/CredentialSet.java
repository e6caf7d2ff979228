// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.integration;

import dev.pasaje.secret.Secret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A pair of credentials as the merchant gave it: untrimmed, so that checks can see typing
/// mistakes.
///
/// @param publicKey may live in the browser; not a secret, but not printed whole either
/// @param accessToken server only
public record CredentialSet(
    Optional<String> publicKey,
    Optional<Secret> accessToken,
    Optional<String> clientId,
    Optional<Secret> clientSecret) {

  private static final Pattern OWNER = Pattern.compile("(?:APP_USR|TEST)-.*-(\\d{1,20})");

  public static final CredentialSet NONE =
      new CredentialSet(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// The account the access token belongs to: every token ends in the id of its owner
  /// (domain/credentials.md 2.1).
  public Optional<String> owner() {
    return accessToken
        .map(token -> OWNER.matcher(token.reveal().strip()))
        .filter(Matcher::matches)
        .map(found -> found.group(1));
  }

  public boolean isEmpty() {
    return equals(NONE);
  }
}
