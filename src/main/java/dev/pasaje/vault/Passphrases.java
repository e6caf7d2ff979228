// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import dev.pasaje.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;

/// Where a passphrase comes from that is not written anywhere: a person, most likely.
public interface Passphrases {
  /// Nobody is there.
  Passphrases NONE = _ -> Optional.empty();

  /// @param vault what it opens
  /// @return empty when there is nobody to ask
  Optional<Secret> ask(Path vault);
}
