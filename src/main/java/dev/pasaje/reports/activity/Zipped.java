// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.activity;

import dev.pasaje.failure.PasajeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Large activities reports come zipped (domain/reports.md 5): one CSV in a zip.
public final class Zipped {
  /// A CSV of amounts and ids shrinks to a tenth; what grows more than this is no report.
  private static final int MOST_RATIO = 200;

  private static final long FREE = 1 << 20;

  private Zipped() {}

  /// By its first bytes.
  public static boolean is(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] first = bytes.readNBytes(4);
      return first.length == 4 && first[0] == 'P' && first[1] == 'K' && first[2] == 3;
    }
  }

  /// The CSV, out of its zip when it is in one.
  ///
  /// @throws PasajeException later, from the stream, when it grows beyond reason
  static InputStream open(Path file) throws IOException {
    if (!is(file)) {
      return Files.newInputStream(file);
    }
    ZipInputStream zip = new ZipInputStream(Files.newInputStream(file));
    ZipEntry entry = zip.getNextEntry();
    while (entry != null && entry.isDirectory()) {
      entry = zip.getNextEntry();
    }
    return new Bounded(zip, FREE + MOST_RATIO * Files.size(file), file);
  }

  private static final class Bounded extends FilterInputStream {
    private final Path file;
    private long left;

    Bounded(InputStream in, long most, Path file) {
      super(in);
      this.left = most;
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      left -= Math.max(0, count);
      if (left < 0) {
        throw new PasajeException(
            PasajeException.Kind.USAGE,
            "reports.refused.bomb",
            Map.of("file", String.valueOf(file.getFileName()), "limit", MOST_RATIO + ":1"));
      }
      return count;
    }
  }
}
