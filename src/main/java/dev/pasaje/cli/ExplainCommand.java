// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.check.Catalog;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.render.CheckPages;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What a check looks at, why, how to fix it, and where that is said; without an id, the list.
@Command(name = "explain")
public final class ExplainCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.MARKDOWN);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "CHECK", arity = "0..1", descriptionKey = "CHECK")
  private @Nullable String id;

  private final Terminal terminal;

  public ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Catalog catalog = Readiness.catalog();
    if (id == null) {
      for (CheckInfo check : catalog.all()) {
        Texts texts = Texts.of(check.bundle(), terminal.language());
        terminal.out().printf("%-42s %s%n", check.id(), texts.get(check.id() + ".title"));
      }
      return 0;
    }
    String wanted = id;
    CheckInfo check =
        catalog
            .find(wanted)
            .orElseThrow(() ->
                new PasajeException(
                    PasajeException.Kind.USAGE, "cli.check", Map.of("found", wanted)));
    output.write(
        terminal,
        FORMATS,
        format ->
            format == Format.TEXT
                ? CheckPages.text(check, ReportFormats.style(terminal))
                : CheckPages.markdown(check, terminal.language()));
    return 0;
  }
}
