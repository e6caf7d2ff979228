// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import dev.pasaje.secret.Redactor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One fact a judgement rests on, enough to look it up by hand.
///
/// Redacted by construction; long values are cut at [#MAX_FOUND] characters.
///
/// @param where path of the fact: `payment.external_reference`, `GET /users/me tags`,
///   `credentials.production.access-token`
/// @param found what was there; null when nothing was
/// @param expected what would pass; null when that goes without saying
public record Evidence(Kind kind, String where, @Nullable String found, @Nullable String expected) {
  static final int MAX_FOUND = 200;

  /// Where a fact can come from.
  public enum Kind {
    FIELD,
    HEADER,
    CALL,
    SETTING,
    PAGE,
    CERTIFICATE,
    DECLARATION;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Evidence {
    where = Redactor.redact(where);
    found = found == null ? null : cut(Redactor.redact(found));
  }

  private static String cut(String text) {
    return text.length() <= MAX_FOUND ? text : text.substring(0, MAX_FOUND - 1) + "…";
  }

  public static Evidence field(String path, @Nullable String found) {
    return new Evidence(Kind.FIELD, path, found, null);
  }

  public static Evidence header(String name, @Nullable String found) {
    return new Evidence(Kind.HEADER, name, found, null);
  }

  public static Evidence call(String request, @Nullable String answer) {
    return new Evidence(Kind.CALL, request, answer, null);
  }

  /// @param path which address of which page, and what of it
  public static Evidence page(String path, @Nullable String found) {
    return new Evidence(Kind.PAGE, path, found, null);
  }

  /// @param path which host, and what of its certificate or handshake
  public static Evidence certificate(String path, @Nullable String found) {
    return new Evidence(Kind.CERTIFICATE, path, found, null);
  }

  public static Evidence setting(String key, @Nullable String found) {
    return new Evidence(Kind.SETTING, key, found, null);
  }

  public Evidence expecting(String what) {
    return new Evidence(kind, where, found, what);
  }
}
