// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.util.List;

/// Everything that moved an account's money, in the order it happened.
///
/// @param currency as the report prints it
/// @param decimals of that currency: 0 for CLP
public record Books(
    long userId,
    String site,
    String currency,
    int decimals,
    List<Movement> movements,
    List<Hold> holds) {

  public Books {
    movements = List.copyOf(movements);
    holds = List.copyOf(holds);
  }
}
