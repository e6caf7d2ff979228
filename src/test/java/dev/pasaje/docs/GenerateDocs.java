// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.docs;

import dev.pasaje.check.Catalog;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.render.CheckPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Writes docs/checks from the catalogue and its texts, docs/cli.md from the help; `make docs` runs
/// it.
public final class GenerateDocs {
  static final Path CHECKS = Path.of("docs", "checks");

  static final Path COMMANDS = Path.of("docs", "cli.md");

  private GenerateDocs() {}

  public static void main(String[] arguments) throws IOException {
    write(Readiness.catalog(), CHECKS);
    Files.writeString(COMMANDS, CommandPages.commands());
  }

  /// Writes every page and removes those of checks that are no more.
  static void write(Catalog catalog, Path folder) throws IOException {
    SortedMap<String, String> pages = CheckPages.all(catalog);
    for (String stale : read(folder).keySet()) {
      if (!pages.containsKey(stale)) {
        Files.delete(folder.resolve(stale));
      }
    }
    for (var page : pages.entrySet()) {
      Path file = folder.resolve(page.getKey());
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, page.getValue());
    }
  }

  /// The pages there are, by their path under the folder.
  static SortedMap<String, String> read(Path folder) throws IOException {
    SortedMap<String, String> pages = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          pages.put(folder.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return pages;
  }
}
