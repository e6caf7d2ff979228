// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/// Reads one content after another through a [Detector], in pieces, so that a file of any size and
/// a line of any length take the same memory. Not for several threads.
///
/// Binary content, known by a zero byte at the start as Git knows it, is left out. UTF-16 with its
/// mark is text.
final class ContentReader {
  private static final int PIECE = 1 << 20;
  private static final int GIT_LOOKS_AT = 8000;

  /// A find with its place.
  record Located(Hit hit, long line, long column) {}

  private final byte[] buffer = new byte[PIECE + 2 * Detector.REACH];
  private final long mostBytes;

  /// @param mostBytes of a content in UTF-16, which is turned as a whole
  ContentReader(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// @return false for binary content
  boolean read(byte[] content, String path, Consumer<Located> found) {
    if (wide(content, content.length)) {
      byte[] narrow = new String(content, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8);
      scanWhole(narrow, path, found);
      return true;
    }
    if (binary(content, content.length)) {
      return false;
    }
    scanWhole(content, path, found);
    return true;
  }

  private static void scanWhole(byte[] content, String path, Consumer<Located> found) {
    Places places = new Places();
    Detector.scan(
        content,
        0,
        content.length,
        content.length,
        ours(path),
        hit -> found.accept(places.locate(content, hit)));
  }

  /// @return false for binary content
  boolean read(InputStream in, String path, Consumer<Located> found) throws IOException {
    int filled = in.readNBytes(buffer, 0, buffer.length);
    if (wide(buffer, filled)) {
      byte[] rest = in.readNBytes((int) Math.min(mostBytes, Integer.MAX_VALUE / 4));
      byte[] all = new byte[filled + rest.length];
      System.arraycopy(buffer, 0, all, 0, filled);
      System.arraycopy(rest, 0, all, filled, rest.length);
      return read(all, path, found);
    }
    if (binary(buffer, filled)) {
      return false;
    }
    boolean ours = ours(path);
    Places places = new Places();
    int from = 0;
    while (true) {
      boolean last = filled < buffer.length;
      int limit = last ? filled : filled - Detector.REACH;
      int done =
          Detector.scan(
              buffer, from, limit, filled, ours, hit -> found.accept(places.locate(buffer, hit)));
      if (last) {
        return true;
      }
      int keepFrom = limit - Detector.REACH;
      places.drop(buffer, keepFrom);
      System.arraycopy(buffer, keepFrom, buffer, 0, filled - keepFrom);
      from = Math.max(limit, done) - keepFrom;
      int kept = filled - keepFrom;
      filled = kept + in.readNBytes(buffer, kept, buffer.length - kept);
    }
  }

  private static boolean ours(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.contains("mercadopago")
        || lower.contains("mercado-pago")
        || lower.contains("mercado_pago");
  }

  private static boolean wide(byte[] b, int length) {
    return length >= 2
        && ((b[0] == (byte) 0xFF && b[1] == (byte) 0xFE)
            || (b[0] == (byte) 0xFE && b[1] == (byte) 0xFF));
  }

  private static boolean binary(byte[] b, int length) {
    int looked = Math.min(length, GIT_LOOKS_AT);
    for (int i = 0; i < looked; i++) {
      if (b[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /// Counts lines only where something is found or a piece is let go.
  private static final class Places {
    private long line = 1;
    private int counted;

    /// Bytes of the present line that are in the buffer no more.
    private long gone;

    private int lineStart;

    Located locate(byte[] b, Hit hit) {
      count(b, hit.start());
      return new Located(hit, line, gone + hit.start() - lineStart + 1);
    }

    void drop(byte[] b, int keepFrom) {
      count(b, keepFrom);
      if (lineStart <= keepFrom) {
        gone += keepFrom - lineStart;
        lineStart = 0;
      } else {
        lineStart -= keepFrom;
      }
      counted = Math.max(0, counted - keepFrom);
    }

    private void count(byte[] b, int to) {
      for (int i = counted; i < to; i++) {
        if (b[i] == '\n') {
          line++;
          lineStart = i + 1;
          gone = 0;
        }
      }
      counted = Math.max(counted, to);
    }
  }
}
