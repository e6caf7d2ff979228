// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import java.util.List;

/// Judges a receiver by what it answered.
public final class Receiver {
  private Receiver() {}

  /// A finding for each check, in the order of their ids.
  public static List<Finding> judge(ReceiverFacts facts) {
    return ReceiverChecks.CHECKS.stream()
        .map(check -> new Finding(check.info(), 0, check.evaluate(facts)))
        .toList();
  }

  /// The findings when nothing was looked at.
  public static List<Finding> notLooked(Outcome.Ignorance reason) {
    return ReceiverChecks.ALL.stream()
        .map(info -> new Finding(info, 0, Outcome.unknown(reason)))
        .toList();
  }
}
