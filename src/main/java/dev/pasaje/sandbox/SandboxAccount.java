// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.world.Founding;

/// One set of credentials of a running emulator, as the ready file lists it.
///
/// @param kind `real`, `test-user` or `test-credentials`
public record SandboxAccount(
    String site,
    String kind,
    long userId,
    long applicationId,
    String clientSecret,
    String publicKey,
    String accessToken,
    String webhookSecret) {

  static SandboxAccount of(Founding.Seller seller) {
    return new SandboxAccount(
        seller.account().site().name(),
        seller.kind().label(),
        seller.account().id(),
        seller.application().id(),
        seller.application().clientSecret(),
        seller.credential().publicKey(),
        seller.credential().accessToken(),
        seller.application().webhookSecret());
  }
}
