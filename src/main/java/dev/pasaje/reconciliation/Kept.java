// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Engine;
import dev.pasaje.analytics.Sql;
import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The kept reports of one integration, as the files beside them tell.
final class Kept {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration EDGE = Duration.ofDays(1);

  private Kept() {}

  static List<Path> parquet(Path folder, String family) {
    return sidecars(folder, family).stream()
        .map(note -> Path.of(note.toString().replaceFirst("\\.json$", ".parquet")))
        .filter(Files::isRegularFile)
        .toList();
  }

  private static List<Path> sidecars(Path folder, String family) {
    Path place = folder.resolve(family);
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(place)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException broken) {
      throw Engine.failed("duckdb", String.valueOf(broken.getMessage()), broken);
    }
  }

  /// The names of the files by their hash, as rows know them.
  static Map<String, String> names(Path folder) {
    Map<String, String> names = new HashMap<>();
    for (String family : List.of("settlement", "release")) {
      for (Path note : sidecars(folder, family)) {
        String name = String.valueOf(note.getFileName());
        names.putIfAbsent(
            report(family, note).file(), name.substring(0, name.length() - ".json".length()));
      }
    }
    return names;
  }

  static List<Inputs.Report> reports(Path folder) {
    List<Inputs.Report> reports = new ArrayList<>();
    for (String family : List.of("settlement", "release")) {
      for (Path note : sidecars(folder, family)) {
        reports.add(report(family, note));
      }
    }
    return reports;
  }

  private static Inputs.Report report(String family, Path note) {
    try {
      JsonNode root = JSON.readTree(Files.readString(note));
      List<Inputs.Malformed> malformed = new ArrayList<>();
      root.path("malformed")
          .forEach(bad ->
              malformed.add(
                  new Inputs.Malformed(
                      bad.path("line").asLong(0), bad.path("column").asString(""),
                      bad.path("found").asString(""), bad.path("why").asString(""))));
      return new Inputs.Report(
          family,
          root.path("sha256").asString(""),
          instant(root.path("requestedBegin")),
          instant(root.path("requestedEnd")),
          Optional.empty(),
          malformed);
    } catch (IOException | JacksonException | java.time.DateTimeException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "document.unreadable",
          Map.of(
              "file",
              note.toString(),
              "why",
              String.valueOf(broken.getMessage()).lines().findFirst().orElse("")),
          broken);
    }
  }

  private static Optional<Instant> instant(JsonNode node) {
    return node.isString() ? Optional.of(Instant.parse(node.stringValue())) : Optional.empty();
  }

  /// The same reports, those of an unknown range with the days that they surely have whole: all
  /// between their first and their last row but for a day at each end (domain/reports.md 17).
  static List<Inputs.Report> inside(Engine engine, Path folder, List<Inputs.Report> reports) {
    if (reports.stream().allMatch(report -> report.range().isPresent())) {
      return reports;
    }
    Map<String, Coverage.Range> spans = new HashMap<>();
    try (Connection connection = engine.connection();
        Statement statement = connection.createStatement()) {
      for (String family : List.of("settlement", "release")) {
        List<Path> files = parquet(folder, family);
        if (!files.isEmpty()) {
          String at = family.equals("settlement") ? "settlement_date" : "date";
          try (ResultSet rows =
              statement.executeQuery(
                  """
                  select file, min(%1$s), max(%1$s) from %2$s
                  where %1$s is not null and class not in %3$s group by file
                  """
                      .formatted(at, Sql.parquet(files), Rows.IGNORED))) {
            while (rows.next()) {
              spans.put(
                  rows.getString(1),
                  new Coverage.Range(
                      utc(rows.getTimestamp(2)).plus(EDGE), utc(rows.getTimestamp(3)).minus(EDGE)));
            }
          }
        }
      }
    } catch (SQLException broken) {
      throw Engine.failed("duckdb", String.valueOf(broken.getMessage()), broken);
    }
    return reports.stream()
        .map(report ->
            report.range().isPresent()
                ? report
                : report.inside(
                    Optional.ofNullable(spans.get(report.file()))
                        .filter(span -> span.begin().isBefore(span.end()))))
        .toList();
  }

  private static Instant utc(Timestamp at) {
    return at.toLocalDateTime().toInstant(ZoneOffset.UTC);
  }
}
