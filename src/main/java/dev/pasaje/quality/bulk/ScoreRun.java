// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.json.JsonLines;
import dev.pasaje.json.KeptLines;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Payment;
import dev.pasaje.mercadopago.PaymentPages;
import dev.pasaje.quality.QualityProbe;
import dev.pasaje.quality.QualityScoring;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Scores the payments of a file, or all that the API lists between two instants, and goes on where
/// it was interrupted: scores are kept in a journal, on disk before more is read, and a run that
/// resumes begins with telling what is there. Nothing counts twice. For one thread.
public final class ScoreRun implements AutoCloseable {
  /// Scores are kept when at least so much of a file has been read since; a sync costs some time.
  private static final long PORTION = 1 << 20;

  private final Scorer scorer;
  private final Taker taker;
  private final Optional<KeptLines> journal;
  private final String file;
  private Page page = new Page();

  /// Takes what is found, in the order it comes.
  public interface Taker {
    void score(PaymentScore score);

    void foreign(long count);

    void twice(long count);

    /// @param line of the file; 0 in a search, and when it was told in an earlier run
    /// @param why in the parser's words; empty in an earlier run
    void unreadable(long line, String why);

    /// The line is no payment, order or envelope.
    void notEvidence(long line, PasajeException why);

    /// A file begins, or goes on.
    default void file(Path file) {}

    /// The run goes on after so many payments.
    void resumed(long payments);

    /// How far it is.
    default void at(JsonLines.Place place) {}

    default void at(Instant before) {}
  }

  /// What is not in the journal yet.
  private static final class Page {
    final List<PaymentScore> scores = new ArrayList<>();
    long foreign;
    long unreadable;
    long twice;
  }

  private ScoreRun(Scorer scorer, Taker taker, Optional<KeptLines> journal, String file) {
    this.scorer = scorer;
    this.taker = taker;
    this.journal = journal;
    this.file = file;
  }

  /// @param journal where scores are kept; empty to go without
  /// @param what is scored, and how: a journal of something else is refused
  public static ScoreRun open(Scorer scorer, Optional<Path> journal, String what, Taker taker) {
    ScoreRun run =
        new ScoreRun(
            scorer,
            taker,
            journal.map(file -> KeptLines.open(file, what)),
            journal.map(Path::toString).orElse("-"));
    if (run.journal.flatMap(KeptLines::at).isPresent()) {
      run.replay(journal.orElseThrow());
    }
    return run;
  }

  private void replay(Path file) {
    long[] payments = {0};
    try (InputStream in = Files.newInputStream(file)) {
      JsonLines.read(
          in,
          new JsonLines.Taker() {
            @Override
            public void document(long line, JsonNode document) {
              payments[0] += told(document);
            }

            @Override
            public void unreadable(long line, String why) {
              throw broken(file, line + ": " + why);
            }
          });
    } catch (IOException | IllegalArgumentException bad) {
      throw broken(file, String.valueOf(bad.getMessage()));
    }
    taker.resumed(payments[0]);
  }

  private long told(JsonNode page) {
    long count = 0;
    for (JsonNode score : page.path("scores")) {
      taker.score(PaymentScore.of(score, scorer.scoring().rules().size()));
      count++;
    }
    taker.foreign(page.path("foreign").asLong(0));
    taker.twice(page.path("twice").asLong(0));
    for (long i = page.path("unreadable").asLong(0); i > 0; i--) {
      taker.unreadable(0, "");
    }
    return count;
  }

  private static PasajeException broken(Path file, String why) {
    return new PasajeException(
        PasajeException.Kind.USAGE, "kept.broken", Map.of("file", file.toString(), "why", why));
  }

  /// Scores the lines of some files. A line that cannot be read is told and left out.
  public void files(List<Path> files) {
    Optional<JsonNode> at = journal.flatMap(KeptLines::at);
    int first = at.map(place -> place.path("file").asInt(0)).orElse(0);
    for (int i = first; i < files.size(); i++) {
      JsonLines.Place from =
          i == first && at.isPresent()
              ? new JsonLines.Place(
                  at.get().path("bytes").asLong(0), at.get().path("lines").asLong(0))
              : JsonLines.Place.BEGIN;
      file(files.get(i), i, from);
      keep(place(i + 1, JsonLines.Place.BEGIN));
    }
  }

  private static JsonNode place(int file, JsonLines.Place place) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", file)
        .put("bytes", place.bytes())
        .put("lines", place.lines());
  }

  private void file(Path file, int number, JsonLines.Place from) {
    taker.file(file);
    try (InputStream in = Files.newInputStream(file)) {
      JsonLines.read(
          in,
          from,
          QualityScoring.wanted(),
          new JsonLines.Taker() {
            private long kept = from.bytes();

            @Override
            public void document(long line, JsonNode document) {
              one(file.getFileName() + ":" + line, line, document);
            }

            @Override
            public void unreadable(long line, String why) {
              taker.unreadable(line, why);
              page.unreadable++;
            }

            @Override
            public void read(JsonLines.Place so) {
              if (so.bytes() - kept >= PORTION) {
                keep(place(number, so));
                kept = so.bytes();
              }
              taker.at(so);
            }
          });
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          Files.exists(file) ? "document.unreadable" : "document.missing",
          Map.of("file", file.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }

  private void one(String name, long line, JsonNode document) {
    switch (scorer.score(name, document)) {
      case Scorer.Result.Done(PaymentScore score) -> {
        taker.score(score);
        if (journal.isPresent()) {
          page.scores.add(score);
        }
      }
      case Scorer.Result.Foreign _ -> {
        taker.foreign(1);
        page.foreign++;
      }
      case Scorer.Result.NotEvidence(PasajeException why) -> {
        taker.notEvidence(line, why);
        page.unreadable++;
      }
    }
  }

  /// Scores every payment created between two instants, as the API's search lists them.
  ///
  /// @param around whether the merchant order, preference or order of each is read too
  /// @throws PasajeException when the API refuses or nobody answers; what was read is kept
  public void search(MercadoPago api, Instant begin, Instant end, Around around) {
    Call<Long> ended =
        new PaymentPages(api)
            .through(
                begin,
                end,
                journal.flatMap(KeptLines::at).map(PaymentPages.Position::of),
                (payments, twice, after) -> {
                  for (JsonNode document : documents(api, payments, around)) {
                    one("search", 0, document);
                  }
                  taker.twice(twice);
                  page.twice += twice;
                  keep(after.json());
                  taker.at(after.before());
                });
    switch (ended) {
      case Call.Ok<Long> _ -> {}
      case Call.Refused<Long>(ApiError error) ->
          throw stopped("status " + error.status() + " " + error.code() + " " + error.message());
      case Call.Unreachable<Long> nothing ->
          throw stopped(nothing.reason().id() + ", " + nothing.detail());
    }
  }

  /// What is read for each payment of a search.
  public enum Around {
    PAYMENT_ALONE,
    ALL_RECORDS
  }

  private List<JsonNode> documents(MercadoPago api, List<Payment> payments, Around around) {
    return switch (around) {
      case PAYMENT_ALONE -> payments.stream().map(Payment::raw).toList();
      case ALL_RECORDS -> {
        try {
          yield new QualityProbe(api).around(payments, scorer.scoring().product());
        } catch (UncheckedIOException silent) {
          throw stopped(String.valueOf(silent.getMessage()));
        }
      }
    };
  }

  private PasajeException stopped(String why) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "quality.search",
        Map.of("why", why.strip(), "journal", file));
  }

  private void keep(JsonNode place) {
    Page done = page;
    page = new Page();
    journal.ifPresent(file -> {
      var line = JsonNodeFactory.instance.objectNode();
      line.put("foreign", done.foreign).put("unreadable", done.unreadable);
      line.put("twice", done.twice);
      var scores = line.putArray("scores");
      done.scores.forEach(score -> scores.add(score.json()));
      file.add(List.of(line));
      file.mark(place);
    });
  }

  @Override
  public void close() {
    journal.ifPresent(KeptLines::close);
  }
}
