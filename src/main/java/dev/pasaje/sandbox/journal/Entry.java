// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.journal;

import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.notifications.Settled;
import java.time.Instant;

/// One line of the journal.
public sealed interface Entry {

  /// The first line: from what the world was made.
  ///
  /// @param at the world's instant at the beginning
  /// @param running whether the clock followed the real one
  record Head(long seed, String seedName, Instant at, boolean running) implements Entry {}

  /// A request that was handled, whatever its answer.
  ///
  /// @param control whether it is one of the control calls that stand around the world
  record Called(Instant at, boolean control, Request request) implements Entry {}

  /// The clock was set, stopped or let run.
  ///
  /// @param real the real clock's instant then, from which the distance of a running clock follows
  record Clock(Instant at, boolean running, Instant real) implements Entry {}

  /// A notification was sent, and this became of it.
  record Sent(Settled settled) implements Entry {}
}
