// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.analytics.Engine;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.archive.Origin;
import dev.pasaje.reports.parse.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Brings one range of one family into the archive: asks for it once, waits until its file has a
/// name, downloads it by that name, keeps it with its rows. Every step is in the journal first.
public final class Fetcher {
  /// Making one takes minutes; asking more often does not hurry it.
  public static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final ReportSource api;
  private final Archive archive;
  private final String integration;
  private final Journal journal;
  private final InstantSource clock;
  private final Pacing.Sleeper sleeper;
  private final String zone;
  private Duration betweenLooks = BETWEEN_LOOKS;

  /// @param zone the configuration's `display_timezone`, for the note beside the file
  public Fetcher(
      ReportSource api,
      Archive archive,
      String integration,
      String zone,
      InstantSource clock,
      Pacing.Sleeper sleeper) {
    this.api = api;
    this.archive = archive;
    this.integration = integration;
    this.zone = zone;
    this.clock = clock;
    this.sleeper = sleeper;
    this.journal = new Journal(archive.root().resolve(integration).resolve("journal.tsv"));
  }

  /// The same, looking more or less often.
  public Fetcher lookingEvery(Duration wait) {
    betweenLooks = wait;
    return this;
  }

  private String family() {
    return api.id();
  }

  private void note(Range range, Journal.Step step, String task, String fileName) {
    journal.write(clock.instant(), family(), range, new Journal.Entry(step, task, fileName));
  }

  /// Asks for a range unless that was done; answers the task.
  public ReportTask ask(Range range) {
    Optional<Journal.Entry> known = journal.of(family(), range);
    if (known.isPresent() && known.get().step() != Journal.Step.FAILED) {
      if (!known.get().task().isEmpty()) {
        return api.task(known.get().task());
      }
    }
    // Somebody may have asked, or a run that was killed: one open report for each range.
    Optional<ReportTask> there = find(range);
    if (there.isPresent()) {
      note(range, Journal.Step.TASK, there.get().id(), "");
      return there.get();
    }
    note(range, Journal.Step.ASKED, "", "");
    ReportTask task =
        switch (api.create(range)) {
          case ReportSource.Creation.Made(ReportTask made) -> made;
          case ReportSource.Creation.NotMade(String answer) -> {
            note(range, Journal.Step.FAILED, "", "");
            throw failed("reports.not-made", range, answer);
          }
          case ReportSource.Creation.Unsure(String detail) ->
              find(range).orElseThrow(() -> failed("reports.unsure", range, detail));
        };
    note(range, Journal.Step.TASK, task.id(), "");
    return task;
  }

  private Optional<ReportTask> find(Range range) {
    return api.search(range).stream().filter(task -> !task.ended()).findFirst();
  }

  /// Whether a range is in the archive already, or nothing happened in it.
  public boolean isKept(Range range) {
    return journal
        .of(family(), range)
        .filter(entry ->
            switch (entry.step()) {
              case EMPTY -> true;
              case KEPT -> archive.has(integration, family(), entry.fileName());
              case ASKED, TASK, READY, FAILED -> false;
            })
        .isPresent();
  }

  /// The kept file of a range; empty when there is none.
  public Optional<Path> kept(Range range) {
    return journal
        .of(family(), range)
        .filter(entry -> entry.step() == Journal.Step.KEPT && isKept(range))
        .map(entry -> archive.place(integration, family(), entry.fileName()));
  }

  /// The whole way. A range that is kept already costs nothing.
  ///
  /// @param patience how long to wait for the file; a later run goes on waiting
  /// @return empty when it was there before
  public Optional<Parsed> fetch(Range range, Duration patience, Engine engine) {
    return fetch(
        range,
        patience,
        (incoming, origin) -> archive.keep(incoming, origin, engine, clock.instant(), _ -> {}));
  }

  /// The same for a report of other rows: only the file is kept.
  ///
  /// @return empty when it was there before, or nothing happened in the range
  public Optional<Path> fetchFile(Range range, Duration patience) {
    return fetch(
        range,
        patience,
        (incoming, origin) -> archive.keepFile(incoming, family(), origin, clock.instant()));
  }

  /// Keeps a downloaded file.
  private interface Keeper<T> {
    T keep(Path incoming, Origin origin);
  }

  private record Kept<T>(String fileName, T content) {}

  private <T> Optional<T> fetch(Range range, Duration patience, Keeper<T> keeper) {
    if (isKept(range)) {
      return Optional.empty();
    }
    ReportTask task = ready(range, ask(range), patience);
    if (task.empty()) {
      note(range, Journal.Step.EMPTY, task.id(), "");
      return Optional.empty();
    }
    String name = task.fileName().orElseThrow();
    note(range, Journal.Step.READY, task.id(), name);
    Kept<T> kept = keep(name, origin(task, range), keeper);
    note(range, Journal.Step.KEPT, task.id(), kept.fileName());
    return Optional.of(kept.content());
  }

  private Origin origin(ReportTask task, Range range) {
    // The range the task answers wins over the one asked for.
    return new Origin(
        integration,
        task.begin().or(() -> Optional.of(range.begin())),
        task.end().or(() -> Optional.of(range.end())),
        task.reportId(),
        task.id(),
        zone);
  }

  /// What the list knows about a file.
  public Origin origin(String fileName) {
    return api.list().stream()
        .filter(task -> task.fileName().filter(fileName::equals).isPresent())
        .findFirst()
        .map(task ->
            new Origin(integration, task.begin(), task.end(), task.reportId(), task.id(), zone))
        .orElseGet(() -> Origin.unknown(integration));
  }

  private ReportTask ready(Range range, ReportTask asked, Duration patience) {
    Instant until = clock.instant().plus(patience);
    ReportTask task = asked;
    while (task.fileName().isEmpty() && !task.empty()) {
      if (task.ended()) {
        note(range, Journal.Step.FAILED, task.id(), "");
        throw failed("reports.task-failed", range, task.status());
      }
      if (!clock.instant().isBefore(until)) {
        throw failed("reports.waiting", range, task.id() + " " + task.status());
      }
      sleeper.sleep(betweenLooks);
      task = api.task(task.id());
    }
    return task;
  }

  /// Downloads a file by its name and keeps it.
  public Parsed keep(String name, Origin origin, Engine engine) {
    return keep(
            name,
            origin,
            (incoming, known) -> archive.keep(incoming, known, engine, clock.instant(), _ -> {}))
        .content();
  }

  /// Whoever was killed after keeping a file left its download there.
  static void clear(Path folder) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private <T> Kept<T> keep(String name, Origin origin, Keeper<T> keeper) {
    Path place = archive.place(integration, family(), name);
    Path folder = place.resolveSibling(".incoming");
    try {
      Files.createDirectories(folder);
      Path incoming = api.download(name, folder);
      T kept = keeper.keep(incoming, origin);
      clear(folder);
      Files.deleteIfExists(folder);
      return new Kept<>(String.valueOf(incoming.getFileName()), kept);
    } catch (IOException broken) {
      throw Archive.unwritable(place, broken);
    }
  }

  /// Reports Mercado Pago made by itself, such as scheduled ones, that are not kept yet.
  public List<ReportTask> unkept() {
    Path folder = archive.place(integration, family(), "any").resolveSibling(".incoming");
    if (Files.isDirectory(folder)) {
      try {
        clear(folder);
        Files.deleteIfExists(folder);
      } catch (IOException broken) {
        throw Archive.unwritable(folder, broken);
      }
    }
    return api.list().stream()
        .filter(task ->
            task.fileName().isPresent()
                && api.keptAs(task.fileName().get()).stream()
                    .noneMatch(name -> archive.has(integration, family(), name)))
        .toList();
  }

  /// Downloads what [#unkept] named and keeps the file: for reports of other rows.
  ///
  /// @return the copy
  public Path keepFile(ReportTask task) {
    Origin origin =
        new Origin(integration, task.begin(), task.end(), task.reportId(), task.id(), zone);
    return keep(
            task.fileName().orElseThrow(),
            origin,
            (incoming, known) -> archive.keepFile(incoming, family(), known, clock.instant()))
        .content();
  }

  private PasajeException failed(String code, Range range, String why) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        code,
        Map.of(
            "family", family(),
            "begin", range.begin().toString(),
            "end", range.end().toString(),
            "why", why.length() > 300 ? why.substring(0, 300) : why));
  }
}
