// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import dev.pasaje.vault.By;
import dev.pasaje.vault.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Encrypts the vault anew: always with a new data key, with another master key when one is named.
@Command(name = "rotate-key")
public final class CredentialsRotateKeyCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--new-key-file", paramLabel = "FILE")
  private @Nullable Path keyFile;

  @Option(names = "--new-passphrase-file", paramLabel = "FILE")
  private @Nullable Path passphraseFile;

  @Option(names = "--reason", paramLabel = "TEXT")
  private @Nullable String reason;

  @Option(names = "--who", paramLabel = "NAME")
  private @Nullable String who;

  private final Terminal terminal;
  private final Desk desk;
  private final VaultDesk vaults;

  public CredentialsRotateKeyCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
    this.vaults = new VaultDesk(terminal, desk);
  }

  @Override
  public Integer call() {
    Settings settings = desk.settings(global);
    By by = vaults.by(who, reason, "rotate-key");
    var vault = vaults.open(settings);
    MasterKey next = vaults.key(settings);
    if (keyFile != null) {
      Path path = terminal.directory().resolve(keyFile);
      next =
          Files.exists(path)
              ? MasterKey.of(Secret.of(text(path)), path.toString())
              : MasterKey.create(path);
    } else if (passphraseFile != null) {
      next =
          MasterKey.passphrase(
              Secret.of(text(terminal.directory().resolve(passphraseFile)).stripTrailing()));
    }
    vault.rotate(next, by);
    if (!global.quiet()) {
      terminal
          .err()
          .println(
              Texts.of("activation", terminal.language())
                  .get(
                      keyFile == null && passphraseFile == null ? "rotated" : "rotated-master",
                      Map.of("file", vault.file().toString())));
    }
    return 0;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "vault.key-file",
          Map.of("file", path.toString(), "why", unreadable.getClass().getSimpleName()),
          unreadable);
    }
  }
}
