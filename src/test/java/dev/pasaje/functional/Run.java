// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import dev.pasaje.Pasaje;
import dev.pasaje.cli.HiddenInput;
import dev.pasaje.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// One run of a command line: its exit code and everything it printed.
record Run(int exit, String out, String err) {
  String all() {
    return out + err;
  }

  static Builder in(Path directory) {
    return new Builder(directory);
  }

  /// Where and with what a command runs. The clock stands still.
  static final class Builder {
    private final Path directory;
    private final Map<String, String> environment =
        new HashMap<>(Map.of("LANG", "en_US.UTF-8", "HOME", "/nonexistent"));
    private String input = "";
    private HiddenInput hidden = HiddenInput.NONE;
    private InstantSource clock = () -> Instant.parse("2026-11-24T12:00:00Z");

    private Builder(Path directory) {
      this.directory = directory;
    }

    Builder with(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    /// With the real time: where certificates are made and believed by others' clocks.
    Builder now() {
      clock = InstantSource.system();
      return this;
    }

    Builder typing(String text) {
      input = text;
      return this;
    }

    /// With a person who types this where it is not shown, a line each time.
    Builder whispering(String... lines) {
      Iterator<String> rest = List.of(lines).iterator();
      hidden = new HiddenInput(_ -> rest.next().toCharArray());
      return this;
    }

    Run pasaje(String... arguments) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Terminal terminal =
          Terminal.of(
                  new PrintStream(out, false, StandardCharsets.UTF_8),
                  new PrintStream(err, true, StandardCharsets.UTF_8),
                  new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                  !input.isEmpty(),
                  environment,
                  directory,
                  clock)
              .asking(hidden);
      int exit = Pasaje.run(arguments, terminal);
      return new Run(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
