// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

/// What the receiver made of a request.
///
/// @param status 0 when there was none
/// @param description as the panel words it: the reason phrase, or why nothing came back
public record Answer(int status, String description) {
  static Answer none(String description) {
    return new Answer(0, description);
  }

  /// 200 and 201 only; other 2xx are not documented as success.
  public boolean accepted() {
    return status == 200 || status == 201;
  }
}
