// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of the objects that are open in a document, one inside the other: whether one comes
/// twice, and whether it is wanted. Documents of a kind have the same keys in the same order, so
/// the key that followed last time is tried first, and a million documents need hardly a look-up.
/// For one thread.
final class Keys {
  /// Records have some hundred; a file of nonsense must fill no memory.
  private static final int MOST = 4096;

  private static final int FIRST_DEPTHS = 6;
  private static final int MOST_DEPTH = Documents.MAX_DEPTH + 2;

  private final Wanted wanted;
  private final Map<String, Key> known = new HashMap<>();

  /// The number of the object that is open at each depth.
  private final long[] open = new long[MOST_DEPTH];

  /// Keys beyond [#MOST], by depth.
  private final List<Set<String>> others = new ArrayList<>();

  private long objects;

  /// The last key of the object that is open at each depth; none when it has just begun.
  private final @Nullable Key[] last = new Key[MOST_DEPTH];

  /// The key before, wherever it stood.
  private Key before = new Key("", null);

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
    private long[] objects = new long[FIRST_DEPTHS];

    /// What came after it last, by the depth of that.
    private @Nullable Key[] next = new Key[FIRST_DEPTHS];

    Key(String name, Wanted.@Nullable Field field) {
      this.name = name;
      this.field = field;
    }

    boolean again(int depth, long object) {
      if (depth >= objects.length) {
        objects = Arrays.copyOf(objects, MOST_DEPTH);
      }
      boolean again = objects[depth] == object;
      objects[depth] = object;
      return again;
    }

    @Nullable Key next(int depth) {
      return depth < next.length ? next[depth] : null;
    }

    void next(int depth, Key key) {
      if (depth >= next.length) {
        next = Arrays.copyOf(next, MOST_DEPTH);
      }
      next[depth] = key;
    }
  }

  /// Another object begins at a depth.
  void begin(int depth) {
    objects++;
    open[depth] = objects;
    last[depth] = null;
    if (known.size() >= MOST) {
      others.get(depth).clear();
    }
  }

  /// @return null when the object at that depth has the key already
  @Nullable Key add(int depth, String name) {
    Key sibling = last[depth];
    Key from = sibling == null ? before : sibling;
    Key guess = from.next(depth);
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
      from.next(depth, key);
    }
    last[depth] = key;
    before = key;
    return key.again(depth, open[depth]) ? null : key;
  }
}
