// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.readiness.Comparison;
import dev.pasaje.readiness.Runs;
import dev.pasaje.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The saved runs of `check`, newest first; with two numbers, what differs between them.
@Command(name = "runs")
public final class RunsCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--runs", paramLabel = "DIR", defaultValue = ".pasaje/runs")
  private Path runs = Path.of(".pasaje/runs");

  @Parameters(paramLabel = "NUMBER", arity = "0..2", descriptionKey = "NUMBER")
  private List<Integer> numbers = List.of();

  private final Terminal terminal;
  private final Texts texts;

  public RunsCommand(Terminal terminal) {
    this.terminal = terminal;
    this.texts = Texts.of("cli", terminal.language());
  }

  @Override
  public Integer call() {
    Path directory = terminal.directory().resolve(runs);
    List<Runs.Run> all = new Runs(directory).all();
    if (numbers.isEmpty()) {
      for (int i = 0; i < all.size(); i++) {
        terminal.out().println((i + 1) + "  " + all.get(i).at() + "  " + all.get(i).file());
      }
      if (all.isEmpty()) {
        terminal.err().println(texts.get("runs.none", Map.of("directory", directory.toString())));
      }
      return 0;
    }
    Runs.Run later = run(all, numbers.getFirst());
    Runs.Run earlier = run(all, numbers.size() == 2 ? numbers.get(1) : numbers.getFirst() + 1);
    Comparison comparison = earlier.snapshot().to(later.snapshot(), earlier.at());
    terminal
        .out()
        .println(
            texts.get(
                "runs.between",
                Map.of("earlier", earlier.at().toString(), "later", later.at().toString())));
    for (Comparison.Change change : comparison.changes()) {
      terminal
          .out()
          .println(
              (change.broke() ? "- " : change.mended() ? "+ " : "  ")
                  + change.integration()
                  + "/"
                  + change.check()
                  + ": "
                  + shown(change.before())
                  + " > "
                  + shown(change.now()));
    }
    if (comparison.changes().isEmpty()) {
      terminal.out().println(texts.get("none"));
    }
    return 0;
  }

  private static String shown(String outcome) {
    return outcome.isEmpty() ? "-" : outcome;
  }

  private static Runs.Run run(List<Runs.Run> all, int number) {
    if (number < 1 || number > all.size()) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "cli.run",
          Map.of("found", String.valueOf(number), "count", String.valueOf(all.size())));
    }
    return all.get(number - 1);
  }
}
