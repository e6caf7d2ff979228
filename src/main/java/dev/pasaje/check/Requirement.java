// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import java.util.Locale;

/// One of the seven things the go-live pages of Mercado Pago demand; design 1.
public enum Requirement {
  CREDENTIALS,
  TLS,
  PIX,
  QUALITY,
  APPROVAL,
  NOTIFICATIONS,
  REPORTS;

  /// The id in JSON and in bundle names: `credentials`, `tls`, ….
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
