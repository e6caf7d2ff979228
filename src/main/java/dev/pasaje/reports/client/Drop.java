// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where Mercado Pago, or the merchant, puts finished reports: a directory or an SFTP server
/// (`sftp_info`, domain/reports.md 3).
public interface Drop extends AutoCloseable {
  /// Names of the files there that may be reports.
  List<String> names();

  /// Brings one of them here.
  void take(String name, Path into);

  @Override
  void close();

  static boolean mayBeReport(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,199}\\.(csv|CSV|xlsx|XLSX)");
  }

  private static PasajeException unreadable(Path directory, IOException broken) {
    return broken instanceof NoSuchFileException
        ? new PasajeException(
            PasajeException.Kind.USAGE,
            "reports.drop-missing",
            Map.of("path", directory.toString()),
            broken)
        : new PasajeException(
            PasajeException.Kind.USAGE,
            "reports.drop",
            Map.of("path", directory.toString(), "why", String.valueOf(broken.getMessage())),
            broken);
  }

  /// A directory of this machine.
  static Drop directory(Path directory) {
    return new Drop() {
      @Override
      public List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
          return files
              .filter(Files::isRegularFile)
              .map(file -> String.valueOf(file.getFileName()))
              .filter(Drop::mayBeReport)
              .sorted()
              .toList();
        } catch (IOException broken) {
          throw unreadable(directory, broken);
        }
      }

      @Override
      public void take(String name, Path into) {
        try {
          Files.copy(directory.resolve(name), into, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
          throw unreadable(directory, broken);
        }
      }

      @Override
      public void close() {}
    };
  }
}
