// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import java.util.List;

/// One call the shop's receiver kept.
///
/// @param headers lines such as `content-type: application/json`, in order
/// @param body empty unless it came whole
public record Delivery(
    Trust trust, String query, List<String> headers, Extent extent, String body) {
  public Delivery {
    headers = List.copyOf(headers);
  }

  /// What its signature proves.
  public enum Trust {
    GENUINE,
    /// IPN cannot be signed.
    UNSIGNED,
    FORGED
  }

  /// How much of its body came.
  public enum Extent {
    WHOLE,
    /// More than the receiver takes.
    TOO_LARGE,
    /// Not all of it in time.
    CUT
  }
}
