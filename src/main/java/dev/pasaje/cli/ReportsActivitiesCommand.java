// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.render.ReportView;
import dev.pasaje.reports.activity.ActivityDigest;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.client.ActivitiesApi;
import dev.pasaje.reports.client.Fetcher;
import dev.pasaje.reports.client.MarketplaceApi;
import dev.pasaje.reports.client.Range;
import dev.pasaje.reports.client.ReportSource;
import dev.pasaje.reports.client.ReportTask;
import dev.pasaje.reports.view.View;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings reports of operations into the archive, the rejected ones with them, and adds them up.
/// Killed and run again it goes on; run twice it asks for nothing. Ends with 1 when a row could not
/// be read.
@Command(name = "activities")
public final class ReportsActivitiesCommand implements Callable<Integer> {
  @Mixin final GlobalOptions global = new GlobalOptions();
  @Mixin final ReportPlace place = new ReportPlace();

  @Option(names = "--report", paramLabel = "REPORT")
  private List<String> reports = List.of();

  @Option(names = "--marketplace", paramLabel = "ID")
  private List<String> marketplaces = List.of();

  @Option(names = "--from", paramLabel = "DAY")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DAY")
  private @Nullable String to;

  @Option(names = "--wait", paramLabel = "MINUTES", defaultValue = "90")
  private int minutes = 90;

  @Option(names = "--look-every", paramLabel = "SECONDS", defaultValue = "10")
  private int seconds = 10;

  private final Desk desk;
  private final String release;

  public ReportsActivitiesCommand(Terminal terminal, String release) {
    this.desk = new Desk(terminal, release);
    this.release = release;
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    Settings settings = desk.settings(global);
    Integration integration = place.integration(desk, settings);
    Archive kept = place.archive(terminal, Optional.of(settings));
    Instant now = terminal.clock().instant();
    ZoneOffset zone = integration.site().zone().getRules().getOffset(now);
    ReportActivities activities = new ReportActivities(terminal);
    try (ReportDesk way = new ReportDesk(terminal, release)) {
      for (ReportSource source :
          sources(way.account(settings.apiBaseUrl(), integration), integration)) {
        Fetcher fetcher =
            new Fetcher(
                    source,
                    kept,
                    integration.id(),
                    zone.getId(),
                    terminal.clock(),
                    Pacing.Sleeper.REAL)
                .lookingEvery(Duration.ofSeconds(seconds));
        int most = source instanceof ActivitiesApi ? ActivitiesApi.MOST_DAYS : Range.MOST_DAYS;
        List<Path> files =
            from == null
                ? made(fetcher, source)
                : fetch(fetcher, source, way.ranges(from, to, zone, most));
        ActivityDigest digest = activities.read(files);
        terminal
            .out()
            .print(
                ReportView.text(
                    ReportActivities.table(View.ACTIVITIES, digest),
                    ReportFormats.style(terminal)));
        if (!digest.rejected().isEmpty()) {
          terminal
              .out()
              .print(
                  ReportView.text(
                      ReportActivities.table(View.REJECTED, digest),
                      ReportFormats.style(terminal)));
        }
      }
    }
    return activities.malformed() ? 1 : 0;
  }

  private List<ReportSource> sources(MercadoPago account, Integration integration) {
    List<String> wanted =
        reports.isEmpty()
            ? marketplaces.isEmpty() ? List.of("collection") : List.of(ReportDesk.MARKETPLACE)
            : reports;
    List<ReportSource> sources = new ArrayList<>();
    for (String report : wanted) {
      sources.add(
          switch (report) {
            case ReportDesk.MARKETPLACE -> {
              if (marketplaces.isEmpty()) {
                throw ReportDesk.usage("reports.marketplace", Map.of());
              }
              yield new MarketplaceApi(account, marketplaces, integration.site().name());
            }
            default -> ReportDesk.activities(account, report);
          });
    }
    return sources;
  }

  /// What Mercado Pago made by itself, as by a schedule, and is not here yet.
  private List<Path> made(Fetcher fetcher, ReportSource source) {
    List<Path> files = new ArrayList<>();
    List<ReportTask> unkept = fetcher.unkept();
    RowBar bar = new RowBar(desk.terminal(), !global.quiet());
    try {
      for (int i = 0; i < unkept.size(); i++) {
        bar.to(i, unkept.size());
        Path file = fetcher.keepFile(unkept.get(i));
        bar.clear();
        tell("kept", source, file.toString());
        files.add(file);
      }
    } finally {
      bar.clear();
    }
    if (files.isEmpty()) {
      tell("nothing-new", source, "-");
    }
    return files;
  }

  private void tell(String key, ReportSource source, String file) {
    desk.terminal()
        .err()
        .println(
            Texts.of("reports", desk.terminal().language())
                .get("activity." + key, Map.of("report", source.id(), "file", file)));
  }

  /// All are asked for before any is waited for.
  private List<Path> fetch(Fetcher fetcher, ReportSource source, List<Range> ranges) {
    List<Path> files = new ArrayList<>();
    RowBar bar = new RowBar(desk.terminal(), !global.quiet());
    try {
      for (int i = 0; i < ranges.size(); i++) {
        bar.to(i, ranges.size() * 2L);
        if (!fetcher.isKept(ranges.get(i))) {
          var _ = fetcher.ask(ranges.get(i));
        }
      }
      for (int i = 0; i < ranges.size(); i++) {
        Range range = ranges.get(i);
        bar.to(ranges.size() + i, ranges.size() * 2L);
        boolean there = fetcher.isKept(range);
        Optional<Path> fetched = fetcher.fetchFile(range, Duration.ofMinutes(minutes));
        bar.clear();
        String key = there ? "there" : fetched.isPresent() ? "kept" : "empty";
        tell(key, source, fetcher.kept(range).map(Path::toString).orElse("-"));
        fetcher.kept(range).ifPresent(files::add);
      }
    } finally {
      bar.clear();
    }
    return files;
  }
}
