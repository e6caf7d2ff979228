// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// One writer at a time, over all threads and processes: an operating system lock on `<file>.lock`,
/// which dies with its process.
final class VaultLock implements AutoCloseable {
  /// The operating system's lock belongs to the process: threads of one JVM need their own.
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel channel;
  private final FileLock processes;

  private VaultLock(ReentrantLock threads, FileChannel channel, FileLock processes) {
    this.threads = threads;
    this.channel = channel;
    this.processes = processes;
  }

  static VaultLock take(Path file) throws IOException {
    Path lock = file.toAbsolutePath().normalize().resolveSibling(file.getFileName() + ".lock");
    ReentrantLock threads = THREADS.computeIfAbsent(lock, path -> new ReentrantLock());
    threads.lock();
    try {
      FileChannel channel = open(lock);
      return new VaultLock(threads, channel, channel.lock());
    } catch (IOException | RuntimeException refused) {
      threads.unlock();
      throw refused;
    }
  }

  private static FileChannel open(Path lock) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return lock.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? FileChannel.open(
            lock,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : FileChannel.open(lock, options);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      processes.release();
    } finally {
      threads.unlock();
    }
  }
}
