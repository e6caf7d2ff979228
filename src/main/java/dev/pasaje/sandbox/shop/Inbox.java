// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The last deliveries of a kind, each event once: a new one pushes the oldest out.
final class Inbox {
  private static final int MOST_CHARACTERS = 16 << 20;

  private final int most;
  private final Map<Event, Delivery> kept = new LinkedHashMap<>();
  private long characters;

  Inbox(int most) {
    this.most = most;
  }

  /// What makes two calls the same; their headers change from one attempt to the next.
  private record Event(Delivery.Trust trust, String query, Delivery.Extent extent, String body) {
    static Event of(Delivery one) {
      return new Event(one.trust(), one.query(), one.extent(), one.body());
    }
  }

  synchronized void add(Delivery delivery) {
    if (kept.putIfAbsent(Event.of(delivery), delivery) != null) {
      return;
    }
    characters += delivery.body().length();
    while (kept.size() > most || characters > MOST_CHARACTERS) {
      var oldest = kept.entrySet().iterator();
      characters -= oldest.next().getValue().body().length();
      oldest.remove();
    }
  }

  synchronized List<Delivery> all() {
    return List.copyOf(kept.values());
  }
}
