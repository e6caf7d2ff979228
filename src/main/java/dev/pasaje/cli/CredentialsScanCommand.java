// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.leaks.AllowList;
import dev.pasaje.leaks.CommitHook;
import dev.pasaje.leaks.KnownSecrets;
import dev.pasaje.leaks.LeakScan;
import dev.pasaje.render.LeakReport;
import dev.pasaje.render.LeakSarif;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Finds credentials in files, in history and in what is staged.
@Command(name = "scan")
public final class CredentialsScanCommand implements Callable<Integer> {
  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.SARIF);
  private static final int MOST_MEGABYTES = 1024;

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "PATH", arity = "0..1", defaultValue = ".")
  private String path = ".";

  @Option(names = "--history")
  private boolean history;

  @Option(names = "--staged")
  private boolean staged;

  @Option(names = "--install-hook")
  private boolean hook;

  @Option(names = "--allowed", paramLabel = "FILE")
  private @Nullable String allowed;

  @Option(names = "--largest", paramLabel = "MEGABYTES", defaultValue = "64")
  private int largest = 64;

  private final Terminal terminal;
  private final Desk desk;
  private final String release;

  public CredentialsScanCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() {
    output.validate(terminal, FORMATS);
    Path where = terminal.directory().resolve(path).normalize();
    if (!Files.exists(where)) {
      throw usage("leaks.no-path", Map.of("path", path));
    }
    if (largest < 1 || largest > MOST_MEGABYTES) {
      throw usage(
          "leaks.largest",
          Map.of("found", Integer.toString(largest), "accepted", "1 - " + MOST_MEGABYTES));
    }
    if (staged && history) {
      throw usage("leaks.both", Map.of());
    }
    return hook ? install(where) : scan(where);
  }

  private int install(Path where) {
    Map.Entry<CommitHook.Done, Path> done = CommitHook.install(where);
    String key = "hook." + done.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-');
    terminal
        .out()
        .println(
            Texts.of("leaks", terminal.language())
                .get(key, Map.of("path", done.getValue().toString())));
    return 0;
  }

  private int scan(Path where) {
    KnownSecrets known =
        desk.settingsIfAny(global)
            .map(Settings::integrations)
            .map(KnownSecrets::of)
            .orElse(KnownSecrets.NONE);
    RowBar bar = new RowBar(terminal, !global.quiet());
    LeakScan scan =
        new LeakScan(
            known,
            allowed(where),
            largest * (1L << 20),
            (done, all) -> {
              synchronized (bar) {
                bar.to(done, all);
              }
            });
    LeakScan.Report report = staged ? scan.staged(where) : scan.path(where, history);
    bar.clear();
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> LeakReport.text(report, ReportFormats.style(terminal));
              case JSON -> LeakReport.json(report, terminal.language());
              case SARIF -> LeakSarif.of(report, terminal.language(), release);
              case JSONL, CSV, JUNIT, MARKDOWN, HTML, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return report.exitCode();
  }

  private AllowList allowed(Path where) {
    if (allowed != null) {
      return AllowList.read(terminal.directory().resolve(allowed));
    }
    Path beside = Files.isDirectory(where) ? where.resolve(AllowList.NAME) : where;
    return Files.isDirectory(where) && Files.isRegularFile(beside)
        ? AllowList.read(beside)
        : AllowList.EMPTY;
  }

  private static PasajeException usage(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }
}
