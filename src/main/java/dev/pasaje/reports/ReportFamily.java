// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.util.Locale;
import java.util.Optional;

/// The two reports whose rows are read: every movement when approved, and the available balance
/// (domain/reports.md 1).
public enum ReportFamily {
  SETTLEMENT,
  RELEASE;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The last part of the route: `/v1/account/release_report`.
  public String route() {
    return id() + "_report";
  }

  public static Optional<ReportFamily> of(String id) {
    for (ReportFamily family : values()) {
      if (family.id().equals(id.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(family);
      }
    }
    return Optional.empty();
  }
}
