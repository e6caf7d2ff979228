// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options every command takes. `--lang` and `--no-color` are read before parsing, by [Terminal].
@SuppressWarnings("UnusedVariable") // picocli fills and reads them
public final class GlobalOptions {
  @Option(names = "--config", paramLabel = "FILE")
  private @Nullable Path config;

  @Option(names = "--lang", paramLabel = "es|pt|en")
  private @Nullable String lang;

  @Option(names = "--no-color")
  private boolean noColor;

  @Option(names = {"-q", "--quiet"})
  private boolean quiet;

  @Option(names = "--debug")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true)
  private boolean help;

  public Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  public boolean quiet() {
    return quiet;
  }

  boolean debug() {
    return debug;
  }

  /// What was said before the command's name holds unless it is said again after it.
  void inherit(GlobalOptions before) {
    config = config == null ? before.config : config;
    quiet |= before.quiet;
    debug |= before.debug;
  }
}
