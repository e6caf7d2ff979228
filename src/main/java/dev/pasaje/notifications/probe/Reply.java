// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.notifications.probe.ReceiverFacts.Answer;
import dev.pasaje.notifications.probe.ReceiverFacts.Marker;

/// What an answer to a notification amounts to; each has exactly one cause to tell the merchant of.
enum Reply {
  /// 200 or 201.
  ACCEPTED,
  /// Another 2xx, of which nobody knows whether it counts.
  OTHER_SUCCESS,
  REDIRECT,
  /// A framework misses the token of a form.
  CSRF,
  /// Something in front of the application keeps it away.
  BLOCKED,
  /// 401 or 403 without a page: the signature is not accepted, or one is missed.
  UNAUTHORIZED,
  /// Another 4xx.
  REJECTED,
  /// 5xx.
  BROKEN,
  LATE,
  /// No connection, no trusted certificate, or no answer that can be read.
  UNDELIVERED;

  static Reply of(Answer answer) {
    return switch (answer.result()) {
      case ANSWERED -> ofStatus(answer);
      case TIMED_OUT -> LATE;
      case NOT_CONNECTED, CONNECTION_REFUSED, UNTRUSTED, HANDSHAKE_FAILED, CLOSED, GARBLED ->
          UNDELIVERED;
    };
  }

  private static Reply ofStatus(Answer answer) {
    int status = answer.status();
    if (status == 200 || status == 201) {
      return ACCEPTED;
    }
    if (status < 300) {
      return OTHER_SUCCESS;
    }
    if (status < 400) {
      return REDIRECT;
    }
    if (status == 419 || (status < 500 && answer.markers().contains(Marker.CSRF))) {
      return CSRF;
    }
    boolean named =
        answer.markers().contains(Marker.CHALLENGE) || answer.markers().contains(Marker.FIREWALL);
    if (status == 406
        || status == 418
        || (status == 403 && answer.markers().contains(Marker.HTML))
        || (named && (status == 403 || status == 429 || status == 503))) {
      return BLOCKED;
    }
    if (status == 401 || status == 403) {
      return UNAUTHORIZED;
    }
    return status < 500 ? REJECTED : BROKEN;
  }
}
