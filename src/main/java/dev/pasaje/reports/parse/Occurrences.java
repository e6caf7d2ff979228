// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import java.util.HashMap;
import java.util.Map;

/// Counts equal row keys. Keeps eight bytes a key, of its hash: two keys with one hash, which a
/// file of five million rows has with a chance of one in a million, would count as equal.
final class Occurrences {
  private final Map<Long, Integer> repeated = new HashMap<>();
  private long[] seen = new long[1 << 10];
  private int size;

  int next(String key) {
    long hash = hash(key);
    if (add(hash)) {
      return 1;
    }
    return repeated.merge(hash, 2, (old, _) -> old + 1);
  }

  private boolean add(long hash) {
    if (size * 2 > seen.length) {
      long[] old = seen;
      seen = new long[old.length * 2];
      for (long each : old) {
        if (each != 0) {
          place(each);
        }
      }
    }
    boolean fresh = place(hash);
    size += fresh ? 1 : 0;
    return fresh;
  }

  private boolean place(long hash) {
    int slot = (int) (hash >>> 20) & (seen.length - 1);
    while (seen[slot] != 0) {
      if (seen[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & (seen.length - 1);
    }
    seen[slot] = hash;
    return true;
  }

  /// A multiplicative hash over four characters at a time, mixed at the end as in SplitMix64; never
  /// zero.
  private static long hash(String key) {
    long hash = 0x9E3779B97F4A7C15L ^ key.length();
    int length = key.length();
    int at = 0;
    for (; at + 4 <= length; at += 4) {
      long four =
          key.charAt(at)
              | (long) key.charAt(at + 1) << 16
              | (long) key.charAt(at + 2) << 32
              | (long) key.charAt(at + 3) << 48;
      hash = (hash ^ four) * 0xBF58476D1CE4E5B9L;
      hash ^= hash >>> 29;
    }
    for (; at < length; at++) {
      hash = (hash ^ key.charAt(at)) * 0xBF58476D1CE4E5B9L;
      hash ^= hash >>> 29;
    }
    hash = (hash ^ (hash >>> 30)) * 0x94D049BB133111EBL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }
}
