// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Replaces files that hold secrets so that a crash at any moment leaves the old content or the new
/// one, whole and on disk.
///
/// The new content is written to a temporary file of mode 0600 in the same directory, forced to
/// disk, given the mode and owner of the file it replaces, and renamed over it; then the directory
/// is forced too. The temporary name is always the same, so that what a crash left is found and
/// removed by the next writer instead of staying behind. Symbolic links are followed: the file they
/// lead to is replaced, the link stays.
public final class PrivateFile {
  /// The moments a crash can come between, for tests that let it come.
  public enum Moment {
    PARTIAL_WRITTEN,
    RENAMED
  }

  private PrivateFile() {}

  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, moment -> {});
  }

  /// The same, telling where it is.
  public static void replace(Path file, byte[] content, Consumer<Moment> moments)
      throws IOException {
    Path real = real(file);
    Path partial = partial(real);
    Files.deleteIfExists(partial);
    boolean posix = posix(real);
    write(partial, content, posix);
    if (posix && Files.exists(real)) {
      inherit(real, partial);
    }
    moments.accept(Moment.PARTIAL_WRITTEN);
    Files.move(partial, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory(real);
    moments.accept(Moment.RENAMED);
  }

  /// Removes what a crash may have left beside the file.
  public static void sweep(Path file) throws IOException {
    Files.deleteIfExists(partial(real(file)));
  }

  /// Creates a file of mode 0600 that did not exist.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when it does
  public static void create(Path file, byte[] content) throws IOException {
    write(file, content, posix(file));
    forceDirectory(file.toAbsolutePath());
  }

  /// The content, or nothing when there is no such file.
  public static Optional<byte[]> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /// Where links lead. A link to nowhere is an error, not a place to write secrets to.
  private static Path real(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    return Files.exists(whole, LinkOption.NOFOLLOW_LINKS)
        ? whole.toRealPath()
        : Optional.ofNullable(whole.getParent())
            .orElse(whole)
            .toRealPath()
            .resolve(whole.getFileName());
  }

  private static Path partial(Path real) {
    return real.resolveSibling("." + real.getFileName() + ".pasaje-partial");
  }

  private static boolean posix(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    return parent != null
        && Files.getFileStore(parent).supportsFileAttributeView(PosixFileAttributeView.class);
  }

  private static void write(Path file, byte[] content, boolean posix) throws IOException {
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (FileChannel out =
        FileChannel.open(
            file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), mode)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  /// Owner first: a change of owner takes special mode bits away.
  private static void inherit(Path from, Path to) throws IOException {
    for (String owner : new String[] {"unix:uid", "unix:gid"}) {
      Object wanted = Files.getAttribute(from, owner);
      if (!wanted.equals(Files.getAttribute(to, owner))) {
        Files.setAttribute(to, owner, wanted);
      }
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(from);
    if (!mode.equals(Files.getPosixFilePermissions(to))) {
      Files.setPosixFilePermissions(to, mode);
      // The mode is part of what must survive.
      try (FileChannel again = FileChannel.open(to, StandardOpenOption.WRITE)) {
        again.force(true);
      } catch (java.nio.file.AccessDeniedException readOnly) {
        // A file nobody may write: its content was forced already.
      }
    }
  }

  private static void forceDirectory(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null || java.io.File.separatorChar == '\\') {
      return; // Windows opens no directories; its rename is journalled.
    }
    try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
