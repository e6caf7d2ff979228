// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

/// One of the two channels; both may fire for one change.
public enum Channel {
  /// "WebHook v1.0": an event envelope, signed with the secret of the application.
  WEBHOOK,
  /// "Feed v2.0": a resource and a topic, with a signature that no secret verifies.
  IPN
}
