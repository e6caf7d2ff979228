// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.time.Duration;
import java.util.Optional;

/// How one reading ended.
sealed interface Reading {
  /// The integration's own.
  record Read(Snapshot snapshot) implements Reading {}

  /// There is nothing to read, and the credentials work.
  record Nothing() implements Reading {}

  /// It is not there, or not to be had. It may come: right after a creation the API lags.
  ///
  /// @param why `not-found`, or `forbidden`, or `status-` and the status of another refusal
  record Absent(String why) implements Reading {}

  /// Another account's; nothing of it is kept.
  record Foreign(String account) implements Reading {}

  /// The credentials are refused, whatever is asked for.
  record Refused(String why) implements Reading {}

  /// Too many requests.
  record Throttled(Optional<Duration> retryAfter) implements Reading {}

  /// The API is in trouble, or cannot be reached.
  record Failed(String why, Optional<Duration> retryAfter) implements Reading {}
}
