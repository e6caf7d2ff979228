// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.credentials.activation.Activation;
import dev.pasaje.integration.Integration;
import dev.pasaje.render.ActivationReport;
import dev.pasaje.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The way back: what every target held before the last activation.
@Command(name = "rollback")
public final class CredentialsRollbackCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OneIntegration integration = new OneIntegration();
  @Mixin final Person person = new Person();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--yes")
  private boolean yes;

  @Option(names = "--force", descriptionKey = "force-drift")
  private boolean force;

  private final Terminal terminal;
  private final Desk desk;
  private final VaultDesk vaults;

  public CredentialsRollbackCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
    this.vaults = new VaultDesk(terminal, desk);
  }

  @Override
  public Integer call() {
    output.validate(terminal, FORMATS);
    Settings settings = desk.settings(global);
    Integration one = vaults.one(settings, integration);
    Activation activation =
        vaults.activation(settings, vaults.open(settings), one, vaults.telling(global));
    if (!vaults.confirmed(yes)) {
      return 2;
    }
    activation.rollback(person.by(terminal, "rollback"), force);
    var status = activation.status();
    output.write(
        terminal,
        FORMATS,
        format ->
            format == Format.JSON
                ? ActivationReport.json(List.of(status))
                : ActivationReport.text(List.of(status), terminal.language()));
    return status.exitCode();
  }
}
