// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.integration;

import dev.pasaje.secret.Secret;
import java.util.Optional;

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

  public static final CredentialSet NONE =
      new CredentialSet(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public boolean isEmpty() {
    return equals(NONE);
  }
}
