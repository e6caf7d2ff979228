// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web;

import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Who may come in: whoever shows one of the tokens of the settings. Without tokens nobody may.
public final class Tokens {
  private static final String SCHEME = "bearer ";

  private final List<byte[]> digests;

  public Tokens(List<Secret> tokens) {
    digests =
        tokens.stream()
            .filter(token -> !token.isBlank())
            .map(token -> digest(token.reveal()))
            .toList();
  }

  /// Compares with every token, and digests of one length, so that the time it takes tells nothing
  /// about any of them.
  ///
  /// @param authorization all values of that header
  public boolean open(List<String> authorization) {
    String shown = authorization.size() == 1 ? authorization.getFirst() : "";
    boolean bearer = shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    byte[] digest = digest(bearer ? shown.substring(SCHEME.length()).strip() : "");
    boolean known = false;
    for (byte[] token : digests) {
      known |= MessageDigest.isEqual(token, digest);
    }
    return known;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
