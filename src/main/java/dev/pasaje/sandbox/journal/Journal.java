// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.journal;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// `journal.jsonl` in a directory of its own: one entry a line, appended before it is carried out.
///
/// A line reaches the operating system before the emulator acts on it, so that a killed process
/// loses nothing; it is forced to the disk too unless it is a mere read, which the next forced one
/// takes along. What a power failure leaves of the last line is dropped at the next start.
public final class Journal implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Journal.class.getName());
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final Path file;
  private final FileChannel channel;
  private final List<Entry> entries;
  private final boolean cut;

  private Journal(Path file, FileChannel channel, List<Entry> entries, boolean cut) {
    this.file = file;
    this.channel = channel;
    this.entries = entries;
    this.cut = cut;
  }

  /// Opens the journal of a directory, made when missing, and reads it.
  ///
  /// @throws JournalException when it is damaged, used by another emulator or out of reach
  public static Journal open(Path directory) {
    Path file = directory.resolve("journal.jsonl");
    FileChannel channel;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new JournalException(JournalException.Problem.UNREADABLE, file, 0, e.toString());
    }
    try {
      return read(file, channel);
    } catch (IOException | RuntimeException e) {
      release(channel);
      throw e instanceof JournalException known
          ? known
          : new JournalException(JournalException.Problem.UNREADABLE, file, 0, e.toString());
    }
  }

  private static Journal read(Path file, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new JournalException(JournalException.Problem.IN_USE, file, 0, "in use");
      }
    } catch (OverlappingFileLockException sameProcess) {
      throw new JournalException(JournalException.Problem.IN_USE, file, 0, "in use");
    }
    byte[] content = Channels.newInputStream(channel).readAllBytes();
    List<Entry> entries = new ArrayList<>();
    int start = 0;
    for (int end = 0; end < content.length; end++) {
      if (content[end] == '\n') {
        entries.add(entry(file, entries.size() + 1, Arrays.copyOfRange(content, start, end)));
        start = end + 1;
      }
    }
    boolean cut = start < content.length;
    if (cut) {
      channel.truncate(start);
    }
    channel.position(start);
    return new Journal(file, channel, entries, cut);
  }

  private static Entry entry(Path file, int line, byte[] text) {
    try {
      return Lines.read(Json.parse(text), line == 1);
    } catch (JacksonException malformed) {
      throw new JournalException(
          JournalException.Problem.DAMAGED, file, line, malformed.getOriginalMessage());
    } catch (RuntimeException other) {
      throw new JournalException(
          JournalException.Problem.DAMAGED, file, line, String.valueOf(other.getMessage()));
    }
  }

  /// The first line, if the journal has been begun.
  public Optional<Entry.Head> head() {
    return !entries.isEmpty() && entries.getFirst() instanceof Entry.Head head
        ? Optional.of(head)
        : Optional.empty();
  }

  /// What was read, with the head; and lets go of it.
  public List<Entry> takeEntries() {
    List<Entry> read = List.copyOf(entries);
    entries.clear();
    return read;
  }

  /// Whether the last line was cut short and dropped.
  public boolean cut() {
    return cut;
  }

  public Path file() {
    return file;
  }

  /// Copies the files among the seeds next to the journal: the world must be made from the same
  /// bytes again, whatever becomes of them. Answers the names to use.
  public String keepSeeds(String names) {
    List<String> kept = new ArrayList<>();
    for (String name : names.split(",")) {
      Path seed;
      try {
        seed = Path.of(name.strip());
      } catch (InvalidPathException refusedWhenPlanted) {
        kept.add(name.strip());
        continue;
      }
      if (!Files.isRegularFile(seed)) {
        kept.add(name.strip());
        continue;
      }
      Path copy = file.resolveSibling("seed-" + (kept.size() + 1) + ".json");
      try {
        Files.copy(seed, copy, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new JournalException(JournalException.Problem.UNREADABLE, copy, 0, e.toString());
      }
      kept.add(copy.getFileName().toString());
    }
    return String.join(",", kept);
  }

  /// The kept names as paths.
  public String seeds(Entry.Head head) {
    return Arrays.stream(head.seedName().split(","))
        .map(name ->
            name.matches("seed-[0-9]+\\.json") ? file.resolveSibling(name).toString() : name)
        .reduce((one, other) -> one + "," + other)
        .orElse("");
  }

  /// Forgets everything written and begins anew.
  public synchronized void begin(Entry.Head head) {
    try {
      channel.truncate(0);
      channel.position(0);
    } catch (IOException e) {
      throw failed(e);
    }
    append(head);
  }

  /// Writes one entry.
  ///
  /// @throws ApiError when it cannot be written: then it is not to be carried out either
  public synchronized void append(Entry entry) {
    byte[] line = Json.bytes(Lines.write(entry));
    ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    long before = -1;
    try {
      before = channel.position();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (!(entry instanceof Entry.Called called && READS.contains(called.request().method()))) {
        channel.force(false);
      }
    } catch (IOException e) {
      takeBack(before);
      throw failed(e);
    }
  }

  private void takeBack(long before) {
    try {
      if (before >= 0) {
        channel.truncate(before);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "cannot take back half a line of " + file, e);
    }
  }

  private ApiError failed(IOException e) {
    LOG.log(System.Logger.Level.ERROR, "cannot write " + file, e);
    return ApiError.service(
        503, "service_unavailable", "the emulator cannot write its journal", List.of());
  }

  @Override
  public synchronized void close() {
    release(channel);
  }

  private static void release(FileChannel channel) {
    try (channel) {
      if (channel.isOpen()) {
        channel.force(true);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "cannot close the journal", e);
    }
  }
}
