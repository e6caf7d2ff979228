// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

/// Which row keys were met. Keeps eight bytes of hash for each, 16 to 32 bytes with the free places
/// between them: two keys of one hash, which five million rows hold with a chance of one in a
/// million, count as equal.
public final class RowKeys {
  private long[] seen = new long[1 << 10];
  private int size;

  /// A row of any file; the same one of an overlapping file has the same key.
  ///
  /// @return whether it is the first time
  public boolean add(ReportRow row) {
    long family =
        switch (row) {
          case Settlement _ -> 0x5E771EL;
          case Release _ -> 0x4E1EA5EL;
        };
    return add(mixed(hash(row.rowKey()) ^ (family << 32 | row.occurrence())));
  }

  /// @param hash of [#hash]
  public boolean add(long hash) {
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
  public static long hash(String key) {
    int length = key.length();
    long hash = 0x9E3779B97F4A7C15L ^ length;
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
    return mixed(hash);
  }

  private static long mixed(long value) {
    long hash = (value ^ (value >>> 30)) * 0x94D049BB133111EBL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }
}
