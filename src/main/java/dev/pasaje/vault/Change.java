// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import dev.pasaje.secret.Secret;
import java.util.Optional;
import java.util.OptionalInt;

/// One entry to be changed, alone or together with others by [Vault#replace].
///
/// @param integration 1 to 64 of `A-Za-z0-9._-`
/// @param name what is kept, such as `production.access-token`; the same form, up to 128
/// @param value the new version; empty to forget the entry and all its versions
/// @param expected the version that must still be the current one (0: none yet); no matter when
///   empty
public record Change(
    String integration, String name, Optional<Secret> value, OptionalInt expected) {

  public Change {
    if (!integration.matches("[A-Za-z0-9._-]{1,64}") || !name.matches("[A-Za-z0-9._-]{1,128}")) {
      throw new IllegalArgumentException("not the name of an entry: " + integration + "/" + name);
    }
  }

  public static Change put(String integration, String name, Secret value) {
    return new Change(integration, name, Optional.of(value), OptionalInt.empty());
  }

  public static Change forget(String integration, String name) {
    return new Change(integration, name, Optional.empty(), OptionalInt.empty());
  }

  /// The same, refused when somebody else was faster.
  public Change after(int version) {
    return new Change(integration, name, value, OptionalInt.of(version));
  }
}
