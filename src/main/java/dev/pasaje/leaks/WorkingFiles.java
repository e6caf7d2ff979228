// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The files under a folder, or one file. Links are not followed, so no loop is walked; what
/// `.gitignore` names is read all the same, since an ignored `.env` leaks from a backup as well.
final class WorkingFiles {
  private final Path root;
  private final long mostBytes;
  private final Findings findings;

  WorkingFiles(Path root, long mostBytes, Findings findings) {
    this.root = real(root);
    this.mostBytes = mostBytes;
    this.findings = findings;
  }

  /// A link that is named itself is followed.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      return path.toAbsolutePath().normalize();
    }
  }

  /// The regular files to read; pipes, sockets and devices are none.
  List<Path> list() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.endsWith(".git")
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                if (attributes.size() > mostBytes) {
                  findings.unread(name(file), LeakScan.Why.TOO_LARGE);
                } else {
                  files.add(file);
                }
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
              findings.unread(name(file), LeakScan.Why.UNREADABLE);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path folder, @org.jspecify.annotations.Nullable IOException why) {
              if (why != null) {
                findings.unread(name(folder), LeakScan.Why.UNREADABLE);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException gone) {
      findings.unread(root.toString(), LeakScan.Why.UNREADABLE);
    }
    return files;
  }

  void read(Path file, ContentReader reader) {
    String name = name(file);
    try (InputStream in = Files.newInputStream(file)) {
      findings.bytes.add(Files.size(file));
      boolean text =
          reader.read(
              in,
              name,
              one ->
                  findings.add(one.hit(), new Leak.Place.InFile(name, one.line(), one.column())));
      (text ? findings.contents : findings.binary).increment();
    } catch (IOException | RuntimeException unreadable) {
      findings.unread(name, LeakScan.Why.UNREADABLE);
    }
  }

  private String name(Path file) {
    Path relative = root.equals(file) ? root.getFileName() : root.relativize(file);
    return String.valueOf(relative).replace('\\', '/');
  }
}
