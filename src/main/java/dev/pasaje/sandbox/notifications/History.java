// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// The figures over a list of deliveries, as the dashboard of the panel shows them.
///
/// @param deliveredPercent of the deliveries that were attempted, to one digit; 0 when none was
public record History(
    int total,
    int waiting,
    int delivered,
    int failed,
    int superseded,
    int dropped,
    int attempts,
    BigDecimal deliveredPercent) {

  public static History of(List<Delivery> deliveries) {
    int waiting = 0;
    int delivered = 0;
    int failed = 0;
    int superseded = 0;
    int dropped = 0;
    int attempts = 0;
    int attempted = 0;
    for (Delivery delivery : deliveries) {
      switch (delivery.state()) {
        case WAITING -> waiting++;
        case DELIVERED -> delivered++;
        case FAILED -> failed++;
        case SUPERSEDED -> superseded++;
        case DROPPED -> dropped++;
      }
      attempts += delivery.attempts().size();
      attempted += delivery.attempts().isEmpty() ? 0 : 1;
    }
    BigDecimal percent =
        attempted == 0
            ? BigDecimal.ZERO.setScale(1)
            : BigDecimal.valueOf(100L * delivered)
                .divide(BigDecimal.valueOf(attempted), 1, RoundingMode.HALF_UP);
    return new History(
        deliveries.size(), waiting, delivered, failed, superseded, dropped, attempts, percent);
  }
}
