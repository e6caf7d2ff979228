// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A value that must not be seen: an access token, a client secret, a signing secret.
///
/// It prints `[REDACTED]`; whoever needs the text calls [#reveal()], which makes every use easy to
/// find. Two secrets are compared in constant time.
public final class Secret {
  public static final String REDACTED = "[REDACTED]";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /// The text itself, exactly as it was given: blanks and quotes are not removed.
  public String reveal() {
    return value;
  }

  public boolean isBlank() {
    return value.isBlank();
  }

  /// The first eight hex digits of the SHA-256: enough to tell two secrets apart, useless
  /// otherwise.
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return REDACTED;
  }
}
