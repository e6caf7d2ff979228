// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.credentials.activation.Plan;
import dev.pasaje.credentials.target.FoundCredentials;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import dev.pasaje.vault.By;
import dev.pasaje.vault.Change;
import dev.pasaje.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes credentials into the vault: from an env file, YAML, JSON, what WP-CLI exports, or standard
/// input. Never from arguments, which every user of the machine can list.
@Command(name = "import")
public final class CredentialsImportCommand implements Callable<Integer> {
  private static final int MOST = 1 << 20;

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OneIntegration integration = new OneIntegration();
  @Mixin final Person person = new Person();

  @Parameters(paramLabel = "FILE", descriptionKey = "import-file")
  private Path file = Path.of("-");

  @Option(names = "--map", paramLabel = "NAME=CREDENTIAL")
  private List<String> mapped = List.of();

  private final Terminal terminal;
  private final Desk desk;
  private final VaultDesk vaults;

  public CredentialsImportCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
    this.vaults = new VaultDesk(terminal, desk);
  }

  @Override
  public Integer call() {
    Map<String, String> names = names();
    Settings settings = desk.settings(global);
    Integration one = vaults.one(settings, integration);
    FoundCredentials found = FoundCredentials.in(text(), file.toString(), names);
    By by = person.by(terminal, "import " + file.getFileName());
    Vault vault = vaults.openOrCreate(settings, by);
    List<Change> changes =
        found.credentials().entrySet().stream()
            .filter(
                entry -> !vault.get(one.id(), entry.getKey()).equals(Optional.of(entry.getValue())))
            .map(entry -> Change.put(one.id(), entry.getKey(), entry.getValue()))
            .toList();
    if (!changes.isEmpty()) {
      vault.replace(changes, by);
    }
    Texts texts = Texts.of("activation", terminal.language());
    found
        .credentials()
        .forEach((name, value) ->
            terminal
                .out()
                .println(
                    "%s  %s  v%d"
                        .formatted(
                            name,
                            Plan.redacted(Optional.of(value)),
                            vault.version(one.id(), name))));
    if (!global.quiet()) {
      if (!found.ignored().isEmpty()) {
        terminal
            .err()
            .println(texts.get("ignored", Map.of("names", String.join(", ", found.ignored()))));
      }
      if (!file.toString().equals("-")) {
        terminal.err().println(texts.get("still-plain", Map.of("file", file.toString())));
      }
    }
    return 0;
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (String pair : mapped) {
      int equals = pair.lastIndexOf('=');
      if (equals < 1 || !FoundCredentials.isName(pair.substring(equals + 1))) {
        throw new PasajeException(PasajeException.Kind.USAGE, "import.map", Map.of("found", pair));
      }
      names.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return names;
  }

  private String text() {
    try (InputStream in =
        file.toString().equals("-")
            ? terminal.in()
            : Files.newInputStream(terminal.directory().resolve(file))) {
      return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "document.unreadable",
          Map.of("file", file.toString(), "why", unreadable.getClass().getSimpleName()),
          unreadable);
    }
  }
}
