// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.time.Instant;

/// A Mercado Pago user of the emulator.
///
/// @param blocked restricted by the real thing's policy agent: every call answers its 403
/// @param pixKey whether a Pix key is registered; means something in Brazil only
public record Account(
    long id,
    Site site,
    boolean testUser,
    String nickname,
    String email,
    String firstName,
    String lastName,
    Instant registered,
    boolean blocked,
    boolean pixKey) {

  public Account withBlocked(boolean now) {
    return new Account(
        id, site, testUser, nickname, email, firstName, lastName, registered, now, pixKey);
  }

  public Account withPixKey(boolean now) {
    return new Account(
        id, site, testUser, nickname, email, firstName, lastName, registered, blocked, now);
  }
}
