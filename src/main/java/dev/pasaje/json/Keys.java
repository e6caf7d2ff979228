// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of the objects that are open in a document, one inside the other: whether one comes
/// twice, and whether it is wanted. Documents of a kind have the same keys in the same order, so the
/// key that followed last time is tried first, and a million documents need hardly a look-up. For
/// one thread.
final class Keys {
  /// Records have some hundred; a file of nonsense must fill no memory.
  private static final int MOST = 4096;

  private static final int MOST_DEPTH = Documents.MAX_DEPTH + 2;

  private final Wanted wanted;
  private final Map<String, Key> known = new HashMap<>();

  /// The number of the object that is open at each depth.
  private final long[] open = new long[MOST_DEPTH];

  /// Keys beyond [#MOST], by depth.
  private final List<Set<String>> others = new ArrayList<>();

  private long objects;
  private Key last = new Key("", null);

  Keys(Wanted wanted) {
    this.wanted = wanted;
    for (int i = 0; i < MOST_DEPTH; i++) {
      others.add(new HashSet<>());
    }
  }

  /// A key as it is known.
  static final class Key {
    private final String name;

    /// Where it is wanted.
    final Wanted.@Nullable Field field;

    /// The last object of each depth that had it.
    private long[] objects = new long[4];

    /// What came after it last.
    private @Nullable Key next;

    Key(String name, Wanted.@Nullable Field field) {
      this.name = name;
      this.field = field;
    }

    boolean again(int depth, long object) {
      if (depth >= objects.length) {
        objects = java.util.Arrays.copyOf(objects, MOST_DEPTH);
      }
      boolean again = objects[depth] == object;
      objects[depth] = object;
      return again;
    }
  }

  /// Another object begins at a depth.
  void begin(int depth) {
    objects++;
    open[depth] = objects;
    if (known.size() >= MOST) {
      others.get(depth).clear();
    }
  }

  /// @return null when the object at that depth has the key already
  @Nullable Key add(int depth, String name) {
    Key guess = last.next;
    Key key;
    if (guess != null && guess.name.equals(name)) {
      key = guess;
    } else {
      key = known.get(name);
      if (key == null) {
        key = new Key(name, wanted.field(name));
        if (known.size() >= MOST) {
          return others.get(depth).add(name) ? key : null;
        }
        known.put(name, key);
      }
      last.next = key;
    }
    last = key;
    return key.again(depth, open[depth]) ? null : key;
  }
}
