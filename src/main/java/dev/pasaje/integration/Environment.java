// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.integration;

import java.util.Locale;

/// The slot a pair of credentials is kept in. What the credentials really are is another matter:
/// the prefix does not say (domain/credentials.md 3).
public enum Environment {
  TEST,
  PRODUCTION;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
