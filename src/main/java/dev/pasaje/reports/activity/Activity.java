// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.activity;

import java.math.BigDecimal;
import java.util.Optional;

/// One operation. Amounts are exact, in the site's currency, which the report does not name.
///
/// @param status in Mercado Pago's words, as it stands there; empty when the report has none
/// @param type of the operation, or of its payment method where that is all there is
/// @param why what kept a rejected one from being approved; empty otherwise
/// @param fee negative when it was charged; a marketplace's and Mercado Pago's together
public record Activity(
    long line,
    String id,
    String status,
    String type,
    String why,
    Optional<BigDecimal> amount,
    Optional<BigDecimal> fee,
    Optional<BigDecimal> net) {

  /// The reports translate nothing, but write "Rejected" in one and "rejected" in the other.
  boolean rejected() {
    return status.equalsIgnoreCase("rejected");
  }
}
