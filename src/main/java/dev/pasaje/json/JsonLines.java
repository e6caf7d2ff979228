// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON Lines: UTF-8, one document a line, blank lines skipped. The whole file is never in
/// memory, only one line of it.
///
/// A line that cannot be read is told and skipped: one bad line must not cost the work on a million
/// good ones. A key written twice makes a line unreadable, as it does a document.
public final class JsonLines {
  /// Far above any payment: 1 MiB.
  public static final int MAX_LINE = 1 << 20;

  private static final int FIRST_BUFFER = 1 << 17;

  /// Bytes of the mark some programs begin UTF-8 files with.
  private static final int MARK = 3;

  private static final int MAX_DEPTH = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .build();

  /// Between two lines.
  ///
  /// @param bytes before it
  /// @param lines before it
  public record Place(long bytes, long lines) {
    public static final Place BEGIN = new Place(0, 0);
  }

  /// Takes what is read, in order. A line's number counts from 1.
  public interface Taker {
    void document(long line, JsonNode document);

    /// @param why in the parser's words, in English
    void unreadable(long line, String why);

    /// Called now and then, when everything before a place was given.
    default void read(Place so) {}
  }

  private final Taker taker;
  private final TreeReader trees;

  private JsonLines(Wanted wanted, Taker taker) {
    this.taker = taker;
    this.trees = new TreeReader(wanted);
  }

  /// Reads to the end of the stream, or until the thread is interrupted.
  public static void read(InputStream in, Taker taker) throws IOException {
    read(in, Place.BEGIN, Wanted.ALL, taker);
  }

  /// Reads from a place that [Taker#read] was told of.
  ///
  /// @param in the stream from its beginning
  /// @param wanted what is made of each line
  public static void read(InputStream in, Place from, Wanted wanted, Taker taker)
      throws IOException {
    in.skipNBytes(from.bytes());
    new JsonLines(wanted, taker).read(in, from);
  }

  private void read(InputStream in, Place from) throws IOException {
    byte[] buffer = new byte[FIRST_BUFFER];
    int end = 0;
    long line = from.lines() + 1;
    long done = from.bytes();
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
        line = lines(buffer, whole, line);
        System.arraycopy(buffer, whole, buffer, 0, end - whole);
        end -= whole;
        done += whole;
        taker.read(new Place(done, line - 1));
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
  private long lines(byte[] buffer, int end, long first) {
    int start = first == 1 && marked(buffer, end) ? MARK : 0;
    int good = start;
    try (JsonParser parser = JSON.createParser(buffer, start, end - start)) {
      while (parser.nextToken() != null) {
        long line = first + parser.currentTokenLocation().getLineNr() - 1;
        JsonNode document = trees.read(parser);
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
        one(buffer, from, to, line);
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

  private void one(byte[] buffer, int from, int to, long line) {
    if (blank(buffer, from, to)) {
      return;
    }
    JsonNode document;
    try (JsonParser parser = JSON.createParser(buffer, from, to - from)) {
      parser.nextToken();
      document = trees.read(parser);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "more than one document on a line");
      }
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
