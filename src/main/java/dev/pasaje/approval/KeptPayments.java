// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.json.Documents;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Payments as JSON Lines in a file, one at a time whatever its size; and such a file while it is
/// being fetched, so that an interrupted run goes on where it was.
///
/// Beside `FILE` lies `FILE.progress`: what is being fetched, up to which moment everything is in
/// `FILE`, and how long it was then. Whatever was written after that is cut off when a run resumes,
/// so that nothing is counted twice.
public final class KeptPayments implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RandomAccessFile file;
  private final Path progress;
  private final String what;
  private Optional<Instant> complete;

  private KeptPayments(
      RandomAccessFile file, Path progress, String what, Optional<Instant> complete) {
    this.file = file;
    this.progress = progress;
    this.what = what;
    this.complete = complete;
  }

  /// Opens or makes it.
  ///
  /// @param what is being fetched: integration and window; a file of something else is refused
  public static KeptPayments open(Path path, String what) {
    Path progress = path.resolveSibling(path.getFileName() + ".progress");
    try {
      Optional<Instant> complete = Optional.empty();
      long length = 0;
      if (Files.exists(progress)) {
        JsonNode told = Documents.json(progress);
        if (!told.path("what").asString("").equals(what)) {
          throw refused("approval.keep-other", path, told.path("what").asString(""));
        }
        complete = Optional.of(Instant.parse(told.path("complete").asString("")));
        length = told.path("length").asLong(0);
      } else if (Files.exists(path) && Files.size(path) > 0) {
        throw refused("approval.keep-used", path, "");
      }
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      file.setLength(Math.min(length, file.length()));
      file.seek(file.length());
      return new KeptPayments(file, progress, what, complete);
    } catch (IOException | DateTimeException broken) {
      throw refused("approval.keep-broken", path, String.valueOf(broken.getMessage()));
    }
  }

  /// Up to where such a fetch had come; empty when there is none, or one of something else.
  public static Optional<Instant> begun(Path path, String what) {
    Path progress = path.resolveSibling(path.getFileName() + ".progress");
    if (!Files.exists(progress) || !Files.exists(path)) {
      return Optional.empty();
    }
    JsonNode told = Documents.json(progress);
    try {
      return told.path("what").asString("").equals(what)
          ? Optional.of(Instant.parse(told.path("complete").asString("")))
          : Optional.empty();
    } catch (DateTimeException broken) {
      return Optional.empty();
    }
  }

  /// Forgets a fetch.
  public static void remove(Path path) throws IOException {
    Files.deleteIfExists(path.resolveSibling(path.getFileName() + ".progress"));
    Files.deleteIfExists(path);
  }

  private static PasajeException refused(String code, Path path, String why) {
    return new PasajeException(
        PasajeException.Kind.USAGE, code, Map.of("file", path.toString(), "why", why));
  }

  /// Up to where everything is there; empty in a new file.
  public Optional<Instant> complete() {
    return complete;
  }

  public void add(List<JsonNode> payments) throws IOException {
    StringBuilder lines = new StringBuilder();
    payments.forEach(payment -> lines.append(JSON.writeValueAsString(payment)).append('\n'));
    file.write(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// On disk before it is told.
  public void complete(Instant before) throws IOException {
    file.getFD().sync();
    ObjectNode told = JSON.createObjectNode();
    told.put("what", what).put("complete", before.toString()).put("length", file.length());
    Path partial = progress.resolveSibling(progress.getFileName() + ".partial");
    Files.writeString(partial, JSON.writeValueAsString(told) + "\n");
    Files.move(partial, progress, StandardCopyOption.REPLACE_EXISTING);
    complete = Optional.of(before);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException("payments", broken);
    }
  }

  /// Reads JSON Lines; empty lines are skipped. A file that is one JSON array, or one search page
  /// with `results`, is read too, if it is no larger than a document may be.
  ///
  /// @param far is told how many bytes were read
  /// @throws PasajeException that says which line is no JSON
  public static void read(String name, InputStream in, Consumer<JsonNode> each, Far far) {
    try (BufferedInputStream source = new BufferedInputStream(in, 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long bytes = 0;
      long number = 0;
      boolean whole = false;
      for (int next = source.read(); next >= 0; next = source.read()) {
        bytes++;
        if (next != '\n' || whole) {
          line.write(next);
          if (line.size() > Documents.MAX_BYTES) {
            throw new PasajeException(
                PasajeException.Kind.USAGE,
                "document.too-large",
                Map.of("file", name, "limit", (Documents.MAX_BYTES >> 20) + " MiB"));
          }
          continue;
        }
        number++;
        String text = line.toString(StandardCharsets.UTF_8).strip();
        // The first line of a document that is written over several lines is no document itself.
        whole = number == 1 && (text.equals("[") || text.equals("{"));
        if (!whole) {
          one(name, number, line, each);
          line.reset();
          far.at(bytes);
        } else {
          line.write('\n');
        }
      }
      one(name, whole ? 0 : number + 1, line, each);
      far.at(bytes);
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "document.unreadable",
          Map.of("file", name, "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }

  /// How far reading has come, in bytes.
  public interface Far {
    void at(long bytes);
  }

  private static void one(
      String name, long number, ByteArrayOutputStream line, Consumer<JsonNode> each) {
    byte[] bytes = line.toByteArray();
    if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
      return;
    }
    JsonNode document = Documents.json(number == 0 ? name : name + " line " + number, bytes);
    JsonNode list = document.path("results").isArray() ? document.path("results") : document;
    if (list.isArray()) {
      list.forEach(each);
    } else {
      each.accept(list);
    }
  }
}
