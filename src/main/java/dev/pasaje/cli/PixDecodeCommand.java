// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.pix.BrCode;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Says what a copy-and-paste code holds, or why it is none. No network, no settings.
@Command(name = "decode")
public final class PixDecodeCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "CODE|-", arity = "1..*", descriptionKey = "CODE")
  private List<String> code = List.of();

  private final Terminal terminal;

  public PixDecodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Texts texts = Texts.of("pix", terminal.language());
    return switch (BrCode.read(TypedText.of(code, terminal))) {
      case BrCode.Valid(BrCode valid) -> {
        terminal
            .out()
            .println(
                texts.get("decode.valid", Map.of("kind", texts.get("kind." + valid.kind().id()))));
        for (BrCode.Line line : valid.lines()) {
          terminal
              .out()
              .printf(
                  "  %-6s %s: %s%n", line.path(), texts.get("field." + line.name()), line.value());
        }
        valid
            .keyKind()
            .ifPresent(kind ->
                terminal
                    .out()
                    .println(
                        "  "
                            + texts.get(
                                "decode.key", Map.of("kind", texts.get("key." + kind.id())))));
        yield 0;
      }
      case BrCode.Malformed bad -> {
        terminal.out().println(texts.get("decode.malformed"));
        terminal
            .out()
            .println(
                "  "
                    + texts.get(
                        "decode.where",
                        Map.of(
                            "position",
                            String.valueOf(bad.position()),
                            "field",
                            bad.field().isEmpty() ? "-" : bad.field()))
                    + " "
                    + texts.get("flaw." + bad.flaw().id()));
        bad.found()
            .ifPresent(found ->
                terminal.out().println("  " + texts.get("decode.found", Map.of("what", found))));
        bad.expected()
            .ifPresent(wanted ->
                terminal
                    .out()
                    .println("  " + texts.get("decode.expected", Map.of("what", wanted))));
        yield 1;
      }
    };
  }
}
