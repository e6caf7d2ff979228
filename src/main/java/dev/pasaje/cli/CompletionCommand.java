// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints the script that completes commands and options in bash and zsh.
@Command(name = "completion")
public final class CompletionCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  public CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (spec != null) {
      terminal.out().println(AutoComplete.bash("pasaje", spec.root().commandLine()));
    }
    return 0;
  }
}
