// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reports of earlier runs, one JSON file each, named by the instant they were measured at:
/// `20261126T101500.123Z.json`.
public final class Runs {
  /// More are not kept: the oldest goes.
  static final int MOST = 200;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path directory;

  /// @param directory made when the first run is saved
  public Runs(Path directory) {
    this.directory = directory;
  }

  /// One saved run.
  public record Run(Instant at, Path file) {
    public Snapshot snapshot() {
      return Snapshot.read(file);
    }
  }

  /// The saved runs, newest first; files of other names are passed over.
  public List<Run> all() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .flatMap(file -> at(file).map(instant -> new Run(instant, file)).stream())
          .sorted(Comparator.comparing(Run::at).reversed())
          .toList();
    } catch (IOException broken) {
      throw failed(broken);
    }
  }

  private static Optional<Instant> at(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return name.endsWith(".json")
          ? Optional.of(Instant.from(NAME.parse(name.substring(0, name.length() - 5))))
          : Optional.empty();
    } catch (DateTimeParseException otherName) {
      return Optional.empty();
    }
  }

  /// Saves a report; the one of the same instant is replaced, the oldest beyond the most removed.
  ///
  /// @param json as `check --format json` writes it
  public Run save(Instant at, String json) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve(NAME.format(at) + ".json");
      Path partial = directory.resolve(NAME.format(at) + ".partial");
      Files.writeString(partial, json, StandardCharsets.UTF_8);
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      for (Run old : all().stream().skip(MOST).toList()) {
        Files.deleteIfExists(old.file());
      }
      return new Run(at, file);
    } catch (IOException broken) {
      throw failed(broken);
    }
  }

  private PasajeException failed(IOException broken) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "readiness.runs",
        Map.of("directory", directory.toString(), "why", String.valueOf(broken.getMessage())),
        broken);
  }
}
