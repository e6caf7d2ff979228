// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.archive;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// One run at a time brings reports of an integration: two would take the same file from under each
/// other. A lock of the operating system on `<integration>/.lock`, which dies with its process.
public final class ArchiveLock implements AutoCloseable {
  private final FileChannel channel;

  private ArchiveLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws PasajeException when another run has it: nothing waits here, since that one may wait
  ///   hours for a report
  public static ArchiveLock take(Archive archive, String integration) {
    Path folder = archive.root().resolve(integration);
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new ArchiveLock(channel);
      }
      channel.close();
    } catch (IOException broken) {
      throw Archive.unwritable(folder, broken);
    }
    throw new PasajeException(
        PasajeException.Kind.UNDETERMINED, "reports.busy", Map.of("directory", folder.toString()));
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException gone) {
      // The lock ends with the channel either way.
    }
  }
}
