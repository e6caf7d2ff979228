// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  /// Refuses a wrong format or path form before any work is done.
  void validate(Terminal terminal, List<Format> accepted) {
    parse(format, accepted);
    files(terminal, accepted);
  }

  /// Writes a report to standard output and to the files asked for.
  ///
  /// @param accepted the formats this command knows
  void write(Terminal terminal, List<Format> accepted, Function<Format, String> render) {
    terminal.out().print(render.apply(parse(format, accepted)));
    terminal.out().flush();
    files(terminal, accepted).forEach((path, kind) -> save(path, render.apply(kind)));
  }

  private Map<Path, Format> files(Terminal terminal, List<Format> accepted) {
    Map<Path, Format> files = new LinkedHashMap<>();
    for (String output : outputs) {
      int equals = output.indexOf('=');
      if (equals < 1 || equals == output.length() - 1) {
        throw new PasajeException(
            PasajeException.Kind.USAGE, "cli.output", Map.of("found", output));
      }
      files.put(
          terminal.directory().resolve(output.substring(equals + 1)),
          parse(output.substring(0, equals), accepted));
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

  /// Writes beside the target and moves, so that an interrupted run leaves the old file.
  public static void save(Path path, String content) {
    try {
      Path whole = path.toAbsolutePath();
      Path parent = whole.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Path partial = whole.resolveSibling(whole.getFileName() + ".partial");
      Files.writeString(partial, content, StandardCharsets.UTF_8);
      Files.move(partial, whole, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "cli.write",
          Map.of("path", path.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }
}
