// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.weather;

import java.time.Duration;

/// What happens to one request besides its latency.
public sealed interface RequestFault {
  /// Nothing.
  record None() implements RequestFault {}

  /// Answered 429 with a `Retry-After` in seconds, before anything is done.
  record TooManyRequests(long retryAfterSeconds) implements RequestFault {}

  /// Answered with a 5xx and an HTML page, before anything is done.
  record ServerError(int status) implements RequestFault {}

  /// The connection goes away without an answer, before anything is done.
  record Reset() implements RequestFault {}

  /// The request is carried out, and the answer breaks off half way.
  record Truncated() implements RequestFault {}

  /// The request is carried out, and the answer comes in small pieces with a pause between them.
  record Slow(Duration pause) implements RequestFault {}
}
