// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web;

import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// The tokens that open what is not for everybody; compared in constant time, all of them each
/// time.
public final class Tokens {
  private static final String SCHEME = "Bearer ";

  private final List<byte[]> tokens;

  public Tokens(List<Secret> tokens) {
    this.tokens =
        tokens.stream()
            .filter(token -> !token.isBlank())
            .map(token -> bytes(token.reveal().strip()))
            .toList();
  }

  /// @param authorization the header's value
  public boolean admit(Optional<String> authorization) {
    byte[] given =
        bytes(
            authorization
                .filter(value -> value.startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()).strip())
                .orElse(""));
    boolean known = false;
    for (byte[] token : tokens) {
      known |= MessageDigest.isEqual(token, given);
    }
    return known;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
