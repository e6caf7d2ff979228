// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The integration a command is about; it need not be named when there is only one.
public final class OneIntegration {
  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String name;

  List<String> names() {
    return name == null ? List.of() : List.of(name);
  }
}
