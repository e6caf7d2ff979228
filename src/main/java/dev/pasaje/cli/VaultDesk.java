// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.vault.By;
import dev.pasaje.vault.MasterKey;
import dev.pasaje.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where commands find the vault of sellers' tokens: the file named by `PASAJE_VAULT`, else
/// `pasaje.vault` in the working directory, opened by the key the environment gives.
final class VaultDesk {
  private static final String FILE = "pasaje.vault";

  private final Terminal terminal;

  VaultDesk(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Empty when there is no vault yet.
  Optional<Vault> find() {
    return Files.exists(file())
        ? Optional.of(Vault.open(file(), key(), terminal.clock()))
        : Optional.empty();
  }

  Vault openOrCreate() {
    return Vault.openOrCreate(
        file(),
        key(),
        terminal.clock(),
        new By(terminal.environment().getOrDefault("USER", "pasaje"), "sellers' tokens"));
  }

  private Path file() {
    return terminal.directory().resolve(terminal.environment().getOrDefault("PASAJE_VAULT", FILE));
  }

  private MasterKey key() {
    return MasterKey.find(terminal.environment(), Optional.empty())
        .orElseThrow(() ->
            new PasajeException(
                PasajeException.Kind.USAGE, "oauth.no-key", Map.of("file", file().toString())));
  }
}
