// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Files of one run, maybe many gigabytes, gone when it ends. What a killed run left is removed by
/// the next: a run holds a lock of the operating system on its `.lock`, which dies with it.
final class WorkDirectory implements AutoCloseable {
  private static final String PREFIX = "pasaje-reconcile-";
  private static final String LOCK = ".lock";

  private final Path path;
  private final FileChannel lock;

  private WorkDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// A new one among the temporary files, readable by its owner only.
  static WorkDirectory take() throws IOException {
    Path made = Files.createTempDirectory(PREFIX);
    FileChannel lock =
        FileChannel.open(
            made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    // Waits for no more than another run that looks whether this one is left over.
    lock.lock();
    WorkDirectory taken = new WorkDirectory(made, lock);
    clean(made);
    return Files.exists(made.resolve(LOCK)) ? taken : again(taken);
  }

  /// That other run came first and removed it.
  private static WorkDirectory again(WorkDirectory lost) throws IOException {
    lost.close();
    return take();
  }

  Path path() {
    return path;
  }

  private static void clean(Path ours) {
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(ours.toAbsolutePath().getParent(), PREFIX + "*")) {
      for (Path other : all) {
        if (!other.getFileName().equals(ours.getFileName())
            && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
            && Files.isRegularFile(other.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
          removeUnlessHeld(other);
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
      // Then they stay; nothing of ours is among them.
    }
  }

  private static void removeUnlessHeld(Path left) {
    try (FileChannel channel = FileChannel.open(left.resolve(LOCK), StandardOpenOption.WRITE);
        @Nullable FileLock free = channel.tryLock()) {
      if (free != null) {
        remove(left);
      }
    } catch (IOException | OverlappingFileLockException held) {
      // Another's, or of this very process.
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException left) {
      // Temporary files that stay behind lose nothing.
    }
  }

  @Override
  public void close() {
    remove(path);
    try {
      lock.close();
    } catch (IOException gone) {
      // The lock ends with the channel either way.
    }
  }
}
