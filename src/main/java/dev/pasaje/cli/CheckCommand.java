// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Requirement;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.Comparison;
import dev.pasaje.readiness.EvidenceFile;
import dev.pasaje.readiness.Judgement;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.ReadinessEvidence;
import dev.pasaje.readiness.ReadinessReport;
import dev.pasaje.readiness.RequirementReport;
import dev.pasaje.readiness.Runs;
import dev.pasaje.readiness.Snapshot;
import dev.pasaje.readiness.Verdict;
import dev.pasaje.readiness.Waivers;
import dev.pasaje.render.JsonReport;
import dev.pasaje.render.SarifReport;
import dev.pasaje.settings.Settings;
import dev.pasaje.settings.WaiversFile;
import dev.pasaje.text.Texts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
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

/// The go-live verdict on one integration or all: measured now, or judged again from saved
/// evidence.
@Command(name = "check")
public final class CheckCommand implements Callable<Integer> {
  private static final String RUNS = ".pasaje/runs";

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--integration", paramLabel = "NAME")
  private List<String> integrations = List.of();

  @Option(names = "--only", paramLabel = "REQUIREMENT", split = ",")
  private List<String> only = List.of();

  @Option(names = "--fail-on", paramLabel = "RULE")
  private @Nullable String failOn;

  @Option(names = "--waivers", paramLabel = "FILE")
  private @Nullable Path waivers;

  @Option(names = "--baseline", paramLabel = "FILE")
  private @Nullable Path baseline;

  @Option(names = "--save-evidence", paramLabel = "FILE")
  private @Nullable Path saveEvidence;

  @Option(names = "--evidence", paramLabel = "FILE")
  private @Nullable Path evidence;

  @Option(names = "--runs", paramLabel = "DIR", defaultValue = RUNS)
  private Path runs = Path.of(RUNS);

  @Option(names = "--no-save")
  private boolean noSave;

  private final Terminal terminal;
  private final Desk desk;

  public CheckCommand(Terminal terminal, String release) {
    this.terminal = terminal;
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    FailOn rule = FailOn.of(failOn);
    if (rule instanceof FailOn.Regression) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "cli.fail-on", Map.of("found", "regression"));
    }
    output.validate(terminal, ReportFormats.READINESS);
    Set<Requirement> wanted = wanted();
    Waivers answers = answers();
    Optional<Set<String>> known = file(baseline).map(Snapshot::read).map(Snapshot::known);
    ReadinessEvidence seen =
        file(evidence).map(EvidenceFile::read).orElseGet(() -> measured(wanted));
    file(saveEvidence).ifPresent(to -> OutputOptions.savePrivately(to, EvidenceFile.text(seen)));
    ReadinessReport report = Judgement.of(seen, answers);
    tellExpired(answers, report);
    if (evidence == null && !noSave) {
      keep(report);
    }
    SarifReport.Run run = desk.run(global);
    output.write(
        terminal,
        ReportFormats.READINESS,
        format -> ReportFormats.of(report, format, terminal, known.map(run::against).orElse(run)));
    return exit(rule, report, known);
  }

  private ReadinessEvidence measured(Set<Requirement> wanted) {
    Settings settings = desk.settings(global);
    List<Integration> chosen = desk.chosen(settings, integrations);
    desk.progress(
        global,
        "progress.check",
        Map.of(
            "count", String.valueOf(chosen.size()), "address", settings.apiBaseUrl().toString()));
    try (Readiness readiness = desk.readiness(settings)) {
      return readiness.look(chosen, wanted);
    }
  }

  private Set<Requirement> wanted() {
    if (only.isEmpty()) {
      return Readiness.MEASURED;
    }
    Set<Requirement> wanted = EnumSet.noneOf(Requirement.class);
    for (String id : only) {
      wanted.add(
          Arrays.stream(Requirement.values())
              .filter(Readiness.MEASURED::contains)
              .filter(one -> one.id().equals(id.strip().toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(() ->
                  new PasajeException(
                      PasajeException.Kind.USAGE,
                      "cli.only",
                      Map.of(
                          "found",
                          id,
                          "accepted",
                          Arrays.stream(Requirement.values())
                              .filter(Readiness.MEASURED::contains)
                              .map(Requirement::id)
                              .collect(Collectors.joining(", "))))));
    }
    return wanted;
  }

  private Waivers answers() {
    return file(waivers)
        .map(path ->
            WaiversFile.read(
                path, terminal.environment(), id -> Readiness.catalog().find(id).isPresent()))
        .map(written ->
            new Waivers(
                written.stream()
                    .map(one -> new Waivers.Entry(one.integration(), one.waiver()))
                    .toList()))
        .orElse(Waivers.NONE);
  }

  private Optional<Path> file(@Nullable Path given) {
    return Optional.ofNullable(given).map(terminal.directory()::resolve);
  }

  /// A waiver that is over has no effect, and somebody should know.
  private void tellExpired(Waivers answers, ReadinessReport report) {
    answers
        .expired(report.at())
        .forEach(waiver ->
            desk.progress(
                global,
                "waiver.expired",
                Map.of("check", waiver.check(), "by", waiver.by(), "until", waiver.until() + "")));
  }

  /// Keeps the run and says what differs from the last one that looked at the same.
  private void keep(ReadinessReport report) {
    Runs kept = new Runs(terminal.directory().resolve(runs));
    Optional<Runs.Run> last = kept.all().stream().findFirst();
    Snapshot now = Snapshot.of(report);
    last.map(run -> run.snapshot().among(now).to(now, run.at()))
        .ifPresent(comparison -> tell(comparison));
    kept.save(report.at(), JsonReport.of(report, terminal.language()));
  }

  private void tell(Comparison comparison) {
    Map<Boolean, List<String>> news =
        comparison.changes().stream()
            .filter(change -> change.mended() || change.broke())
            .collect(
                Collectors.partitioningBy(
                    Comparison.Change::broke,
                    Collectors.mapping(
                        change -> change.integration() + "/" + change.check(),
                        Collectors.toList())));
    desk.progress(
        global,
        "since-last-run",
        Map.of(
            "at", comparison.since().toString(),
            "mended", listed(news.get(false)),
            "broke", listed(news.get(true))));
  }

  private String listed(@Nullable List<String> checks) {
    return checks == null || checks.isEmpty()
        ? Texts.of("cli", terminal.language()).get("none")
        : String.join(", ", checks);
  }

  /// @param known what was open in the baseline, if there is one
  private static int exit(FailOn rule, ReadinessReport report, Optional<Set<String>> known) {
    List<RequirementReport> parts =
        report.integrations().stream().flatMap(one -> one.requirements().stream()).toList();
    List<QualityReport> qualities =
        parts.stream().map(RequirementReport::quality).flatMap(Optional::stream).toList();
    if (known.isEmpty()) {
      return rule.exitCode(report.verdict().exitCode(), report.findings(), qualities);
    }
    List<Finding> news = report.newSince(known.get());
    return rule.exitCode(Verdict.of(news).exitCode(), news, qualities);
  }
}
