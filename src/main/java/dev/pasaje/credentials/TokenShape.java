// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the text of an access token says without asking anybody; domain/credentials.md 2.1.
///
/// No format is documented, so a token of another shape is unusual, not wrong.
record TokenShape(String prefix, String applicationId, String userId) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(APP_USR|TEST)-(\\d{1,20})-\\d{6}-[0-9a-f]{32}(?:__[A-Z]{2}_[A-Z]{2}__)?-(\\d{1,20})");
  private static final Pattern PUBLIC_KEY =
      Pattern.compile("(APP_USR|TEST)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern DAMAGED_TOKEN =
      Pattern.compile("(APP_USR|TEST)-\\d+-\\d{6}-|TG-[0-9a-f]{24}");

  /// Very old test keys have no hyphens; domain/credentials.md 2.2.
  private static final Pattern OLD_PUBLIC_KEY = Pattern.compile("TEST-[0-9a-f]{32}");

  static Optional<TokenShape> of(String token) {
    Matcher matcher = TOKEN.matcher(token);
    return matcher.matches()
        ? Optional.of(new TokenShape(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /// Whether a text may be an access token, a refresh token or a code, even a damaged one.
  static boolean looksLikeToken(String text) {
    return DAMAGED_TOKEN.matcher(text).find();
  }

  static boolean isPublicKey(String text) {
    return PUBLIC_KEY.matcher(text).matches() || OLD_PUBLIC_KEY.matcher(text).matches();
  }

  static Optional<String> prefix(String credential) {
    return credential.startsWith("APP_USR-")
        ? Optional.of("APP_USR")
        : credential.startsWith("TEST-") ? Optional.of("TEST") : Optional.empty();
  }
}
