// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.check.Finding;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.json.Documents;
import dev.pasaje.quality.QualityEvaluation;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Scores payments: by id over the API, or from a file or standard input with no network at all.
@Command(name = "evaluate")
public final class QualityEvaluateCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", arity = "0..*", descriptionKey = "ID")
  private List<String> ids = List.of();

  @Option(names = "--file", paramLabel = "FILE|-")
  private List<Path> files = List.of();

  @Option(names = "--product", paramLabel = "PRODUCT")
  private @Nullable String product;

  @Option(names = "--site", paramLabel = "SITE")
  private @Nullable String site;

  @Option(names = "--integration", paramLabel = "NAME")
  private @Nullable String integration;

  @Option(names = "--threshold", paramLabel = "0-100")
  private @Nullable Integer threshold;

  @Option(names = "--fail-on", paramLabel = "RULE")
  private @Nullable String failOn;

  private final Desk desk;

  public QualityEvaluateCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
  }

  @Override
  public Integer call() {
    FailOn rule = FailOn.of(failOn);
    output.validate(desk.terminal(), ReportFormats.QUALITY);
    if (ids.isEmpty() && files.isEmpty()) {
      throw usage("cli.nothing-to-evaluate", Map.of());
    }
    if (threshold != null && (threshold < 0 || threshold > 100)) {
      throw usage("cli.threshold", Map.of("found", threshold.toString()));
    }
    // With files only and a product, no settings are needed, and none are read.
    Optional<Settings> settings =
        ids.isEmpty() && product != null && integration == null
            ? Optional.empty()
            : desk.settingsIfAny(global);
    Optional<Integration> chosen = settings.flatMap(this::chosen);
    Product what = product(chosen);
    Optional<Site> country = site().or(() -> chosen.map(Integration::site));
    QualityOptions options = settings.map(Desk::quality).orElse(QualityOptions.STANDARD);
    if (threshold != null) {
      options = options.withThreshold(threshold);
    }
    List<QualityReport> reports = new ArrayList<>();
    for (QualityEvidence evidence : evidence(settings, chosen)) {
      QualityEvidence whole =
          chosen.map(one -> evidence.withDeclared(one.declared())).orElse(evidence);
      reports.add(QualityEvaluation.evaluate(whole, what, country, options));
    }
    output.write(
        desk.terminal(),
        ReportFormats.QUALITY,
        format -> ReportFormats.of(reports, format, desk.terminal()));
    List<Finding> findings =
        reports.stream().flatMap(report -> report.findings().stream()).toList();
    return rule.exitCode(verdict(reports), findings, reports);
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
    for (String id : ids) {
      Integration owner = chosen.orElseThrow(() -> usage("readiness.no-token", Map.of()));
      evidence.add(desk.readiness(settings.orElseThrow()).gather(owner, id));
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
    if (ids.isEmpty()) {
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
