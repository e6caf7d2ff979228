// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Site;
import dev.pasaje.pix.Issue;
import dev.pasaje.pix.Pix;
import dev.pasaje.readiness.PixVerification;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.secret.Redactor;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The Pix checks alone; when asked, with a real code that is created and cancelled at once.
@Command(name = "verify")
public final class PixVerifyCommand implements Callable<Integer> {
  private static final Set<String> YES = Set.of("y", "yes", "s", "si", "sí", "sim");

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  @Option(names = "--issue")
  private boolean issue;

  @Option(names = "--payer-email", paramLabel = "EMAIL")
  private @Nullable String payerEmail;

  @Option(names = "--yes")
  private boolean yes;

  private final Terminal terminal;
  private final Desk desk;
  private final String release;
  private final Texts texts;
  private boolean left;

  public PixVerifyCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
    this.release = release;
    this.texts = Texts.of("pix", terminal.language());
  }

  @Override
  public Integer call() {
    output.validate(terminal, ReportFormats.READINESS);
    Optional<String> payer = payer();
    Settings settings = desk.settings(global);
    List<Integration> chosen = desk.chosen(settings, integrations);
    for (Integration one : chosen) {
      if (one.site() != Site.MLB && !global.quiet()) {
        terminal
            .err()
            .println(
                texts.get("not-applicable", Map.of("name", one.id(), "site", one.site().name())));
      }
    }
    Issue asked = asked(chosen);
    desk.progress(
        global,
        "progress.check",
        Map.of(
            "count", String.valueOf(chosen.size()), "address", settings.apiBaseUrl().toString()));
    ReadinessReport report;
    try (var pix =
        new PixVerification(settings.apiBaseUrl(), "Pasaje/" + release, terminal.clock())) {
      report = pix.verify(chosen, asked, payer, this::tell);
    }
    output.write(
        terminal,
        ReportFormats.READINESS,
        format -> ReportFormats.of(report, format, terminal, desk.run(global)));
    int exit = report.verdict().exitCode();
    return left && exit == 0 ? 1 : exit;
  }

  private Optional<String> payer() {
    if (payerEmail != null && !payerEmail.strip().matches("[^@\\s]{1,64}@[^@\\s]{1,190}")) {
      throw new PasajeException(PasajeException.Kind.USAGE, "cli.pix.payer-email", Map.of());
    }
    return Optional.ofNullable(payerEmail).map(String::strip);
  }

  /// Nothing is created unless a person or a flag says yes.
  private Issue asked(List<Integration> chosen) {
    List<String> names =
        chosen.stream().filter(one -> one.site() == Site.MLB).map(Integration::id).toList();
    if (!issue || names.isEmpty()) {
      return Issue.NOT_ASKED;
    }
    if (yes) {
      return Issue.ASKED;
    }
    if (!terminal.interactive()) {
      throw new PasajeException(PasajeException.Kind.USAGE, "cli.pix.confirm", Map.of());
    }
    terminal
        .err()
        .print(
            texts.get("confirm", Map.of("names", names.stream().collect(Collectors.joining(", "))))
                + " ");
    terminal.err().flush();
    if (YES.contains(line().strip().toLowerCase(Locale.ROOT))) {
      return Issue.ASKED;
    }
    terminal.err().println(texts.get("declined"));
    return Issue.NOT_ASKED;
  }

  private String line() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "" : line;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The steps of a change are told even when notices are not wanted and something stays behind.
  private void tell(Integration integration, Pix.Step step) {
    boolean loud =
        switch (step.stage()) {
          case LEFT_OPEN, LEFT_UNCERTAIN -> true;
          case CREATING, NOT_CREATED, KEY_MISSING, CREATED, CODE_VALID, CODE_MALFORMED, CANCELLED ->
              false;
        };
    left |= loud;
    if (loud || !global.quiet()) {
      terminal
          .err()
          .println(
              integration.id()
                  + ": "
                  + Redactor.redact(
                      texts.get("step." + step.stage().id(), Map.of("what", step.what()))));
    }
  }
}
