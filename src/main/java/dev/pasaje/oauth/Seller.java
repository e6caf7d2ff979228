// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import java.time.Instant;
import java.util.Locale;

/// A seller that authorised an application, as the store knows it. The tokens are in the vault.
///
/// @param version of the pair in the vault that this row knows of
/// @param expiresAt when the access token ends, and with it the whole authorisation
/// @param checkAt when somebody said that it ended, which is yet to be looked at; [Instant#EPOCH]
///   when nobody did
/// @param intentToken fingerprint of the refresh token a call was about to use up when nothing more
///   was heard; empty when no answer is missing
/// @param trouble with which the last attempt ended; empty when none
/// @param link by which the seller authorises again, when that is needed
public record Seller(
    String integration,
    String userId,
    String clientId,
    State state,
    int version,
    Instant issuedAt,
    Instant expiresAt,
    Instant dueAt,
    Instant checkAt,
    int attempts,
    String intentToken,
    String trouble,
    String redirectUri,
    String link) {

  /// How it stands with a seller.
  public enum State {
    /// Its tokens work and are renewed.
    LINKED,
    /// Its tokens cannot be renewed any more. The last access token is kept to its end.
    AUTHORISE_AGAIN,
    /// It withdrew the authorisation; its tokens are forgotten.
    UNLINKED;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
