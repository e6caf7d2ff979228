// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.util.Locale;

/// What was found, and how bad it is; shapes: domain/credentials.md 2.
public enum LeakKind {
  /// `APP_USR-…`: moves real money, unless it is a test user's; the prefix does not say.
  ACCESS_TOKEN(Severity.SERIOUS),
  /// `TEST-…`: no real money, but the data of the seller's test payments.
  TEST_ACCESS_TOKEN(Severity.MINOR),
  /// `TG-…`: a refresh token or an authorisation code, which have one shape.
  REFRESH_TOKEN(Severity.SERIOUS),
  /// No format is documented, so it is only known by the name before it.
  CLIENT_SECRET(Severity.SERIOUS),
  /// Whoever has it can forge notifications; known by the name before it.
  WEBHOOK_SECRET(Severity.SERIOUS),
  /// Public by design, so told and no more.
  PUBLIC_KEY(Severity.NOTE);

  /// How bad a find is. A note alone does not make the command fail.
  public enum Severity {
    SERIOUS,
    MINOR,
    NOTE
  }

  private final Severity severity;

  LeakKind(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
