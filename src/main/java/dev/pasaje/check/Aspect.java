// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import java.util.Locale;

/// The five aspects under which Mercado Pago groups quality items; domain/quality.md A1.
public enum Aspect {
  BUYER_EXPERIENCE,
  RECONCILIATION,
  PAYMENT_APPROVAL,
  SECURITY,
  SCALABILITY;

  /// The id in JSON and in texts: `buyer-experience`, ….
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
