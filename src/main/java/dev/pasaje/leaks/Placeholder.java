// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.util.List;
import java.util.Locale;

/// Values nobody was ever given: samples of manuals, keyboards run over, words in angle brackets.
final class Placeholder {
  private static final int FEWEST_DIFFERENT = 7;
  private static final int COUNTING = 8;

  /// UUIDs that stand in manuals everywhere.
  private static final List<String> SAMPLES =
      List.of(
          "550e8400-e29b-41d4-a716-446655440000",
          "123e4567-e89b-12d3-a456-426614174000",
          "123e4567-e89b-12d3-a456-426655440000",
          "f47ac10b-58cc-4372-a567-0e02b2c3d479");

  private static final List<String> WORDS =
      List.of(
          "your",
          "xxxx",
          "example",
          "secret",
          "change",
          "placeholder",
          "dummy",
          "sample",
          "fake",
          "redacted",
          "insert",
          "replace",
          "token",
          "client",
          "webhook",
          "mercado",
          "process.env",
          "tu_",
          "seu_",
          "aqui");

  /// Fingerprints of real-looking values that official samples publish: the refresh token of
  /// sdk-php's oauth_base.json.
  private static final List<String> PUBLISHED = List.of("120de71b8c7f97b0");

  private Placeholder() {}

  static boolean published(String value) {
    return PUBLISHED.contains(Fingerprint.of(value));
  }

  /// Sixteen hex digits or more that no chance makes: few different ones, a short piece repeated,
  /// or mostly counting up or down.
  static boolean hex(String text) {
    if (SAMPLES.contains(text)) {
      return true;
    }
    String digits = text.replace("-", "");
    if (digits.chars().distinct().count() < FEWEST_DIFFERENT) {
      return true;
    }
    for (int period = 1; period <= digits.length() / 2; period++) {
      if (digits.substring(period).equals(digits.substring(0, digits.length() - period))) {
        return true;
      }
    }
    int up = 0;
    int down = 0;
    for (int i = 1; i < digits.length(); i++) {
      int step = Math.floorMod(value(digits.charAt(i)) - value(digits.charAt(i - 1)), 16);
      up += step == 1 ? 1 : 0;
      down += step == 15 ? 1 : 0;
    }
    return Math.max(up, down) * 2 >= digits.length();
  }

  /// `1234567890123456`, `0000000000`, `9876543210`.
  static boolean counting(String number) {
    if (number.length() < COUNTING) {
      return false;
    }
    for (int step : new int[] {0, 1, 9}) {
      boolean all = true;
      for (int i = 1; i < number.length() && all; i++) {
        all = Math.floorMod(number.charAt(i) - number.charAt(i - 1), 10) == step;
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  static boolean words(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }

  private static int value(char digit) {
    return Character.digit(digit, 36);
  }
}
