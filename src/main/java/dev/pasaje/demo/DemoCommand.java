// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.demo;

import dev.pasaje.cli.Format;
import dev.pasaje.cli.GlobalOptions;
import dev.pasaje.cli.OutputOptions;
import dev.pasaje.cli.ReportFormats;
import dev.pasaje.cli.Terminal;
import dev.pasaje.db.Database;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.Verdict;
import dev.pasaje.reconciliation.Discrepancy;
import dev.pasaje.reconciliation.Outcome;
import dev.pasaje.render.ReconciliationPage;
import dev.pasaje.render.SarifReport;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import dev.pasaje.sandbox.weather.Forecast;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The whole passage on the emulator, in the terminal: no question, no account, no network.
@Command(name = "demo")
public final class DemoCommand implements Callable<Integer> {
  private static final int STEPS = 6;
  private static final int SALES = 60;
  private static final long SEED = 7;

  private static final Logger LOG = Logger.getLogger("dev.pasaje");

  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(names = "--directory", paramLabel = "DIR", defaultValue = "pasaje-demo")
  private Path directory = Path.of("pasaje-demo");

  private final Terminal terminal;
  private final String release;
  private final Texts texts;

  public DemoCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.release = release;
    this.texts = Texts.of("demo", terminal.language());
  }

  @Override
  public Integer call() throws IOException {
    terminal.out().println(texts.get("welcome"));
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      step(1, "step.sandbox", Map.of("address", sandbox.baseUrl()));
      Demo demo =
          new Demo(
              sandbox,
              terminal.clock(),
              "Pasaje/" + release,
              terminal.directory().resolve(directory));
      step(2, "step.before", Map.of());
      ReadinessReport before = demo.before();
      show(before, "before.html");
      step(3, "step.fixes", Map.of());
      terminal.out().println(texts.get("fixes"));
      step(4, "step.after", Map.of());
      ReadinessReport after = demo.after();
      show(after, "after.html");
      boolean right = storm();
      terminal
          .out()
          .println(
              texts.get(
                  "next",
                  Map.of(
                      "before", directory.resolve("before.html").toString(),
                      "after", directory.resolve("after.html").toString(),
                      "money", directory.resolve("money.html").toString())));
      boolean asTold =
          before.verdict() == Verdict.NOT_READY && after.verdict() == Verdict.READY && right;
      return asTold ? 0 : 1;
    }
  }

  /// In an emulator of its own, whose clock is moved; the money it made is closed there too. The
  /// warnings that a storm causes would stand among its figures, and are silenced.
  private boolean storm() throws IOException {
    LOG.setLevel(Level.OFF);
    step(5, "step.storm", Map.of("count", String.valueOf(SALES)));
    Path store = Files.createTempDirectory("pasaje-storm-").resolve("pasaje.db");
    SandboxOptions options =
        SandboxOptions.usual().withSeed(SEED).withStart(terminal.clock().instant());
    try (Sandbox sandbox = Sandbox.start(options);
        Database database = Database.open("jdbc:sqlite:" + store, terminal.directory())) {
      Settings shop = Season.shop(sandbox);
      Season.Figures figures =
          new Season(sandbox, shop, database, Forecast.STORM).run(SALES, SEED, _ -> {});
      terminal
          .out()
          .println(
              texts.get(
                  "storm",
                  Map.of(
                      "orders", String.valueOf(figures.orders()),
                      "sent", String.valueOf(figures.sent()),
                      "lost", String.valueOf(figures.lost()),
                      "arrived", String.valueOf(figures.arrived()),
                      "quarantined", String.valueOf(figures.quarantined()),
                      "before", String.valueOf(figures.rightBeforeSearch()),
                      "right", String.valueOf(figures.right()))));
      if (!figures.wrong().isEmpty()) {
        terminal.err().println(figures.wrong());
      }
      Instant began = terminal.clock().instant();
      return closing(new Closing(sandbox, shop, database, began)) && figures.right() == SALES;
    } finally {
      LOG.setLevel(null);
      for (String part : List.of("pasaje.db", "pasaje.db-wal", "pasaje.db-shm", "")) {
        Files.deleteIfExists(store.resolveSibling(part));
      }
    }
  }

  private boolean closing(Closing closing) throws IOException {
    step(6, "step.closing", Map.of());
    Closing.Figures figures = closing.run();
    Outcome outcome = figures.result().outcome();
    Outcome.Sum matched = outcome.parts().getOrDefault(Outcome.Part.MATCHED, outcome.remainder());
    terminal
        .out()
        .println(
            texts.get(
                "closing",
                Map.of(
                    "rows", String.valueOf(figures.rows()),
                    "orders", String.valueOf(figures.orders()),
                    "found", String.valueOf(figures.found().size()))));
    for (Discrepancy one : outcome.discrepancies()) {
      terminal
          .out()
          .println(
              "    %-20s %-12s %s %s"
                  .formatted(one.code(), one.reference(), one.amount(), one.currency()));
    }
    terminal
        .out()
        .println(
            texts.get(
                "closing.rest",
                Map.of(
                    "matched", String.valueOf(matched.rows()),
                    "remainder", outcome.remainder().net().toPlainString())));
    OutputOptions.save(
        terminal.directory().resolve(directory).resolve("money.html"),
        ReconciliationPage.of(figures.result(), terminal.language()));
    if (!figures.asPlanted()) {
      terminal.err().println(figures.planted() + " / " + figures.found());
    }
    return figures.asPlanted();
  }

  private void step(int number, String key, Map<String, String> arguments) {
    terminal.out().println();
    terminal.out().println("[" + number + "/" + STEPS + "] " + texts.get(key, arguments));
    terminal.out().println();
    terminal.out().flush();
  }

  private void show(ReadinessReport report, String file) {
    SarifReport.Run run = SarifReport.Run.of(release);
    terminal.out().print(ReportFormats.of(report, Format.TEXT, terminal, run));
    terminal.out().flush();
    OutputOptions.save(
        terminal.directory().resolve(directory).resolve(file),
        ReportFormats.of(report, Format.HTML, terminal, run));
  }
}
