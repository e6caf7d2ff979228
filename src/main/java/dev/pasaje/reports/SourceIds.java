// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers the operations of reports from 0, in the order they are met. An id of up to eighteen
/// digits, as all payments have, takes 32 to 56 bytes; one of letters some 150.
public final class SourceIds {
  private static final int MOST_DIGITS = 18;

  private long[] keys = new long[1 << 10];
  private int[] places = new int[1 << 10];

  /// The id itself, or the place of its text: below zero.
  private long[] ids = new long[1 << 10];

  private final Map<String, Integer> worded = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private int size;
  private int numeric;

  public int size() {
    return size;
  }

  public int of(String source) {
    long id = digits(source);
    if (id >= 0) {
      return place(id);
    }
    Integer known = worded.get(source);
    if (known != null) {
      return known;
    }
    words.add(source);
    worded.put(source, size);
    return next(-words.size());
  }

  /// The id of a number that [#of] gave.
  public String text(int number) {
    long id = ids[number];
    return id >= 0 ? Long.toString(id) : words.get((int) (-id - 1));
  }

  /// -1 when the text is no number, or begins with a zero it would lose.
  private static long digits(String source) {
    int length = source.length();
    if (length == 0 || length > MOST_DIGITS || (source.charAt(0) == '0' && length > 1)) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      char c = source.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private int next(long id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size + (size >> 1));
    }
    ids[size] = id;
    return size++;
  }

  private int place(long id) {
    if (numeric * 2 > keys.length) {
      long[] old = keys;
      int[] oldPlaces = places;
      keys = new long[old.length * 2];
      places = new int[old.length * 2];
      for (int i = 0; i < old.length; i++) {
        if (old[i] != 0) {
          int slot = slot(old[i]);
          keys[slot] = old[i];
          places[slot] = oldPlaces[i];
        }
      }
    }
    int slot = slot(id + 1);
    if (keys[slot] == 0) {
      // Zero is a free place, so that ids are kept one higher.
      keys[slot] = id + 1;
      places[slot] = next(id);
      numeric++;
    }
    return places[slot];
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
