// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.pix.PixKey;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Says which kind of Pix key a text is, or why it is none, without repeating it. No network.
@Command(name = "key")
public final class PixKeyCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "KEY|-", arity = "1..*", descriptionKey = "KEY")
  private List<String> key = List.of();

  private final Terminal terminal;

  public PixKeyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Texts texts = Texts.of("pix", terminal.language());
    return switch (PixKey.read(TypedText.of(key, terminal))) {
      case PixKey.Valid(PixKey found, PixKey.Form form) -> {
        terminal
            .out()
            .println(
                texts.get(
                    "key.valid",
                    Map.of("kind", texts.get("key." + found.kind().id()), "key", found.masked())));
        terminal.out().println("  " + texts.get("form." + form.id()));
        yield 0;
      }
      case PixKey.Invalid(PixKey.Flaw flaw, var likely) -> {
        terminal
            .out()
            .println(
                likely
                    .map(kind ->
                        texts.get("key.invalid-of", Map.of("kind", texts.get("key." + kind.id()))))
                    .orElseGet(() -> texts.get("key.invalid")));
        terminal.out().println("  " + texts.get("key-flaw." + flaw.id()));
        yield 1;
      }
    };
  }
}
