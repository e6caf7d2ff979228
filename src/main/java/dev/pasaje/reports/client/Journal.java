// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.reports.archive.Archive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What was asked for and how far it came, one line a step, on disk before the next step begins:
/// whoever is killed goes on from there and asks for nothing twice. A last line that was cut off
/// counts as not written.
final class Journal {
  /// How far a range came.
  enum Step {
    /// About to be asked for; whether it was is found out by searching.
    ASKED,
    TASK,
    READY,
    KEPT,
    /// Made, with nothing in it.
    EMPTY,
    /// The task failed; the range may be asked for again.
    FAILED
  }

  record Entry(Step step, String task, String fileName) {}

  private final Path file;
  private final Map<String, Entry> last = new HashMap<>();

  Journal(Path file) {
    this.file = file;
    try {
      if (Files.isRegularFile(file)) {
        String text = Files.readString(file);
        int end = text.lastIndexOf('\n');
        text.substring(0, end + 1).lines().forEach(this::read);
        if (end + 1 < text.length()) {
          // The half line must not swallow the next one.
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileChannel _ =
                channel.truncate(
                    text.substring(0, end + 1).getBytes(StandardCharsets.UTF_8).length);
          }
        }
      }
    } catch (IOException broken) {
      throw Archive.unwritable(file, broken);
    }
  }

  private void read(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length == 7) {
      for (Step step : Step.values()) {
        if (step.name().equals(cells[4])) {
          last.put(key(cells[1], cells[2], cells[3]), new Entry(step, cells[5], cells[6]));
        }
      }
    }
  }

  private static String key(String family, String begin, String end) {
    return family + " " + begin + " " + end;
  }

  private static String key(String family, Range range) {
    return key(family, range.begin().toString(), range.end().toString());
  }

  Optional<Entry> of(String family, Range range) {
    return Optional.ofNullable(last.get(key(family, range)));
  }

  void write(Instant at, String family, Range range, Entry entry) {
    String line =
        String.join(
                "\t",
                at.toString(),
                family,
                range.begin().toString(),
                range.end().toString(),
                entry.step().name(),
                entry.task().replaceAll("\\s", ""),
                entry.fileName().replaceAll("\\s", ""))
            + "\n";
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          int _ = channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException broken) {
      throw Archive.unwritable(file, broken);
    }
    last.put(key(family, range), entry);
  }
}
