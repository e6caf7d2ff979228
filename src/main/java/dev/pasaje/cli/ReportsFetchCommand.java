// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.analytics.Engine;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.archive.ArchiveLock;
import dev.pasaje.reports.archive.Origin;
import dev.pasaje.reports.client.Drop;
import dev.pasaje.reports.client.Fetcher;
import dev.pasaje.reports.client.Range;
import dev.pasaje.reports.client.ReadyNotice;
import dev.pasaje.reports.client.ReportApi;
import dev.pasaje.reports.client.SftpDrop;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.Refused;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings reports into the archive: asks for each range once, waits, downloads, reads. Killed and
/// run again it goes on; run twice it asks for nothing. Ends with 1 when a row could not be read.
@Command(name = "fetch")
public final class ReportsFetchCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final ReportPlace place = new ReportPlace();

  @Option(names = "--family", paramLabel = "FAMILY")
  private List<String> families = List.of();

  @Option(names = "--from", paramLabel = "DAY")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DAY")
  private @Nullable String to;

  @Option(names = "--wait", paramLabel = "MINUTES", defaultValue = "90")
  private int minutes = 90;

  @Option(names = "--look-every", paramLabel = "SECONDS", defaultValue = "10")
  private int seconds = 10;

  @Option(names = "--notice", paramLabel = "FILE")
  private @Nullable Path notice;

  @Option(names = "--secret-from", paramLabel = "VARIABLE")
  private @Nullable String secretFrom;

  @Option(names = "--from-directory", paramLabel = "DIRECTORY")
  private @Nullable Path fromDirectory;

  @Option(names = "--from-sftp", paramLabel = "URL")
  private @Nullable URI fromSftp;

  @Option(names = "--known-hosts", paramLabel = "FILE")
  private @Nullable Path knownHosts;

  private final Desk desk;
  private final String release;
  private boolean malformed;

  public ReportsFetchCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    ReportDesk.atLeast("--wait", minutes, 0);
    ReportDesk.atLeast("--look-every", seconds, 0);
    if (from != null) {
      ReportDesk.days(from, to);
    }
    Settings settings = desk.settings(global);
    Integration integration = place.integration(desk, settings);
    Archive kept = place.archive(terminal, Optional.of(settings));
    try (ArchiveLock _ = ArchiveLock.take(kept, integration.id());
        ReportDesk reports = new ReportDesk(terminal, release);
        Engine engine = ReportFiles.engine(kept)) {
      if (fromDirectory != null) {
        try (Drop drop = Drop.directory(terminal.directory().resolve(fromDirectory).normalize())) {
          dropped(drop, integration, kept, engine);
        }
      } else if (fromSftp != null) {
        try (Drop drop = SftpDrop.open(fromSftp, secret(), hosts())) {
          dropped(drop, integration, kept, engine);
        }
      } else if (notice != null) {
        noticed(reports, settings, integration, kept, engine);
      } else {
        for (ReportFamily family : ReportDesk.families(families)) {
          family(reports, settings, integration, family, kept, engine);
        }
      }
    }
    return malformed ? 1 : 0;
  }

  private Fetcher fetcher(ReportApi api, Integration integration, Archive kept, String zone) {
    return new Fetcher(
            api, kept, integration.id(), zone, desk.terminal().clock(), Pacing.Sleeper.REAL)
        .lookingEvery(Duration.ofSeconds(seconds));
  }

  /// A range, or without one what Mercado Pago made by itself and is not here yet.
  private void family(
      ReportDesk reports,
      Settings settings,
      Integration integration,
      ReportFamily family,
      Archive kept,
      Engine engine) {
    ReportApi api = reports.api(settings.apiBaseUrl(), integration, family);
    String zone = ReportsCreateCommand.zone(api);
    Fetcher fetcher = fetcher(api, integration, kept, zone);
    if (from == null) {
      fetcher
          .unkept()
          .forEach(task -> {
            Origin origin =
                new Origin(
                    integration.id(), task.begin(), task.end(), task.reportId(), task.id(), zone);
            tell(fetcher.keep(task.fileName().orElseThrow(), origin, engine));
          });
      return;
    }
    List<Range> ranges = reports.ranges(from, to, Range.zone(zone));
    RowBar bar = new RowBar(desk.terminal(), !global.quiet());
    try {
      // All are asked for before any is waited for: Mercado Pago makes them side by side.
      for (int i = 0; i < ranges.size(); i++) {
        bar.to(i, ranges.size() * 2L);
        if (!fetcher.isKept(ranges.get(i))) {
          var _ = fetcher.ask(ranges.get(i));
        }
      }
      for (int i = 0; i < ranges.size(); i++) {
        bar.to(ranges.size() + i, ranges.size() * 2L);
        Optional<Parsed> parsed = fetcher.fetch(ranges.get(i), Duration.ofMinutes(minutes), engine);
        bar.clear();
        parsed.ifPresentOrElse(this::tell, () -> say("fetch.there", Map.of("family", family.id())));
      }
    } finally {
      bar.clear();
    }
  }

  private Secret secret() {
    return Secret.of(
        desk.terminal().environment().getOrDefault(secretFrom == null ? "" : secretFrom, ""));
  }

  private Path hosts() {
    return knownHosts == null
        ? Path.of(desk.terminal().environment().getOrDefault("HOME", ""), ".ssh", "known_hosts")
        : desk.terminal().directory().resolve(knownHosts).normalize();
  }

  /// What lies there and is not kept yet. A file that is no report is told, and the others go on.
  private void dropped(Drop drop, Integration integration, Archive kept, Engine engine) {
    List<String> names =
        drop.names().stream()
            .filter(name ->
                Arrays.stream(ReportFamily.values())
                    .noneMatch(family -> kept.has(integration.id(), family.id(), name)))
            .toList();
    RowBar bar = new RowBar(desk.terminal(), !global.quiet());
    Path folder = kept.root().resolve(integration.id()).resolve(".incoming");
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < names.size(); i++) {
        bar.to(i, names.size());
        Path incoming = folder.resolve(names.get(i));
        drop.take(names.get(i), incoming);
        try {
          Parsed parsed =
              kept.keep(
                  incoming,
                  Origin.unknown(integration.id()),
                  engine,
                  desk.terminal().clock().instant(),
                  _ -> {});
          bar.clear();
          tell(parsed);
        } catch (Refused other) {
          bar.clear();
          desk.terminal().err().println("pasaje: " + other.in(desk.terminal().language()));
        }
        Files.deleteIfExists(incoming);
      }
      Files.deleteIfExists(folder);
    } catch (IOException broken) {
      throw Archive.unwritable(folder, broken);
    } finally {
      bar.clear();
    }
  }

  private void noticed(
      ReportDesk reports, Settings settings, Integration integration, Archive kept, Engine engine) {
    Path file = desk.terminal().directory().resolve(String.valueOf(notice)).normalize();
    ReadyNotice said;
    try {
      said = ReadyNotice.of(file.toString(), Files.readAllBytes(file));
    } catch (IOException broken) {
      throw ReportDesk.usage("reports.refused.missing", Map.of("file", file.toString()));
    }
    switch (said.check(secret())) {
      case GENUINE -> {}
      case GENUINE_IN_PART -> say("notice.part", Map.of());
      case FORGED -> throw ReportDesk.usage("reports.notice", Map.of("file", file.toString()));
    }
    if (said.family().isEmpty() || said.best().isEmpty()) {
      throw ReportDesk.usage("reports.notice-file", Map.of("file", file.toString()));
    }
    ReportApi api = reports.api(settings.apiBaseUrl(), integration, said.family().get());
    Fetcher fetcher = fetcher(api, integration, kept, ReportsCreateCommand.zone(api));
    // Never from the address in the notice: its signature does not cover that.
    tell(fetcher.keep(said.best().get(), fetcher.origin(said.best().get()), engine));
  }

  private void tell(Parsed parsed) {
    malformed |= parsed.malformedRows() > 0;
    say(
        "fetch.kept",
        Map.of(
            "family", parsed.family().id(),
            "file", parsed.name(),
            "rows", Long.toString(parsed.rows()),
            "bad", Long.toString(parsed.malformedRows())));
  }

  private void say(String key, Map<String, String> arguments) {
    desk.terminal()
        .out()
        .println(Texts.of("reports", desk.terminal().language()).get(key, arguments));
  }
}
