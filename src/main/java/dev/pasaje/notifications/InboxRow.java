// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.WorkQueue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What is kept of one arrival.
///
/// @param integration empty when nobody's
/// @param request as it came
@SuppressWarnings("ArrayRecordComponent") // written once, by its writer
record InboxRow(
    String integration,
    Instant at,
    Notice notice,
    SignatureCheck.Result signature,
    Disposition disposition,
    String remote,
    byte[] request) {

  /// What became of an arrival.
  enum Disposition {
    /// Its resource is read again.
    RAISED,
    /// It names nothing that can be read: an unknown topic, a test, a body of garbage.
    NOTHING_TO_READ,
    /// Its signature is wrong.
    QUARANTINED,
    /// No integration could be told.
    UNROUTED,
    /// Its body was too large, and only its beginning is kept.
    TOO_LARGE;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// The resource that is read because of it.
  Optional<ResourceRef> raises() {
    return disposition == Disposition.RAISED ? notice.resource() : Optional.empty();
  }

  WorkQueue.Reason reason() {
    return signature.verdict() == SignatureCheck.Verdict.VERIFIED
        ? WorkQueue.Reason.NOTIFICATION
        : WorkQueue.Reason.HINT;
  }
}
