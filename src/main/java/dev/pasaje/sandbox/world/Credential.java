// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.time.Instant;
import java.util.Optional;

/// A pair of access token and public key: one application acting for one account.
///
/// @param live false for `TEST-` credentials, which see only their own test resources
/// @param oauth whether the seller granted it by OAuth
/// @param expires the instant from which the token is refused
public record Credential(
    String accessToken,
    String publicKey,
    long applicationId,
    long userId,
    boolean live,
    boolean oauth,
    String scope,
    Instant issued,
    Optional<Instant> expires,
    boolean revoked) {

  public static final String FULL_SCOPE = "offline_access payments read write";

  public boolean usableAt(Instant now) {
    return !revoked && expires.map(now::isBefore).orElse(true);
  }

  public Credential withExpires(Instant when) {
    return new Credential(
        accessToken,
        publicKey,
        applicationId,
        userId,
        live,
        oauth,
        scope,
        issued,
        Optional.of(when),
        revoked);
  }

  public Credential withRevoked() {
    return new Credential(
        accessToken, publicKey, applicationId, userId, live, oauth, scope, issued, expires, true);
  }
}
