// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sees arrivals as they come, by looking into the store: beside a running `serve`, and with
/// PostgreSQL beside all of them.
///
/// Numbers are given before a transaction ends, so one may be missing for a moment and then appear.
/// It is looked for again until it can only be one that was never used.
public final class Watch {
  private static final int MOST = 500;

  /// How many times a number that is missing is looked for: at three looks a second, half a minute,
  /// longer than a group of arrivals is ever being written.
  private static final int LOOKS = 100;

  /// More missing numbers than this are a jump, as after a restore, and no moment's order.
  private static final int MOST_MISSING = 2000;

  private final Inbox inbox;
  private final Map<Long, Integer> missing = new TreeMap<>();
  private long last;

  /// @param last the number of the last arrival that is not shown
  public Watch(Inbox inbox, long last) {
    this.inbox = inbox;
    this.last = last;
  }

  /// What came since the step before, each arrival once.
  public List<Inbox.Entry> step() {
    List<Inbox.Entry> seen = new ArrayList<>(inbox.these(missing.keySet()));
    seen.forEach(entry -> missing.remove(entry.id()));
    for (Iterator<Map.Entry<Long, Integer>> all = missing.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Long, Integer> one = all.next();
      if (one.getValue() <= 1) {
        all.remove();
      } else {
        one.setValue(one.getValue() - 1);
      }
    }
    for (Inbox.Entry entry : inbox.after(last, MOST)) {
      if (entry.id() - last - 1 + missing.size() <= MOST_MISSING) {
        for (long id = last + 1; id < entry.id(); id++) {
          missing.put(id, LOOKS);
        }
      }
      last = entry.id();
      seen.add(entry);
    }
    return seen;
  }
}
