// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.capture.CapturedRequests;
import dev.pasaje.check.Finding;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Answer;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.json.Documents;
import dev.pasaje.quality.QualityEvaluation;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.quality.QualityScoring;
import dev.pasaje.quality.bulk.ScoreRun;
import dev.pasaje.quality.bulk.Scorer;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.settings.Settings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Scores payments: by id over the API, or from a file or standard input with no network at all.
@Command(name = "evaluate")
public final class QualityEvaluateCommand implements Callable<Integer> {
  /// A search lists the last twelve months, and less than 365 days at once (domain/api.md 2.6,
  /// domain/reports.md 15.13).
  private static final int MOST_MONTHS = 12;

  private static final int MOST_DAYS = 363;

  /// Some seconds of work.
  private static final long WORTH_A_JOURNAL = 64L << 20;

  private static final int DIGEST_LENGTH = 13;

  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", arity = "0..*", descriptionKey = "ID")
  private List<String> ids = List.of();

  @Option(names = "--file", paramLabel = "FILE|-", descriptionKey = "quality.file")
  private List<Path> files = List.of();

  @Option(names = "--product", paramLabel = "PRODUCT")
  private @Nullable String product;

  @Option(names = "--site", paramLabel = "SITE")
  private @Nullable String site;

  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String integration;

  @Option(names = "--threshold", paramLabel = "0-100")
  private @Nullable Integer threshold;

  @Option(names = "--fail-on", paramLabel = "RULE", descriptionKey = "quality.fail-on")
  private @Nullable String failOn;

  @Option(names = "--from", paramLabel = "DATE", descriptionKey = "quality.from")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", descriptionKey = "quality.to")
  private @Nullable LocalDate to;

  @Option(names = "--requests", paramLabel = "FILE", descriptionKey = "quality.requests")
  private @Nullable Path requests;

  @Option(names = "--payments-only", descriptionKey = "quality.payments-only")
  private boolean paymentsOnly;

  @Option(names = "--baseline", paramLabel = "FILE", descriptionKey = "quality.baseline")
  private @Nullable Path baseline;

  @Option(
      names = "--tolerance",
      paramLabel = "POINTS",
      defaultValue = "1",
      descriptionKey = "quality.tolerance")
  private BigDecimal tolerance = BigDecimal.ONE;

  @Option(names = "--journal", paramLabel = "FILE", descriptionKey = "quality.journal")
  private @Nullable Path journal;

  private final Desk desk;

  public QualityEvaluateCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    FailOn rule = FailOn.of(failOn);
    boolean many = from != null || files.stream().anyMatch(QualityBulk::many);
    output.validate(desk.terminal(), many ? QualityBulk.FORMATS : ReportFormats.QUALITY);
    if ((rule instanceof FailOn.Regression) != (baseline != null) || (baseline != null && !many)) {
      throw usage("quality.regression", Map.of());
    }
    if (ids.isEmpty() && files.isEmpty() && from == null) {
      throw usage("cli.nothing-to-evaluate", Map.of());
    }
    if (threshold != null && (threshold < 0 || threshold > 100)) {
      throw usage("cli.threshold", Map.of("found", threshold.toString()));
    }
    // With files only and a product, no settings are needed, and none are read.
    Optional<Settings> settings =
        ids.isEmpty() && from == null && product != null && integration == null
            ? Optional.empty()
            : desk.settingsIfAny(global);
    Optional<Integration> chosen = settings.flatMap(this::chosen);
    Product what = product(chosen);
    Optional<Site> country = site().or(() -> chosen.map(Integration::site));
    QualityOptions options = settings.map(Desk::quality).orElse(QualityOptions.STANDARD);
    if (threshold != null) {
      options = options.withThreshold(threshold);
    }
    UnaryOperator<QualityEvidence> captured = captured();
    if (many) {
      return many(settings, chosen, QualityScoring.of(what, country, options), captured);
    }
    List<QualityReport> reports = new ArrayList<>();
    for (QualityEvidence evidence : evidence(settings, chosen)) {
      QualityEvidence whole =
          chosen.map(one -> evidence.withDeclared(one.declared())).orElse(evidence);
      reports.add(QualityEvaluation.evaluate(captured.apply(whole), what, country, options));
    }
    output.write(
        desk.terminal(),
        ReportFormats.QUALITY,
        format -> ReportFormats.of(reports, format, desk.terminal()));
    List<Finding> findings =
        reports.stream().flatMap(report -> report.findings().stream()).toList();
    return rule.exitCode(verdict(reports), findings, reports);
  }

  private UnaryOperator<QualityEvidence> captured() {
    if (requests == null) {
      return UnaryOperator.identity();
    }
    CapturedRequests recorded = new CapturedRequests();
    recorded.read(desk.terminal().directory().resolve(requests));
    return evidence -> evidence.withRequests(recorded);
  }

  private int many(
      Optional<Settings> settings,
      Optional<Integration> chosen,
      QualityScoring scoring,
      UnaryOperator<QualityEvidence> captured) {
    if (!ids.isEmpty() || (from != null && !files.isEmpty())) {
      throw usage("cli.nothing-to-evaluate", Map.of());
    }
    Map<String, Answer> declared = chosen.map(Integration::declared).orElse(Map.of());
    QualityBulk.Judging judging =
        new QualityBulk.Judging(
            scoring.options().threshold(),
            FailOn.of(failOn),
            Optional.ofNullable(baseline),
            tolerance);
    LocalDate first = from;
    if (first == null) {
      // The owner of the token, which is written in it; nobody is asked.
      Optional<String> account = chosen.flatMap(one -> one.production().owner());
      Scorer scorer = new Scorer(scoring, account, declared, captured);
      return new QualityBulk(desk.terminal(), global, output, scorer, judging)
          .files(files, new QualityBulk.Keeping(keep(), what(scoring, declared, files)));
    }
    Integration owner = chosen.orElseThrow(() -> usage("readiness.no-token", Map.of()));
    LocalDate today = LocalDate.ofInstant(desk.terminal().clock().instant(), ZoneOffset.UTC);
    LocalDate last = to == null ? today : to;
    if (last.isBefore(first)
        || first.plusDays(MOST_DAYS).isBefore(last)
        || first.isAfter(today)
        || first.isBefore(today.minusMonths(MOST_MONTHS))) {
      throw usage("quality.window", Map.of("from", first.toString(), "to", last.toString()));
    }
    try (Readiness readiness = desk.readiness(settings.orElseThrow())) {
      UnaryOperator<QualityEvidence> stored = readiness.stored(owner).each();
      Scorer scorer =
          new Scorer(
              scoring,
              Optional.of(readiness.account(owner)),
              declared,
              evidence -> captured.apply(stored.apply(evidence)));
      Path file =
          journal == null
              ? Path.of("quality-%s-%s-%s.journal".formatted(owner.id(), first, last))
              : journal;
      return new QualityBulk(desk.terminal(), global, output, scorer, judging)
          .search(
              readiness.api(owner),
              owner.id(),
              first,
              last,
              paymentsOnly ? ScoreRun.Around.PAYMENT_ALONE : ScoreRun.Around.ALL_RECORDS,
              new QualityBulk.Keeping(
                  Optional.of(desk.terminal().directory().resolve(file)),
                  what(scoring, declared, List.of())
                      + " %s %s %s%s"
                          .formatted(owner.id(), first, last, paymentsOnly ? " payments" : "")));
    }
  }

  /// Small files are read again as fast as a journal of them.
  private Optional<Path> keep() {
    if (journal != null) {
      return Optional.of(desk.terminal().directory().resolve(journal));
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += length(desk.terminal().directory().resolve(file));
    }
    return bytes < WORTH_A_JOURNAL
        ? Optional.empty()
        : Optional.of(
            desk.terminal()
                .directory()
                .resolve("quality-" + files.getFirst().getFileName() + ".journal"));
  }

  private static long length(Path file) {
    return file.toFile().length();
  }

  /// What a journal is of, in short; it also depends on the files themselves, and on what is known
  /// beside them.
  private String what(QualityScoring scoring, Map<String, Answer> declared, List<Path> read) {
    List<String> all = new ArrayList<>();
    all.add(scoring.options().toString());
    all.add(new TreeMap<>(declared).toString());
    scoring.rules().forEach(rule -> all.add(rule.id() + rule.severity()));
    List<Path> sources = new ArrayList<>(read);
    if (requests != null) {
      sources.add(requests);
    }
    for (Path source : sources) {
      Path file = desk.terminal().directory().resolve(source);
      all.add(file + " " + length(file) + " " + file.toFile().lastModified());
    }
    UUID digest = UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8));
    return "quality %s %s"
        .formatted(scoring.product().id(), digest.toString().substring(0, DIGEST_LENGTH));
  }

  private List<QualityEvidence> evidence(
      Optional<Settings> settings, Optional<Integration> chosen) {
    List<QualityEvidence> evidence = new ArrayList<>();
    for (Path file : files) {
      evidence.add(
          file.toString().equals("-")
              ? QualityEvidence.of("-", Documents.json("-", desk.terminal().in()))
              : QualityEvidence.of(
                  file.toString(), Documents.json(desk.terminal().directory().resolve(file))));
    }
    if (!ids.isEmpty()) {
      Integration owner = chosen.orElseThrow(() -> usage("readiness.no-token", Map.of()));
      try (Readiness readiness = desk.readiness(settings.orElseThrow())) {
        ids.forEach(id -> evidence.add(readiness.gather(owner, id)));
      }
    }
    return evidence;
  }

  private Optional<Integration> chosen(Settings settings) {
    if (integration != null) {
      return Optional.of(desk.chosen(settings, List.of(integration)).getFirst());
    }
    if (settings.integrations().size() == 1) {
      return Optional.of(settings.integrations().getFirst());
    }
    if (ids.isEmpty() && from == null) {
      return Optional.empty();
    }
    throw usage(
        "cli.which-integration",
        Map.of(
            "known",
            settings.integrations().stream()
                .map(Integration::id)
                .collect(Collectors.joining(", "))));
  }

  private Product product(Optional<Integration> chosen) {
    String products =
        Arrays.stream(Product.values()).map(Product::id).collect(Collectors.joining(" "));
    if (product == null) {
      return chosen
          .map(Integration::product)
          .orElseThrow(() -> usage("cli.product", Map.of("found", "-", "accepted", products)));
    }
    String given = product;
    return Product.of(given)
        .orElseThrow(() -> usage("cli.product", Map.of("found", given, "accepted", products)));
  }

  private Optional<Site> site() {
    if (site == null) {
      return Optional.empty();
    }
    String given = site;
    return Optional.of(
        Site.of(given)
            .orElseThrow(() ->
                usage(
                    "cli.site",
                    Map.of(
                        "found",
                        given,
                        "accepted",
                        Arrays.stream(Site.values())
                            .map(Site::name)
                            .collect(Collectors.joining(" "))))));
  }

  private static int verdict(List<QualityReport> reports) {
    boolean below = reports.stream().anyMatch(one -> one.verdict() == QualityReport.Verdict.BELOW);
    boolean undetermined =
        reports.stream().anyMatch(one -> one.verdict() == QualityReport.Verdict.UNDETERMINED);
    return below ? 1 : undetermined ? 3 : 0;
  }

  private static PasajeException usage(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }
}
