// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// `--format` for standard output and any number of `--output FORMAT=PATH`.
public final class OutputOptions {
  @Option(names = "--format", defaultValue = "text", paramLabel = "FORMAT")
  private String format = "text";

  @Option(names = "--output", paramLabel = "FORMAT=PATH")
  private List<String> outputs = List.of();

  /// Refuses a wrong format or path form before any work is done, and a spreadsheet on a terminal.
  void validate(Terminal terminal, List<Format> accepted) {
    if (parse(format, accepted) == Format.XLSX && terminal.interactive()) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "cli.binary", Map.of("found", Format.XLSX.id()));
    }
    files(terminal, accepted);
  }

  /// The format of standard output.
  Format chosen(List<Format> accepted) {
    return parse(format, accepted);
  }

  /// Writes a report to standard output and to the files asked for. A file that cannot be written
  /// keeps none of the others from being written; it is told once they are.
  ///
  /// @param accepted the formats this command knows
  void write(Terminal terminal, List<Format> accepted, Function<Format, String> render) {
    writeBytes(terminal, accepted, kind -> render.apply(kind).getBytes(StandardCharsets.UTF_8));
  }

  /// The same for a command that knows formats which are no text.
  void writeBytes(Terminal terminal, List<Format> accepted, Function<Format, byte[]> render) {
    terminal.out().writeBytes(render.apply(parse(format, accepted)));
    terminal.out().flush();
    List<PasajeException> unwritten = new ArrayList<>();
    files(terminal, accepted)
        .forEach((path, kind) -> {
          byte[] report = render.apply(kind);
          try {
            save(path, report, false);
          } catch (PasajeException refused) {
            unwritten.add(refused);
          }
        });
    if (!unwritten.isEmpty()) {
      unwritten.stream()
          .limit(unwritten.size() - 1L)
          .forEach(one -> terminal.err().println("pasaje: " + one.in(terminal.language())));
      throw unwritten.getLast();
    }
  }

  /// The files asked for, each with its format.
  Map<Path, Format> files(Terminal terminal, List<Format> accepted) {
    Map<Path, Format> files = new LinkedHashMap<>();
    for (String output : outputs) {
      int equals = output.indexOf('=');
      if (equals < 1 || equals == output.length() - 1) {
        throw new PasajeException(
            PasajeException.Kind.USAGE, "cli.output", Map.of("found", output));
      }
      Path path = terminal.directory().resolve(output.substring(equals + 1)).normalize();
      if (files.put(path, parse(output.substring(0, equals), accepted)) != null) {
        throw new PasajeException(
            PasajeException.Kind.USAGE, "cli.output-twice", Map.of("found", output));
      }
    }
    return files;
  }

  private static Format parse(String id, List<Format> accepted) {
    return Format.of(id)
        .filter(accepted::contains)
        .orElseThrow(() ->
            new PasajeException(
                PasajeException.Kind.USAGE,
                "cli.format",
                Map.of(
                    "found",
                    id,
                    "accepted",
                    accepted.stream().map(Format::id).collect(Collectors.joining(", ")))));
  }

  /// Writes beside the target and moves, so that an interrupted run leaves the old file. What is no
  /// plain file, such as a pipe or a link, is written through.
  public static void save(Path path, String content) {
    save(path, content.getBytes(StandardCharsets.UTF_8), false);
  }

  /// The same, readable by the owner only where the file system knows owners.
  static void savePrivately(Path path, String content) {
    save(path, content.getBytes(StandardCharsets.UTF_8), true);
  }

  private static void save(Path path, byte[] content, boolean mine) {
    try {
      Path whole = path.toAbsolutePath();
      Path parent = whole.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      if (Files.isDirectory(whole)) {
        throw new FileSystemException(whole.toString(), null, "is a directory");
      }
      if (!mine && Files.exists(whole) && !Files.isRegularFile(whole, LinkOption.NOFOLLOW_LINKS)) {
        Files.write(whole, content);
        return;
      }
      Path partial = whole.resolveSibling(whole.getFileName() + ".partial");
      Files.deleteIfExists(partial);
      boolean owners =
          Files.getFileStore(parent == null ? whole : parent)
              .supportsFileAttributeView(PosixFileAttributeView.class);
      if (mine && owners) {
        Files.createFile(
            partial,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      try {
        Files.write(partial, content);
        Files.move(partial, whole, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        // Gone when it was moved; on a full disk its half is of no use to anybody.
        Files.deleteIfExists(partial);
      }
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "cli.write",
          Map.of("path", path.toString(), "why", why(broken)),
          broken);
    }
  }

  /// The message of many of these is the path alone.
  private static String why(IOException broken) {
    return switch (broken) {
      case AccessDeniedException denied -> "access denied: " + denied.getFile();
      case FileAlreadyExistsException other -> other.getFile() + " is no directory";
      case FileSystemException told when told.getReason() != null -> told.getReason();
      case IOException told -> String.valueOf(told.getMessage());
    };
  }
}
