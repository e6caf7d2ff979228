// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Looks at every byte of a spreadsheet before anything interprets it: what it really inflates to,
/// not what it says; no document types, so no entities; no cell so far out that a reader would
/// reserve memory for all before it.
final class XlsxGuard {
  static final long MOST_BYTES = 2L << 30;
  static final long MOST_STRINGS = 256L << 20;

  /// Rows of zeros shrink about fifty times.
  static final int MOST_RATIO = 200;

  static final int MOST_ENTRIES = 2_000;
  private static final long FREE = 1 << 20;
  private static final int OVERLAP = 64;
  private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENTITY = "<!ENTITY".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CELL = " r=\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SPANS = "spans=\"".getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private long total;

  private XlsxGuard(String name) {
    this.name = name;
  }

  /// @throws Refused when it is unwise to go on
  static void check(Path file, String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw new Refused("bomb", name, Map.of("limit", MOST_ENTRIES + " files"), null);
      }
      XlsxGuard guard = new XlsxGuard(name);
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        guard.check(zip, entries.nextElement());
      }
      if (zip.getEntry("[Content_Types].xml") == null) {
        throw new Refused("zip", name);
      }
    }
  }

  private void check(ZipFile zip, ZipEntry entry) throws IOException {
    String part = entry.getName().toLowerCase(Locale.ROOT);
    boolean xml = part.endsWith(".xml") || part.endsWith(".rels");
    long most = part.contains("sharedstrings") ? MOST_STRINGS : MOST_BYTES;
    long packed = Math.max(1, entry.getCompressedSize());
    byte[] buffer = new byte[OVERLAP + (1 << 16)];
    int kept = 0;
    long size = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      if (in == null) {
        return;
      }
      int got;
      while ((got = in.read(buffer, kept, buffer.length - kept)) > 0) {
        boolean first = size == 0;
        size += got;
        total += got;
        if (size > most || total > MOST_BYTES) {
          throw new Refused("bomb", name, Map.of("limit", (most >> 20) + " MiB"), null);
        }
        if (size > FREE && size / packed > MOST_RATIO) {
          throw new Refused("bomb", name, Map.of("limit", MOST_RATIO + " : 1"), null);
        }
        int filled = kept + got;
        if (xml) {
          scan(buffer, filled, first);
        }
        kept = Math.min(OVERLAP, filled);
        System.arraycopy(buffer, filled - kept, buffer, 0, kept);
      }
    }
  }

  private void scan(byte[] bytes, int length, boolean first) {
    if (first && length >= 2 && (bytes[0] == 0 || bytes[1] == 0 || (bytes[0] & 0xFF) >= 0xFE)) {
      // A document type could hide in two-byte letters.
      throw new Refused("encoding", name);
    }
    for (int i = 0; i < length; i++) {
      switch (bytes[i]) {
        case '<' -> {
          if (at(bytes, i, length, DOCTYPE) || at(bytes, i, length, ENTITY)) {
            throw new Refused("entities", name);
          }
        }
        case ' ' -> {
          if (at(bytes, i, length, CELL) && letters(bytes, i + CELL.length, length) > 3) {
            throw new Refused("far-cell", name);
          }
        }
        case 's' -> {
          if (at(bytes, i, length, SPANS) && digits(bytes, i + SPANS.length, length) > 5) {
            throw new Refused("far-cell", name);
          }
        }
        default -> {}
      }
    }
  }

  private static boolean at(byte[] bytes, int from, int length, byte[] word) {
    if (from + word.length > length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static int letters(byte[] bytes, int from, int length) {
    int at = from;
    while (at < length && Character.isLetter(bytes[at])) {
      at++;
    }
    return at - from;
  }

  /// The longer of the two numbers of `1:26`.
  private static int digits(byte[] bytes, int from, int length) {
    int longest = 0;
    int run = 0;
    for (int at = from; at < length && bytes[at] != '"'; at++) {
      run = bytes[at] == ':' ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
