// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import java.time.Duration;

/// How long each part of a request may take.
///
/// @param limit of a whole request, when everything is tried
/// @param connect of a connection to one address
/// @param body of reading an answer's body once its headers are there
/// @param drip between the pieces of a body that is sent slowly
record Patience(Duration limit, Duration connect, Duration body, Duration drip) {
  /// Mercado Pago waits 22 seconds (domain/notifications.md 6).
  static final Patience MERCADO_PAGO =
      new Patience(
          Duration.ofSeconds(22),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(250));
}
