// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.docs;

import dev.pasaje.Pasaje;
import dev.pasaje.cli.Terminal;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine;

/// The page of all commands, made of their own help.
final class CommandPages {
  private CommandPages() {}

  static String commands() {
    Terminal terminal =
        Terminal.of(
            new PrintStream(PrintStream.nullOutputStream()),
            new PrintStream(PrintStream.nullOutputStream()),
            InputStream.nullInputStream(),
            false,
            Map.of("LANG", "en"),
            Path.of(""),
            () -> Instant.EPOCH);
    StringBuilder page =
        new StringBuilder(
            "<!-- generated from the commands' own help: `make docs` -->\n\n# Commands\n");
    describe(Pasaje.tree(terminal), page);
    return page.toString();
  }

  private static void describe(CommandLine command, StringBuilder page) {
    page.append("\n## `")
        .append(command.getCommandSpec().qualifiedName())
        .append("`\n\n```\n")
        .append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).replace("\r", "").strip())
        .append("\n```\n");
    command.getSubcommands().values().forEach(sub -> describe(sub, page));
  }
}
