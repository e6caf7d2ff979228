// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.credentials.activation.ActivationStatus;
import dev.pasaje.render.ActivationReport;
import dev.pasaje.settings.Settings;
import dev.pasaje.vault.Vault;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is where, and whether somebody else changed it.
@Command(name = "status")
public final class CredentialsStatusCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  private final Terminal terminal;
  private final Desk desk;
  private final VaultDesk vaults;

  public CredentialsStatusCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
    this.vaults = new VaultDesk(terminal, desk);
  }

  @Override
  public Integer call() {
    output.validate(terminal, FORMATS);
    Settings settings = desk.settings(global);
    Vault vault = vaults.open(settings);
    List<ActivationStatus> all =
        desk.chosen(settings, integrations).stream()
            .map(one -> vaults.activation(settings, vault, one, step -> {}).status())
            .toList();
    output.write(
        terminal,
        FORMATS,
        format ->
            format == Format.JSON
                ? ActivationReport.json(all)
                : ActivationReport.text(all, terminal.language()));
    IntStream exits = all.stream().mapToInt(ActivationStatus::exitCode);
    List<Integer> codes = exits.boxed().toList();
    return codes.contains(1) ? 1 : codes.contains(3) ? 3 : 0;
  }
}
