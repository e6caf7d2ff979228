// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.client.ActivitiesApi;
import dev.pasaje.reports.client.Range;
import dev.pasaje.reports.client.ReportApi;
import dev.pasaje.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the commands about reports share: the archive, the way to the API, and what is meant by
/// their options.
final class ReportDesk implements AutoCloseable {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
  private static final int MOST_BODY = 64 << 20;

  /// What people call the sales of a marketplace's sellers.
  static final String MARKETPLACE = "marketplace-sales";

  private final Terminal terminal;
  private final Transport transport = Transport.with(CALL_LIMIT, MOST_BODY);
  private final String release;

  ReportDesk(Terminal terminal, String release) {
    this.terminal = terminal;
    this.release = release;
  }

  /// Beside the settings unless said otherwise.
  static Archive archive(Terminal terminal, Optional<Settings> settings, @Nullable Path asked) {
    if (asked != null) {
      return new Archive(terminal.directory().resolve(asked).normalize());
    }
    Path beside =
        settings
            .flatMap(Settings::file)
            .map(file -> file.toAbsolutePath().getParent())
            .orElse(terminal.directory());
    return new Archive(beside.resolve("reports"));
  }

  static Integration one(List<Integration> among) {
    if (among.size() != 1) {
      throw usage(
          "reports.one",
          Map.of("known", String.join(", ", among.stream().map(Integration::id).toList())));
    }
    return among.getFirst();
  }

  ReportApi api(URI base, Integration integration, ReportFamily family) {
    return new ReportApi(account(base, integration), family);
  }

  /// Reports of test credentials are empty (domain/reports.md 2), so production it is.
  MercadoPago account(URI base, Integration integration) {
    return new MercadoPago.Access(
            base,
            transport,
            Pacing.USUAL,
            terminal.clock(),
            Pacing.Sleeper.REAL,
            "Pasaje/" + release)
        .as(
            integration
                .production()
                .accessToken()
                .orElseThrow(
                    () -> usage("reports.token", Map.of("integration", integration.id()))));
  }

  static List<ReportFamily> families(List<String> asked) {
    List<ReportFamily> families = new ArrayList<>();
    for (String id : asked) {
      families.add(
          ReportFamily.of(id).orElseThrow(() -> usage("reports.family", Map.of("found", id))));
    }
    return families.isEmpty() ? List.of(ReportFamily.values()) : families;
  }

  /// The report of operations that people call so.
  static ActivitiesApi activities(MercadoPago account, String report) {
    return new ActivitiesApi(
        account,
        switch (report) {
          case "collection" -> "activities_collection";
          case "after-collection" -> "activities_after_collection";
          case "withdrawals" -> "activities_withdraw";
          default -> throw usage("reports.activity", Map.of("found", report));
        });
  }

  List<Range> ranges(String from, @Nullable String to, ZoneOffset zone) {
    return ranges(from, to, zone, Range.MOST_DAYS);
  }

  List<Range> ranges(String from, @Nullable String to, ZoneOffset zone, int mostDays) {
    LocalDate today = terminal.clock().instant().atOffset(zone).toLocalDate();
    return Range.split(
        day("--from", from),
        to == null ? today.minusDays(1) : day("--to", to),
        zone,
        terminal.clock().instant(),
        mostDays);
  }

  private static LocalDate day(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException none) {
      throw usage("reports.date", Map.of("option", option, "found", text));
    }
  }

  static PasajeException usage(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }

  @Override
  public void close() {
    transport.close();
  }
}
