// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.secret;

import java.util.regex.Pattern;

/// Removes what looks like a Mercado Pago credential from a text that leaves Pasaje.
///
/// Shapes: domain/credentials.md 2 (access token, `TG-` code and refresh token), bearer headers and
/// the query parameters that carry tokens. A public key stays: it is public by design, and evidence
/// needs it.
public final class Redactor {
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(?:APP_USR|TEST)-\\d{1,20}-\\d{6}-[0-9a-zA-Z]+(?:__[A-Z]{2}_[A-Z]{2}__)?-\\d{1,20}"
              + "|TG-[0-9a-f]{24}-\\d{1,20}");
  private static final Pattern BEARER =
      Pattern.compile(
          "(?i)(bearer\\s+)[^\\s\"',;]+|((?:access_token|client_secret|refresh_token)=)[^&\\s\"']+");

  private Redactor() {}

  public static String redact(String text) {
    if (!suspicious(text)) {
      return text;
    }
    String shapes = CREDENTIAL.matcher(text).replaceAll(Secret.REDACTED);
    return BEARER
        .matcher(shapes)
        .replaceAll(
            match -> (match.group(1) != null ? match.group(1) : match.group(2)) + "[REDACTED]");
  }

  /// Whether one of the patterns could match at all. Most texts are short and have nothing of it,
  /// and scoring a million payments asks a hundred million times. Each match has a hyphen after
  /// `APP_USR`, `TEST` or `TG`, an equals sign after `token` or `secret`, or a blank after
  /// `bearer`.
  private static boolean suspicious(String text) {
    for (int i = 1; i < text.length(); i++) {
      char before = text.charAt(i - 1);
      boolean possible =
          switch (text.charAt(i)) {
            case '-' -> before == 'R' || before == 'T' || before == 'G';
            // With CASE_INSENSITIVE alone a pattern folds ASCII only.
            case '=' -> before == 'n' || before == 'N' || before == 't' || before == 'T';
            case ' ', '\t', '\n', '\u000B', '\f', '\r' -> before == 'r' || before == 'R';
            default -> false;
          };
      if (possible) {
        return true;
      }
    }
    return false;
  }
}
