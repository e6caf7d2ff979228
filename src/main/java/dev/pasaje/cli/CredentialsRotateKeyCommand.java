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
  @Mixin final Person person = new Person();

  @Option(names = "--new-key-file", paramLabel = "FILE")
  private @Nullable Path keyFile;

  @Option(names = "--new-passphrase-file", paramLabel = "FILE")
  private @Nullable Path passphraseFile;

  @Option(names = "--new-passphrase")
  private boolean typed;

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
    By by = person.by(terminal, "rotate-key");
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
    } else if (typed) {
      next =
          terminal
              .hidden()
              .fresh(terminal.language(), vault.file())
              .map(MasterKey::passphrase)
              .orElseThrow(() ->
                  new PasajeException(
                      PasajeException.Kind.USAGE,
                      "vault.no-terminal",
                      Map.of("file", vault.file().toString())));
    }
    vault.rotate(next, by);
    if (!global.quiet()) {
      terminal
          .err()
          .println(
              Texts.of("activation", terminal.language())
                  .get(
                      keyFile == null && passphraseFile == null && !typed
                          ? "rotated"
                          : "rotated-master",
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
