// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.archive;

import dev.pasaje.analytics.Engine;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.json.Documents;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.parse.RowSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The directory where reports are kept: `<integration>/<family>/<file>`, the file untouched, with
/// `<file>.parquet` (its rows) and `<file>.json` (where it came from, its hash, what could not be
/// read) beside it. The JSON is written last: a file without it is not finished and is read again.
public final class Archive {
  private static final String PARQUET = ".parquet";

  private static final String JSON = ".json";

  private final Path root;

  public Archive(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  /// Where a file of that name is kept.
  ///
  /// @throws PasajeException when the name is none a file may have here: it comes from outside
  public Path place(String integration, String family, String fileName) {
    if (!fileName.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,199}")) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "reports.file-name", Map.of("found", fileName));
    }
    return root.resolve(integration).resolve(family).resolve(fileName);
  }

  /// Whether it is there, read to its end.
  public boolean has(String integration, String family, String fileName) {
    return Files.isRegularFile(beside(place(integration, family, fileName), JSON));
  }

  /// Keeps a copy of a file and its rows. What is kept already under that name is written anew.
  ///
  /// @param also sees the rows too
  public Parsed keep(Path file, Origin origin, Engine engine, Instant at, RowSink also) {
    try (ParquetRows rows = new ParquetRows(engine, also)) {
      Parsed parsed = ReportParser.parse(file, rows);
      String family = parsed.family().id();
      Path place = copied(file, family, origin);
      Path partial = beside(place, PARQUET + ".partial");
      rows.writeTo(partial);
      Files.move(partial, beside(place, PARQUET), StandardCopyOption.REPLACE_EXISTING);
      note(place, Sidecar.of(parsed, origin, family, at));
      return parsed;
    } catch (IOException broken) {
      throw unwritable(root, broken);
    }
  }

  /// Keeps a copy of a file whose rows are of another kind, and where it came from.
  ///
  /// @return the copy
  public Path keepFile(Path file, String family, Origin origin, Instant at) {
    try {
      Path place = copied(file, family, origin);
      note(place, Sidecar.of(place, origin, family, at));
      return place;
    } catch (IOException broken) {
      throw unwritable(root, broken);
    }
  }

  private Path copied(Path file, String family, Origin origin) throws IOException {
    Path place = place(origin.integration(), family, String.valueOf(file.getFileName()));
    Files.createDirectories(place.toAbsolutePath().getParent());
    Files.deleteIfExists(beside(place, JSON));
    if (!Files.exists(place) || !Files.isSameFile(file, place)) {
      Path partial = beside(place, ".partial");
      Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, place, StandardCopyOption.REPLACE_EXISTING);
    }
    return place;
  }

  private static void note(Path place, ObjectNode sidecar) throws IOException {
    Path note = beside(place, JSON + ".partial");
    Files.writeString(note, sidecar.toPrettyString() + "\n", StandardCharsets.UTF_8);
    Files.move(note, beside(place, JSON), StandardCopyOption.REPLACE_EXISTING);
  }

  /// The files of a family that are kept whole, by name.
  public List<Path> files(String integration, ReportFamily family) {
    return files(integration, family.id());
  }

  /// @param family the folder's name
  public List<Path> files(String integration, String family) {
    Path folder = root.resolve(integration).resolve(family);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> Files.isRegularFile(beside(file, JSON))).sorted().toList();
    } catch (IOException broken) {
      throw unwritable(folder, broken);
    }
  }

  /// When a file of a family was kept last; empty when none is there.
  public Optional<Instant> latest(String integration, ReportFamily family) {
    return files(integration, family).stream()
        .map(file -> Documents.json(beside(file, JSON)).path("parsedAt").asString(""))
        .filter(text -> !text.isEmpty())
        .map(Instant::parse)
        .max(Instant::compareTo);
  }

  static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  public static PasajeException unwritable(Path where, IOException broken) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "reports.archive",
        Map.of("path", where.toString(), "why", String.valueOf(broken.getMessage())),
        broken);
  }
}
