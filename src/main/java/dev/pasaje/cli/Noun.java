// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A noun such as `quality`, whose verbs are its subcommands; alone it prints its help.
@Command
public final class Noun implements Runnable {
  @Mixin final GlobalOptions global = new GlobalOptions();

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  private Noun(Terminal terminal) {
    this.terminal = terminal;
  }

  public static CommandLine of(Terminal terminal, String name, Object... verbs) {
    CommandLine line = new CommandLine(new Noun(terminal));
    line.setCommandName(name);
    for (Object verb : verbs) {
      line.addSubcommand(verb);
    }
    return line;
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(terminal.out());
    }
  }
}
