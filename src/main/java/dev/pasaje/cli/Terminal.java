// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.text.Language;
import dev.pasaje.vault.Passphrases;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a command runs: its streams, what they can show, the environment, the clock.
///
/// @param out data only
/// @param err progress and notices
/// @param interactive a person can be asked
/// @param colour whether `out` shows ANSI colours
/// @param unicode whether symbols beyond ASCII can be shown
/// @param width columns
/// @param directory the working directory, against which paths are resolved
/// @param hidden where a passphrase is asked for
public record Terminal(
    PrintStream out,
    PrintStream err,
    InputStream in,
    boolean interactive,
    boolean colour,
    boolean unicode,
    int width,
    Language language,
    Map<String, String> environment,
    Path directory,
    InstantSource clock,
    HiddenInput hidden) {

  /// The terminal of this process, adjusted by the flags that must be known before any other is
  /// parsed: `--lang` and `--no-color`.
  static Terminal of(Terminal process, List<String> arguments) {
    Language language = flag(arguments, "--lang").flatMap(Language::of).orElse(process.language());
    boolean colour = process.colour() && !arguments.contains("--no-color");
    return new Terminal(
        process.out,
        process.err,
        process.in,
        process.interactive,
        colour,
        process.unicode,
        process.width,
        language,
        process.environment,
        process.directory,
        process.clock,
        process.hidden);
  }

  /// The same, where a person can type what must not be seen.
  public Terminal asking(HiddenInput person) {
    return new Terminal(
        out,
        err,
        in,
        interactive,
        colour,
        unicode,
        width,
        language,
        environment,
        directory,
        clock,
        person);
  }

  Passphrases passphrases() {
    return hidden.in(language);
  }

  /// What the environment says of a process's terminal.
  public static Terminal of(
      PrintStream out,
      PrintStream err,
      InputStream in,
      boolean tty,
      Map<String, String> environment,
      Path directory,
      InstantSource clock) {
    String locale =
        List.of("LC_ALL", "LC_MESSAGES", "LANG").stream()
            .map(environment::get)
            .filter(value -> value != null && !value.isBlank())
            .findFirst()
            .orElse("C");
    Language language =
        Optional.ofNullable(environment.get("PASAJE_LANG"))
            .flatMap(Language::of)
            .or(() -> Language.of(locale))
            .orElse(Language.EN);
    String upper = locale.toUpperCase(Locale.ROOT);
    boolean colour = tty && !environment.containsKey("NO_COLOR");
    return new Terminal(
        out,
        err,
        in,
        tty,
        colour || environment.containsKey("CLICOLOR_FORCE"),
        upper.contains("UTF-8") || upper.contains("UTF8"),
        columns(environment),
        language,
        environment,
        directory,
        clock,
        HiddenInput.NONE);
  }

  private static int columns(Map<String, String> environment) {
    try {
      return Math.clamp(Integer.parseInt(environment.getOrDefault("COLUMNS", "80")), 40, 120);
    } catch (NumberFormatException notANumber) {
      return 80;
    }
  }

  private static Optional<String> flag(List<String> arguments, String name) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(name + "=")) {
        return Optional.of(argument.substring(name.length() + 1));
      }
      if (argument.equals(name) && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
