// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.credentials.activation.Activation;
import dev.pasaje.credentials.activation.Step;
import dev.pasaje.credentials.target.Target;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import dev.pasaje.vault.By;
import dev.pasaje.vault.MasterKey;
import dev.pasaje.vault.Vault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What the commands around the vault share: opening it, the targets, a yes.
final class VaultDesk {
  private static final Set<String> YES = Set.of("y", "yes", "s", "si", "sí", "sim");
  private static final Duration TARGET_LIMIT = Duration.ofSeconds(15);
  private static final int MOST = 8 << 20;

  private final Terminal terminal;
  private final Desk desk;

  VaultDesk(Terminal terminal, Desk desk) {
    this.terminal = terminal;
    this.desk = desk;
  }

  Vault open(Settings settings) {
    return Vault.open(settings.passage().vault(), key(settings), terminal.clock());
  }

  /// The vault; when there is none yet, a new one: under a new key when the settings name a key
  /// file that is not there either, under a passphrase typed twice when no key is given at all.
  Vault openOrCreate(Settings settings, By by) {
    Path file = settings.passage().vault();
    Optional<Path> keyFile = settings.passage().keyFile();
    Optional<MasterKey> given = MasterKey.find(terminal.environment(), keyFile);
    if (given.isEmpty() && keyFile.isPresent() && !Files.exists(file)) {
      MasterKey made = MasterKey.create(keyFile.get());
      terminal
          .err()
          .println(
              Texts.of("activation", terminal.language())
                  .get("key-made", Map.of("file", keyFile.get().toString())));
      return Vault.openOrCreate(file, made, terminal.clock(), by);
    }
    if (given.isEmpty() && !Files.exists(file)) {
      Optional<Secret> typed = terminal.hidden().fresh(terminal.language(), file);
      if (typed.isPresent()) {
        return Vault.openOrCreate(file, MasterKey.passphrase(typed.get()), terminal.clock(), by);
      }
    }
    return Vault.openOrCreate(file, key(settings), terminal.clock(), by);
  }

  MasterKey key(Settings settings) {
    return MasterKey.find(
        terminal.environment(),
        settings.passage().keyFile(),
        settings.passage().vault(),
        terminal.passphrases());
  }

  Activation activation(
      Settings settings, Vault vault, Integration integration, Consumer<Step> steps) {
    return new Activation(
        vault, integration.id(), targets(settings, integration), terminal.clock(), steps);
  }

  static List<Target> targets(Settings settings, Integration integration) {
    Transport transport = Transport.with(TARGET_LIMIT, MOST);
    return settings.passage().targets(integration.id()).stream()
        .map(spec -> Target.of(spec, transport))
        .toList();
  }

  /// What an integration goes live with, by kind.
  static Map<String, Secret> production(Integration integration) {
    CredentialSet set = integration.production();
    Map<String, Secret> all = new LinkedHashMap<>();
    set.publicKey().map(String::strip).ifPresent(key -> all.put("public-key", Secret.of(key)));
    set.accessToken().ifPresent(token -> all.put("access-token", clean(token)));
    set.clientId().map(String::strip).ifPresent(id -> all.put("client-id", Secret.of(id)));
    set.clientSecret().ifPresent(secret -> all.put("client-secret", clean(secret)));
    integration.webhookSecrets().stream()
        .findFirst()
        .ifPresent(secret -> all.put("webhook-secret", clean(secret)));
    return all;
  }

  private static Secret clean(Secret typed) {
    return Secret.of(typed.reveal().strip());
  }

  /// The one integration a command is about.
  Integration one(Settings settings, OneIntegration named) {
    List<Integration> found = desk.chosen(settings, named.names());
    if (found.size() != 1) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "activation.which",
          Map.of(
              "known",
              String.join(", ", settings.integrations().stream().map(Integration::id).toList())));
    }
    return found.getFirst();
  }

  /// Whether a person says yes; without one, and without the flag, nothing is done.
  boolean confirmed(boolean yes) {
    if (yes) {
      return true;
    }
    if (!terminal.interactive()) {
      throw new PasajeException(PasajeException.Kind.USAGE, "activation.confirm", Map.of());
    }
    Texts texts = Texts.of("activation", terminal.language());
    terminal.err().print(texts.get("confirm") + " ");
    terminal.err().flush();
    try {
      String line =
          new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
              .readLine();
      if (line != null && YES.contains(line.strip().toLowerCase(Locale.ROOT))) {
        return true;
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    terminal.err().println(texts.get("declined"));
    return false;
  }

  /// A line on standard error for each step that people care about.
  Consumer<Step> telling(GlobalOptions global) {
    Texts texts = Texts.of("activation", terminal.language());
    return step -> {
      if (!global.quiet()) {
        texts
            .find("step." + step.kind().id())
            .ifPresent(text -> terminal.err().println(text.replace("{target}", step.target())));
      }
    };
  }
}
