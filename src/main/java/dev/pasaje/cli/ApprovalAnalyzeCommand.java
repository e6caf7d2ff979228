// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.approval.Analysis;
import dev.pasaje.approval.Attempts;
import dev.pasaje.capture.CapturedRequests;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Site;
import dev.pasaje.render.ApprovalHtml;
import dev.pasaje.render.ApprovalJson;
import dev.pasaje.render.ApprovalReport;
import dev.pasaje.settings.Settings;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How many payments are approved, why the others are not, and what was missing in them: over the
/// API, from files, or from Pasaje's own store.
@Command(name = "analyze")
public final class ApprovalAnalyzeCommand implements Callable<Integer> {
  private static final List<Format> FORMATS =
      List.of(Format.TEXT, Format.JSON, Format.CSV, Format.HTML);

  /// As far back as is looked when nobody says.
  private static final Duration USUAL = Duration.ofDays(30);

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--from", paramLabel = "DATE")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DATE")
  private @Nullable String to;

  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String integration;

  @Option(names = "--file", paramLabel = "FILE|-")
  private List<Path> files = List.of();

  @Option(names = "--store")
  private boolean store;

  @Option(names = "--keep", paramLabel = "FILE")
  private @Nullable Path keep;

  @Option(names = "--captured", paramLabel = "FILE")
  private List<Path> captured = List.of();

  @Option(names = "--account", paramLabel = "ID")
  private List<String> accounts = List.of();

  @Option(names = "--site", paramLabel = "SITE")
  private @Nullable String site;

  @Option(names = "--fail-on", paramLabel = "alarm|any")
  private @Nullable String failOn;

  private final Desk desk;

  public ApprovalAnalyzeCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    output.validate(terminal, FORMATS);
    if (failOn != null && !failOn.equals("alarm") && !failOn.equals("any")) {
      throw usage("approval.fail-on", Map.of("found", failOn));
    }
    if ((!files.isEmpty() && (store || keep != null)) || (store && keep != null)) {
      throw usage("approval.one-source", Map.of());
    }
    if (keep != null && (from == null || to == null)) {
      throw usage("approval.keep-dates", Map.of());
    }
    Optional<Settings> settings =
        files.isEmpty() || integration != null
            ? Optional.of(desk.settings(global))
            : Optional.empty();
    Optional<Integration> chosen = settings.map(this::chosen);
    ZoneId zone = zone(chosen);
    Optional<Instant> begin = moment("--from", from, zone, false);
    Optional<Instant> end = moment("--to", to, zone, true);
    if (files.isEmpty()) {
      Instant last = end.orElse(terminal.clock().instant());
      end = Optional.of(last);
      begin = begin.or(() -> Optional.of(last.minus(USUAL)));
    }
    if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
      throw usage(
          "approval.window", Map.of("from", begin.get().toString(), "to", end.get().toString()));
    }
    Set<String> sellers = new LinkedHashSet<>(accounts);
    if (sellers.isEmpty()) {
      chosen.ifPresent(one -> sellers.addAll(one.owners()));
    }
    Attempts attempts = new Attempts(sellers, begin, end);
    PaymentSource source = new PaymentSource(desk, !global.quiet());
    CapturedRequests requests = new CapturedRequests();
    captured.forEach(file -> requests.read(desk.terminal().directory().resolve(file)));
    if (!files.isEmpty()) {
      files.forEach(file -> source.file(file, attempts));
    } else if (store) {
      source.store(settings.orElseThrow(), chosen.orElseThrow(), attempts);
    } else {
      source.api(
          settings.orElseThrow(),
          chosen.orElseThrow(),
          begin.orElseThrow(),
          end.orElseThrow(),
          Optional.ofNullable(keep),
          attempts);
    }
    Analysis analysis = Analysis.of(subject(chosen), attempts, requests, zone);
    output.write(
        terminal,
        FORMATS,
        format ->
            switch (format) {
              case TEXT -> ApprovalReport.text(analysis, ReportFormats.style(terminal));
              case JSON -> ApprovalJson.of(analysis, terminal.language());
              case CSV -> ApprovalReport.csv(analysis, terminal.language());
              case HTML -> ApprovalHtml.of(analysis, terminal.language());
              case JSONL, JUNIT, SARIF, MARKDOWN, XLSX ->
                  throw new IllegalArgumentException(format.id());
            });
    return exit(analysis);
  }

  private int exit(Analysis analysis) {
    if (analysis.rates().decided().all() == 0) {
      return 3;
    }
    boolean found =
        analysis.insights().stream()
            .anyMatch(one ->
                "any".equals(failOn)
                    ? one.kind().level() != Analysis.Level.NOTE
                    : one.kind().level() == Analysis.Level.ALARM);
    return failOn != null && found ? 1 : 0;
  }

  private String subject(Optional<Integration> chosen) {
    return files.isEmpty()
        ? chosen.orElseThrow().id()
        : files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private Integration chosen(Settings settings) {
    if (integration != null) {
      return desk.chosen(settings, List.of(integration)).getFirst();
    }
    if (settings.integrations().size() == 1) {
      return settings.integrations().getFirst();
    }
    throw usage(
        "cli.which-integration",
        Map.of(
            "known",
            settings.integrations().stream()
                .map(Integration::id)
                .collect(Collectors.joining(", "))));
  }

  /// Hours and days are those of the shop's country; of UTC when nobody says which it is.
  private ZoneId zone(Optional<Integration> chosen) {
    if (site != null) {
      String given = site;
      return Site.of(given)
          .orElseThrow(() ->
              usage(
                  "cli.site",
                  Map.of(
                      "found",
                      given,
                      "accepted",
                      Arrays.stream(Site.values())
                          .map(Site::name)
                          .collect(Collectors.joining(" ")))))
          .zone();
    }
    return chosen.map(one -> one.site().zone()).orElse(ZoneId.of("UTC"));
  }

  /// A date is a whole day: `--to` includes it.
  private static Optional<Instant> moment(
      String flag, @Nullable String given, ZoneId zone, boolean end) {
    if (given == null) {
      return Optional.empty();
    }
    try {
      if (given.length() <= 10) {
        LocalDate day = LocalDate.parse(given);
        return Optional.of((end ? day.plusDays(1) : day).atStartOfDay(zone).toInstant());
      }
      return Optional.of(OffsetDateTime.parse(given).toInstant());
    } catch (DateTimeException wrong) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "approval.date", Map.of("flag", flag, "found", given), wrong);
    }
  }

  private static PasajeException usage(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }
}
