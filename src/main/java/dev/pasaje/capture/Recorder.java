// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.capture;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Appends lines to a file: each is on disk when [#add] returns. A line that was torn when a
/// process died is cut off when the file is opened again. Safe for many threads.
final class Recorder implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private Recorder(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// @throws PasajeException when it cannot be written
  static Recorder open(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
        if (Files.notExists(file)
            && Files.getFileStore(parent).supportsFileAttributeView(PosixFileAttributeView.class)) {
          Files.createFile(
              file,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
      }
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      channel.truncate(whole(channel));
      channel.position(channel.size());
      return new Recorder(file, channel);
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "capture.file",
          Map.of("file", file.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }

  /// Bytes up to the last line feed.
  private static long whole(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(1 << 12);
    long end = channel.size();
    while (end > 0) {
      long start = Math.max(0, end - block.capacity());
      block.clear().limit(Math.toIntExact(end - start));
      while (block.hasRemaining()) {
        if (channel.read(block, start + block.position()) < 0) {
          break;
        }
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  synchronized void add(ObjectNode line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    long before = channel.position();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException full) {
      // Half a line would make the next one unreadable.
      channel.truncate(before);
      throw full;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.UNDETERMINED,
          "capture.file",
          Map.of("file", file.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }
}
