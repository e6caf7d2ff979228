// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.quality.bulk.PaymentScore;
import dev.pasaje.render.PaymentRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rows written while payments are scored: to standard output, and to files that take their names
/// only when they are whole.
final class RowFiles implements AutoCloseable {
  private final PaymentRows rows;
  private final List<Target> targets = new ArrayList<>();
  private boolean whole;

  private record Target(Format format, Path path, BufferedWriter writer) {}

  private final PrintStream out;
  private final List<Format> printed = new ArrayList<>();

  RowFiles(PaymentRows rows, PrintStream out) {
    this.rows = rows;
    this.out = out;
  }

  static boolean takes(Format format) {
    return format == Format.JSONL || format == Format.CSV;
  }

  void print(Format format) {
    printed.add(format);
    if (format == Format.CSV) {
      out.print(rows.csvHead());
    }
  }

  void file(Format format, Path path) {
    try {
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      BufferedWriter writer = Files.newBufferedWriter(partial(path), StandardCharsets.UTF_8);
      targets.add(new Target(format, path, writer));
      if (format == Format.CSV) {
        writer.write(rows.csvHead());
      }
    } catch (IOException broken) {
      throw unwritten(path, broken);
    }
  }

  private static Path partial(Path path) {
    return path.resolveSibling(path.getFileName() + ".partial");
  }

  void add(PaymentScore score) {
    for (Format format : printed) {
      out.print(row(format, score));
    }
    for (Target target : targets) {
      try {
        target.writer().write(row(target.format(), score));
      } catch (IOException broken) {
        throw unwritten(target.path(), broken);
      }
    }
  }

  private String row(Format format, PaymentScore score) {
    return format == Format.CSV ? rows.csv(score) : rows.json(score);
  }

  /// All rows are there; closing gives the files their names.
  void whole() {
    whole = true;
  }

  @Override
  public void close() {
    out.flush();
    for (Target target : targets) {
      try {
        target.writer().close();
        if (whole) {
          Files.move(partial(target.path()), target.path(), StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.deleteIfExists(partial(target.path()));
        }
      } catch (IOException broken) {
        throw unwritten(target.path(), broken);
      }
    }
  }

  private static PasajeException unwritten(Path path, IOException broken) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "cli.write",
        Map.of("path", path.toString(), "why", String.valueOf(broken.getMessage())),
        broken);
  }
}
