// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which parts of documents somebody is going to look at, so that nothing else is made of them: to
/// read past a value costs a fraction of keeping it.
///
/// A field is kept wherever its name is one of the wanted; what it holds is looked through in the
/// same way, or kept whole. Of the other keys of a document itself the first is kept, without its
/// value, so that whoever expects certain keys can tell that there is another.
public final class Wanted {
  /// Everything.
  public static final Wanted ALL = new Wanted(Map.of());

  private final Map<String, Field> fields;

  private Wanted(Map<String, Field> fields) {
    this.fields = fields;
  }

  /// @param name one text for the same field in all documents, which keeps them small
  /// @param whole whether all that it holds is kept
  record Field(String name, boolean whole) {}

  /// @param names of fields at any depth
  /// @param whole names of fields whose values are kept as they are
  public static Wanted of(Set<String> names, Set<String> whole) {
    Map<String, Field> fields = new HashMap<>();
    names.forEach(name -> fields.put(name, new Field(name, false)));
    whole.forEach(name -> fields.put(name, new Field(name, true)));
    return new Wanted(fields);
  }

  boolean all() {
    return fields.isEmpty();
  }

  /// The field of that name, when it is wanted.
  @Nullable Field field(String name) {
    return fields.get(name);
  }
}
