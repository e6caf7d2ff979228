// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import dev.pasaje.sandbox.weather.DeliveryWeather;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One happening on its way to one address, with every attempt made so far.
///
/// @param number in the order of announcement, from 1
/// @param due when the next attempt is made, while one is still to come
public record Delivery(
    long number,
    Happening happening,
    Channel channel,
    String url,
    DeliveryWeather weather,
    boolean forged,
    Instant happened,
    State state,
    @Nullable Instant due,
    List<Attempt> attempts) {

  /// Where a delivery stands.
  public enum State {
    /// An attempt is still to come.
    WAITING,
    /// Answered 200 or 201.
    DELIVERED,
    /// Given up.
    FAILED,
    /// Failed, and abandoned because a newer version of the resource is being told.
    SUPERSEDED,
    /// Lost by the weather before it left.
    DROPPED
  }

  Delivery attempted(Attempt attempt, State next, @Nullable Instant nextDue) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    return new Delivery(
        number,
        happening,
        channel,
        url,
        weather,
        forged,
        happened,
        next,
        nextDue,
        List.copyOf(all));
  }

  Delivery ended(State next) {
    return new Delivery(
        number, happening, channel, url, weather, forged, happened, next, null, attempts);
  }
}
