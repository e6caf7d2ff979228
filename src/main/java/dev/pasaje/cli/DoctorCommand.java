// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.doctor.Diagnosis;
import dev.pasaje.doctor.Doctor;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Looks over the local installation.
@Command(name = "doctor")
public final class DoctorCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  private final Terminal terminal;
  private final Desk desk;

  public DoctorCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    List<Diagnosis> all =
        new Doctor(terminal.clock(), terminal.directory())
            .examine(Runtime.version(), () -> desk.settingsIfAny(global), terminal.language());
    Texts texts = Texts.of("doctor", terminal.language());
    boolean bad = all.stream().anyMatch(one -> one.state() == Diagnosis.State.BAD);
    terminal.out().println(texts.get(bad ? "verdict.bad" : "verdict.good"));
    terminal.out().println();
    for (Diagnosis one : all) {
      String mark =
          switch (one.state()) {
            case GOOD -> terminal.unicode() ? "✓" : "+";
            case BAD -> terminal.unicode() ? "✗" : "x";
            case UNKNOWN -> "?";
          };
      terminal
          .out()
          .println(
              "  "
                  + mark
                  + " "
                  + texts
                      .get(one.key() + "." + one.state().id(), one.arguments())
                      .indent(4)
                      .strip());
    }
    return bad ? 1 : 0;
  }
}
