// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.json.JsonLines;
import dev.pasaje.json.KeptLines;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.quality.QualityReport.Verdict;
import dev.pasaje.quality.bulk.Aggregate;
import dev.pasaje.quality.bulk.Baseline;
import dev.pasaje.quality.bulk.PaymentScore;
import dev.pasaje.quality.bulk.ScoreRun;
import dev.pasaje.quality.bulk.Scorer;
import dev.pasaje.quality.bulk.Tally;
import dev.pasaje.render.AggregatePage;
import dev.pasaje.render.AggregateReport;
import dev.pasaje.render.PaymentRows;
import dev.pasaje.text.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `quality evaluate` of many payments: rows as they are scored, and their sum.
final class QualityBulk {
  static final List<Format> FORMATS =
      List.of(Format.TEXT, Format.JSON, Format.JSONL, Format.CSV, Format.HTML);

  /// Bad lines are counted all, and told so many.
  private static final int MOST_TOLD = 5;

  private final Terminal terminal;
  private final GlobalOptions global;
  private final OutputOptions output;
  private final Scorer scorer;
  private final Judging judging;
  private final Tally tally;
  private boolean required;
  private boolean failed;
  private boolean undetermined;
  private boolean below;
  private int lowest = 100;

  /// How the run is judged.
  ///
  /// @param threshold the least good score
  record Judging(int threshold, FailOn failOn, Optional<Path> baseline, BigDecimal tolerance) {}

  QualityBulk(
      Terminal terminal,
      GlobalOptions global,
      OutputOptions output,
      Scorer scorer,
      Judging judging) {
    this.terminal = terminal;
    this.global = global;
    this.output = output;
    this.scorer = scorer;
    this.judging = judging;
    this.tally = new Tally(scorer.scoring());
  }

  static boolean many(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl") || name.endsWith(".ndjson");
  }

  /// Where a run keeps its scores, and what it is: another one must not go on with them.
  record Keeping(Optional<Path> journal, String what) {}

  int files(List<Path> files, Keeping keeping) {
    Optional<Baseline> baseline = baseline();
    List<Path> paths = files.stream().map(terminal.directory()::resolve).toList();
    Watch watch = new Watch(paths.stream().mapToLong(QualityBulk::size).sum(), keeping);
    try (RowFiles rows = rows();
        ScoreRun run = watch.open(rows)) {
      run.files(paths);
      watch.end();
      rows.whole();
    }
    String source = files.stream().map(Path::toString).reduce((a, b) -> a + ", " + b).orElse("");
    return finished(end(about(source, "", ""), baseline), keeping);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException missing) {
      // Whoever reads it says so.
      return 0;
    }
  }

  /// @param name of the search, such as the integration's
  int search(
      MercadoPago api,
      String name,
      LocalDate from,
      LocalDate to,
      ScoreRun.Around around,
      Keeping keeping) {
    Optional<Baseline> baseline = baseline();
    Instant begin = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant dayAfter = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant now = terminal.clock().instant();
    Instant until = dayAfter.isBefore(now) ? dayAfter : now;
    if (!global.quiet()) {
      terminal
          .err()
          .println(
              texts()
                  .get(
                      "begin",
                      Map.of("integration", name, "from", from.toString(), "to", to.toString())));
    }
    Watch watch = new Watch(Duration.between(begin, until).toSeconds(), keeping);
    watch.begin = begin;
    try (RowFiles rows = rows();
        ScoreRun run = watch.open(rows)) {
      run.search(api, begin, until, around);
      watch.end();
      rows.whole();
    } finally {
      watch.bar.clear();
    }
    return finished(end(about(name, from.toString(), to.toString()), baseline), keeping);
  }

  /// Everything is told; the same command begins anew.
  private int finished(int exit, Keeping keeping) {
    keeping
        .journal()
        .ifPresent(file -> {
          try {
            KeptLines.delete(file);
          } catch (IOException kept) {
            terminal.err().println("pasaje: " + kept.getMessage());
          }
        });
    return exit;
  }

  private Texts texts() {
    return Texts.of("bulk", terminal.language());
  }

  /// Takes what a run finds, and tells what a person wants to know while it goes.
  private final class Watch implements ScoreRun.Taker {
    private final RowBar bar = new RowBar(terminal, !global.quiet());
    private final long whole;
    private final Keeping keeping;
    private Instant begin = Instant.EPOCH;
    private Optional<RowFiles> rows = Optional.empty();
    private Optional<Path> file = Optional.empty();
    private long before;
    private long bad;

    Watch(long whole, Keeping keeping) {
      this.whole = whole;
      this.keeping = keeping;
    }

    ScoreRun open(RowFiles into) {
      rows = Optional.of(into);
      return ScoreRun.open(scorer, keeping.journal(), keeping.what(), this);
    }

    @Override
    public void score(PaymentScore score) {
      take(score, rows.orElseThrow());
    }

    @Override
    public void foreign(long count) {
      tally.leftOut(count, 0, 0);
    }

    @Override
    public void twice(long count) {
      tally.leftOut(0, 0, count);
    }

    @Override
    public void notEvidence(long line, PasajeException why) {
      unreadable(line, why.in(terminal.language()));
    }

    @Override
    public void unreadable(long line, String why) {
      tally.leftOut(0, 1, 0);
      if (line == 0) {
        return;
      }
      bad++;
      if (bad <= MOST_TOLD) {
        bar.clear();
        terminal
            .err()
            .println(
                texts()
                    .get(
                        "unreadable",
                        Map.of(
                            "line", Long.toString(line),
                            "file", file.map(Path::getFileName).map(Path::toString).orElse(""),
                            "why", why)));
      }
    }

    @Override
    public void file(Path next) {
      before += file.map(QualityBulk::size).orElse(0L);
      file = Optional.of(next);
    }

    @Override
    public void resumed(long payments) {
      if (!global.quiet()) {
        terminal
            .err()
            .println(
                texts()
                    .get(
                        "resumed",
                        Map.of(
                            "payments", Long.toString(payments),
                            "journal", keeping.journal().map(Path::toString).orElse(""))));
      }
    }

    @Override
    public void at(JsonLines.Place place) {
      bar.to(Math.min(before + place.bytes(), whole), whole);
    }

    @Override
    public void at(Instant before) {
      bar.to(Duration.between(begin, before).toSeconds(), whole);
    }

    void end() {
      bar.clear();
      if (bad > MOST_TOLD) {
        terminal
            .err()
            .println(
                texts().get("unreadable.more", Map.of("count", Long.toString(bad - MOST_TOLD))));
      }
    }
  }

  private Optional<Baseline> baseline() {
    Optional<Baseline> baseline =
        judging.baseline().map(file -> Baseline.read(terminal.directory().resolve(file)));
    String product = scorer.scoring().product().id();
    baseline
        .filter(given -> !given.product().equals(product))
        .ifPresent(other -> {
          throw new PasajeException(
              PasajeException.Kind.USAGE,
              "quality.baseline-product",
              Map.of(
                  "file", judging.baseline().map(Path::toString).orElse(""),
                  "found", other.product(),
                  "expected", product));
        });
    return baseline;
  }

  private RowFiles rows() {
    RowFiles rows =
        new RowFiles(
            new PaymentRows(scorer.scoring().rules(), judging.threshold()), terminal.out());
    if (RowFiles.takes(output.chosen(FORMATS))) {
      rows.print(output.chosen(FORMATS));
    }
    output
        .files(terminal, FORMATS)
        .forEach((path, format) -> {
          if (RowFiles.takes(format)) {
            rows.file(format, path);
          }
        });
    return rows;
  }

  private void take(PaymentScore score, RowFiles rows) {
    tally.add(score);
    rows.add(score);
    below |= score.verdict() == Verdict.BELOW;
    undetermined |= score.verdict() == Verdict.UNDETERMINED;
    lowest = Math.min(lowest, score.value());
    String outcomes = score.outcomes();
    if (!failed || !required) {
      for (int i = outcomes.indexOf('f'); i >= 0; i = outcomes.indexOf('f', i + 1)) {
        failed = true;
        required |= scorer.scoring().rules().get(i).severity().mandatory();
      }
    }
  }

  private Aggregate.About about(String source, String from, String to) {
    return new Aggregate.About(
        source, scorer.scoring().product().id(), judging.threshold(), from, to);
  }

  private int end(Aggregate.About about, Optional<Baseline> baseline) {
    Aggregate sum = tally.sum(about);
    List<Baseline.Regression> worse =
        baseline.map(before -> before.regressions(sum, judging.tolerance())).orElse(List.of());
    Format chosen = output.chosen(FORMATS);
    if (!RowFiles.takes(chosen)) {
      terminal.out().print(report(sum, worse, chosen));
      terminal.out().flush();
    }
    output
        .files(terminal, FORMATS)
        .forEach((path, format) -> {
          if (!RowFiles.takes(format)) {
            OutputOptions.save(path, report(sum, worse, format));
          }
        });
    int exit = exit(worse);
    // What could not be read is not judged.
    return exit == 0 && tally.unread() > 0 ? 3 : exit;
  }

  private int exit(List<Baseline.Regression> worse) {
    int verdict = below ? 1 : undetermined ? 3 : 0;
    return switch (judging.failOn()) {
      case FailOn.ByVerdict() -> verdict;
      case FailOn.Regression() -> worse.isEmpty() ? 0 : 1;
      case FailOn.Required() -> required ? 1 : undetermined ? 3 : 0;
      case FailOn.Any() -> failed ? 1 : verdict;
      case FailOn.ScoreUnder(int points) -> tally.payments() > 0 && lowest < points ? 1 : 0;
    };
  }

  private String report(Aggregate sum, List<Baseline.Regression> worse, Format format) {
    return switch (format) {
      case TEXT -> AggregateReport.text(sum, worse, ReportFormats.style(terminal));
      case JSON -> AggregateReport.json(sum, worse);
      case HTML -> AggregatePage.of(sum, worse, terminal.language());
      case JSONL, CSV, JUNIT, SARIF, MARKDOWN, XLSX ->
          throw new IllegalArgumentException(format.id() + " is no sum");
    };
  }
}
