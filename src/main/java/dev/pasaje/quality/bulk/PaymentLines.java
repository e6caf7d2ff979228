// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON Lines: UTF-8, one document a line, blank lines skipped. The whole file is never in
/// memory, only one line of it.
///
/// A line that cannot be read is told and skipped: one bad line must not cost the work on a million
/// good ones. Unlike in a single document, a key written twice is not refused; the last one counts.
public final class PaymentLines {
  /// Far above any payment: 1 MiB.
  public static final int MAX_LINE = 1 << 20;

  private static final int FIRST_BUFFER = 1 << 16;
  private static final int MAX_DEPTH = 100;

  /// Numbers are exact.
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectReader TREES = JSON.readerFor(JsonNode.class);

  /// Takes what is read, in order. A line's number counts from 1.
  public interface Taker {
    void document(long line, JsonNode document);

    /// @param why in the parser's words, in English
    void unreadable(long line, String why);

    /// Called for every line.
    ///
    /// @param bytes read so far
    default void read(long bytes) {}
  }

  private PaymentLines() {}

  /// Reads to the end of the stream, or until the thread is interrupted.
  public static void read(InputStream in, Taker taker) throws IOException {
    byte[] buffer = new byte[FIRST_BUFFER];
    int start = 0;
    int end = 0;
    int searched = 0;
    long line = 1;
    long before = 0;
    boolean skipping = false;
    while (!Thread.currentThread().isInterrupted()) {
      int feed = feed(buffer, searched, end);
      if (feed >= 0) {
        if (!skipping) {
          parse(buffer, start, feed, line, taker);
        }
        skipping = false;
        line++;
        start = feed + 1;
        searched = start;
        taker.read(before + start);
        continue;
      }
      searched = end;
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        before += start;
        end -= start;
        searched = end;
        start = 0;
      }
      if (end > MAX_LINE) {
        if (!skipping) {
          taker.unreadable(line, "longer than " + (MAX_LINE >> 20) + " MiB");
        }
        skipping = true;
        before += end;
        end = 0;
        searched = 0;
      } else if (end == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        if (!skipping) {
          parse(buffer, start, end, line, taker);
        }
        taker.read(before + end);
        return;
      }
      end += read;
    }
  }

  private static int feed(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static void parse(byte[] buffer, int from, int to, long line, Taker taker) {
    int start = from;
    if (line == 1 && to - from >= 3 && buffer[from] == (byte) 0xEF && buffer[from + 1] == (byte) 0xBB) {
      start += 3;
    }
    if (blank(buffer, start, to)) {
      return;
    }
    JsonNode document;
    try {
      document = TREES.readValue(buffer, start, to - start);
    } catch (JacksonException bad) {
      String message = bad.getOriginalMessage().lines().findFirst().orElse("malformed");
      taker.unreadable(line, message.length() <= 160 ? message : message.substring(0, 159) + "…");
      return;
    }
    taker.document(line, document);
  }

  private static boolean blank(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] > ' ' || buffer[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
