// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.doctor;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import dev.pasaje.settings.Settings;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Examines the machine Pasaje runs on; changes nothing but a file it makes and removes.
public final class Doctor {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(8);

  /// Signatures are judged by time; a clock further off than this is worth a word.
  private static final Duration TOLERABLE_SKEW = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Path directory;

  public Doctor(InstantSource clock, Path directory) {
    this.clock = clock;
    this.directory = directory;
  }

  /// @param settings reads the settings; its failure is a diagnosis, not an end
  public List<Diagnosis> examine(
      Runtime.Version java, Supplier<Optional<Settings>> settings, Language language) {
    List<Diagnosis> all = new ArrayList<>();
    all.add(
        java.feature() == 25
            ? Diagnosis.good("java", Map.of("version", java.toString()))
            : Diagnosis.bad("java", Map.of("version", java.toString())));
    URI api = Settings.MERCADO_PAGO;
    String store = Settings.DEFAULT_STORE;
    try {
      Optional<Settings> found = settings.get();
      api = found.map(Settings::apiBaseUrl).orElse(api);
      store = found.map(Settings::storeUrl).orElse(store);
      all.add(
          found
              .map(one ->
                  Diagnosis.good(
                      "settings",
                      Map.of(
                          "file", one.file().map(Path::toString).orElse("-"),
                          "count", String.valueOf(one.integrations().size()))))
              .orElse(Diagnosis.unknown("settings", Map.of())));
    } catch (PasajeException bad) {
      all.add(Diagnosis.bad("settings", Map.of("why", bad.in(language))));
    }
    all.add(disk());
    all.addAll(new StoreLook(clock, directory).look(store, language));
    all.addAll(egress(api));
    return all;
  }

  private Diagnosis disk() {
    try {
      Path probe = Files.createTempFile(directory, ".pasaje-", ".probe");
      Files.delete(probe);
      long free = Files.getFileStore(directory).getUsableSpace() >> 20;
      Map<String, String> arguments =
          Map.of("directory", directory.toString(), "free", String.valueOf(free));
      return free >= 100
          ? Diagnosis.good("disk", arguments)
          : Diagnosis.bad("disk-full", arguments);
    } catch (IOException unwritable) {
      return Diagnosis.bad(
          "disk",
          Map.of(
              "directory", directory.toString(), "why", String.valueOf(unwritable.getMessage())));
    }
  }

  /// Any answer at all proves the way; its `Date` header judges the clock.
  private List<Diagnosis> egress(URI api) {
    String address = api.toString();
    try (Transport transport = Transport.with(CALL_LIMIT, 1 << 20)) {
      Instant before = clock.instant();
      return switch (transport.send(HttpRequest.newBuilder(api.resolve("/")).GET().build())) {
        case Exchange.Answer answer ->
            List.of(
                Diagnosis.good(
                    "egress",
                    Map.of("address", address, "status", String.valueOf(answer.status()))),
                skew(answer.header("date"), before));
        case Exchange.NoAnswer(Exchange.Reason reason, String detail) ->
            List.of(
                Diagnosis.bad(
                    "egress", Map.of("address", address, "why", reason.id() + ", " + detail)),
                Diagnosis.unknown("clock", Map.of()));
      };
    }
  }

  private static Diagnosis skew(Optional<String> date, Instant before) {
    try {
      return date.map(
              text -> {
                Instant theirs =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
                Duration skew = Duration.between(theirs, before).abs();
                Map<String, String> seconds = Map.of("seconds", String.valueOf(skew.toSeconds()));
                return skew.compareTo(TOLERABLE_SKEW) <= 0
                    ? Diagnosis.good("clock", seconds)
                    : Diagnosis.bad("clock", seconds);
              })
          .orElse(Diagnosis.unknown("clock", Map.of()));
    } catch (DateTimeException unreadable) {
      return Diagnosis.unknown("clock", Map.of());
    }
  }
}
