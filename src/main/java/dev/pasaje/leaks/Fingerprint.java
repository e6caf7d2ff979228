// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a value, by which it is named without being shown.
final class Fingerprint {
  private static final int SHOWN = 16;

  private Fingerprint() {}

  static String whole(String value) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  static String of(String value) {
    return whole(value).substring(0, SHOWN);
  }
}
