// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Something in an order's timeline.
///
/// @param what which event, or the kind of the resource: `state`, `payment`
/// @param id of the resource; empty for an event of the order itself
/// @param detail names and values, in the order in which they are shown
public record Moment(
    Instant at, Source source, String what, String id, Map<String, String> detail) {
  public Moment {
    detail = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(detail));
  }

  /// Where it is known from. Of what happened in one instant, the cause comes first.
  public enum Source {
    /// A notification arrived.
    NOTIFICATION,
    /// A resource was read and was new.
    READING,
    /// The order itself changed.
    ORDER;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
