// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
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

  private static final int FIRST_BUFFER = 1 << 17;

  /// Bytes of the mark some programs begin UTF-8 files with.
  private static final int MARK = 3;

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
          .build();

  private static final ObjectReader WHOLE =
      JSON.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// One document after the other.
  private static final ObjectReader TREES =
      WHOLE.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// Takes what is read, in order. A line's number counts from 1.
  public interface Taker {
    void document(long line, JsonNode document);

    /// @param why in the parser's words, in English
    void unreadable(long line, String why);

    /// Called now and then.
    ///
    /// @param bytes read so far
    default void read(long bytes) {}
  }

  private PaymentLines() {}

  /// Reads to the end of the stream, or until the thread is interrupted.
  public static void read(InputStream in, Taker taker) throws IOException {
    byte[] buffer = new byte[FIRST_BUFFER];
    int end = 0;
    long line = 1;
    long done = 0;
    boolean skipping = false;
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      int read = in.read(buffer, end, buffer.length - end);
      more = read >= 0;
      end += Math.max(0, read);
      int whole = more ? lastFeed(buffer, end) + 1 : end;
      if (skipping && whole > 0) {
        int feed = firstFeed(buffer, 0, end);
        int skipped = feed < 0 ? end : feed + 1;
        line += feed < 0 ? 0 : 1;
        System.arraycopy(buffer, skipped, buffer, 0, end - skipped);
        end -= skipped;
        whole = Math.max(0, whole - skipped);
        done += skipped;
        skipping = feed < 0;
      }
      if (whole > 0) {
        line = lines(buffer, whole, line, taker);
        System.arraycopy(buffer, whole, buffer, 0, end - whole);
        end -= whole;
        done += whole;
        taker.read(done);
      } else if (end > MAX_LINE || (skipping && end == buffer.length)) {
        if (!skipping) {
          taker.unreadable(line, "longer than " + (MAX_LINE >> 20) + " MiB");
        }
        skipping = true;
        done += end;
        end = 0;
      } else if (end == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
  }

  private static int lastFeed(byte[] buffer, int end) {
    for (int i = end - 1; i >= 0; i--) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static int firstFeed(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /// Reads whole lines with one parser, which is faster than one for each; where it stumbles, the
  /// rest is read line by line, so that only bad lines are lost.
  ///
  /// @return the number of the line after them
  private static long lines(byte[] buffer, int end, long first, Taker taker) {
    int start = first == 1 && marked(buffer, end) ? MARK : 0;
    int good = start;
    try (JsonParser parser = JSON.createParser(buffer, start, end - start)) {
      while (parser.nextToken() != null) {
        long line = first + parser.currentTokenLocation().getLineNr() - 1;
        JsonNode document = TREES.readValue(parser);
        good = Math.toIntExact(parser.currentLocation().getByteOffset());
        taker.document(line, document);
      }
      return first + parser.currentLocation().getLineNr() - 1;
    } catch (JacksonException bad) {
      long line = first + count(buffer, 0, good);
      int from = good;
      while (from < end) {
        int feed = firstFeed(buffer, from, end);
        int to = feed < 0 ? end : feed;
        one(buffer, from, to, line, taker);
        line++;
        from = to + 1;
      }
      return line;
    }
  }

  private static boolean marked(byte[] buffer, int end) {
    return end >= MARK
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF;
  }

  private static long count(byte[] buffer, int from, int to) {
    long feeds = 0;
    for (int i = from; i < to; i++) {
      feeds += buffer[i] == '\n' ? 1 : 0;
    }
    return feeds;
  }

  private static void one(byte[] buffer, int from, int to, long line, Taker taker) {
    if (blank(buffer, from, to)) {
      return;
    }
    JsonNode document;
    try {
      document = WHOLE.readValue(buffer, from, to - from);
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
