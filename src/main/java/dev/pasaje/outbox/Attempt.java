// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import java.time.Instant;
import java.util.Optional;

/// How one attempt to deliver ended.
sealed interface Attempt {

  /// The receiver has it.
  ///
  /// @param status 0 for Kafka
  record Delivered(int status) implements Attempt {}

  /// It may or may not have it, and is asked again.
  ///
  /// @param trouble a short word for people and machines
  /// @param blame whether it speaks of the target or only of this event
  /// @param notBefore when the target wants to be asked again
  record Failed(int status, String trouble, Blame blame, Optional<Instant> notBefore)
      implements Attempt {}

  /// The receiver says that it will never take anything again.
  record Gone(int status) implements Attempt {}

  /// This process is ending; it counts as no attempt.
  record Stopped() implements Attempt {}

  /// Whom a failure speaks of.
  enum Blame {
    /// Counted by the breaker.
    TARGET,
    EVENT
  }
}
