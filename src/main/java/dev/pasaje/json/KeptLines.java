// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON Lines in a file while they are being made, so that an interrupted run goes on where it was.
///
/// Beside `FILE` lies `FILE.progress`: what is being made, where it was, and how long `FILE` was
/// then. Whatever was written after that is cut off when a run resumes, so that nothing is there
/// twice. For one thread.
public final class KeptLines implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RandomAccessFile file;
  private final Path path;
  private final String what;
  private Optional<JsonNode> at;

  private KeptLines(RandomAccessFile file, Path path, String what, Optional<JsonNode> at) {
    this.file = file;
    this.path = path;
    this.what = what;
    this.at = at;
  }

  private static Path progress(Path path) {
    return path.resolveSibling(path.getFileName() + ".progress");
  }

  /// Opens or makes it.
  ///
  /// @param what is being made; a file of something else is refused
  public static KeptLines open(Path path, String what) {
    Path progress = progress(path);
    try {
      Optional<JsonNode> at = Optional.empty();
      long length = 0;
      if (Files.exists(progress)) {
        JsonNode told = Documents.json(progress);
        if (!told.path("what").isString() || !told.path("at").isObject()) {
          throw refused("kept.broken", path, progress.getFileName().toString());
        }
        if (!told.path("what").asString().equals(what)) {
          throw refused("kept.other", path, told.path("what").asString());
        }
        at = Optional.of(told.path("at"));
        length = told.path("length").asLong(0);
      } else if (Files.exists(path) && Files.size(path) > 0) {
        throw refused("kept.used", path, "");
      }
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      if (Files.size(path) < length) {
        file.close();
        throw refused("kept.broken", path, Files.size(path) + " < " + length);
      }
      file.setLength(length);
      file.seek(length);
      return new KeptLines(file, path, what, at);
    } catch (IOException broken) {
      throw refused("kept.broken", path, String.valueOf(broken.getMessage()));
    }
  }

  /// Where a file was when it was last told, if it is of this; empty when there is none such.
  public static Optional<JsonNode> begun(Path path, String what) {
    Path progress = progress(path);
    if (Files.notExists(progress) || Files.notExists(path)) {
      return Optional.empty();
    }
    JsonNode told = Documents.json(progress);
    return told.path("what").asString("").equals(what) && told.path("at").path("to").isString()
        ? Optional.of(told.path("at"))
        : Optional.empty();
  }

  private static BadDocument refused(String code, Path path, String why) {
    return new BadDocument(code, Map.of("file", path.toString(), "why", why), null);
  }

  /// Where it was when it was last told; empty in a new file.
  public Optional<JsonNode> at() {
    return at;
  }

  public void add(List<? extends JsonNode> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(JSON.writeValueAsString(line)).append('\n'));
    try {
      file.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(path.toString(), broken);
    }
  }

  /// Tells where it is: what was added is on disk before.
  public void mark(JsonNode place) {
    try {
      file.getFD().sync();
      ObjectNode told = JSON.createObjectNode();
      told.put("what", what).put("length", file.length()).set("at", place);
      Path progress = progress(path);
      Path partial = progress.resolveSibling(progress.getFileName() + ".partial");
      Files.writeString(partial, JSON.writeValueAsString(told) + "\n");
      Files.move(partial, progress, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new UncheckedIOException(path.toString(), broken);
    }
    at = Optional.of(place);
  }

  /// Takes the file and what lies beside it away.
  public static void delete(Path path) throws IOException {
    // The lines first: without them their progress is broken, and nothing counts twice.
    Files.deleteIfExists(path);
    Files.deleteIfExists(progress(path));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(path.toString(), broken);
    }
  }
}
