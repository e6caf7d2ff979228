// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import java.util.Locale;

/// What an error says of the credentials it was answered to; domain/credentials.md 5.1 and 5.2.
public enum CredentialTrouble {
  /// The header was missing or was stripped on the way.
  MISSING,
  /// Unknown, revoked, expired or truncated.
  INVALID,
  /// Test and production were mixed.
  WRONG_ENVIRONMENT,
  /// Valid, but the application is for another product, or was never activated; the message alone
  /// does not tell which (credentials.md 5.3).
  PRODUCT_MISMATCH,
  /// Valid, but the resource is somebody else's or the scope is missing.
  FORBIDDEN,
  /// The account or the application is restricted, or the token is invalid: the policy answer of a
  /// 403 can mean either.
  BLOCKED,
  /// Too many requests.
  RATE,
  /// The API is in trouble: never a word about the credentials.
  OUTAGE,
  /// The error is about something else.
  NONE;

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static CredentialTrouble of(ApiError error) {
    if (error.status() == 429) {
      return RATE;
    }
    if (error.status() >= 500) {
      return OUTAGE;
    }
    return switch (error.code()) {
      case "5", "1000" -> MISSING;
      case "7" -> PRODUCT_MISMATCH;
      case "3", "2034", "2198", "invalid_credentials" -> WRONG_ENVIRONMENT;
      case "4", "3002" -> error.status() == 403 ? FORBIDDEN : NONE;
      case "PA_UNAUTHORIZED_RESULT_FROM_POLICIES" -> BLOCKED;
      default -> error.status() == 401 || error.code().equals("1001") ? INVALID : NONE;
    };
  }
}
