// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.RowKeys;
import java.util.HashMap;
import java.util.Map;

/// Counts equal row keys, by the hash of [RowKeys].
final class Occurrences {
  private final Map<Long, Integer> repeated = new HashMap<>();
  private final RowKeys seen = new RowKeys();

  int next(String key) {
    long hash = RowKeys.hash(key);
    return seen.add(hash) ? 1 : repeated.merge(hash, 2, (old, _) -> old + 1);
  }
}
