// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.notifications.probe.ReceiverFacts.Extent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one HTTP/1.1 answer, and no more of it than is worth reading.
final class AnswerReader {
  static final int MAX_HEAD = 32 << 10;
  static final int MAX_BODY = 16 << 10;

  private static final int MAX_INTERIM = 4;
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?", Pattern.DOTALL);

  private final InputStream in;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  /// What came is not HTTP/1.1.
  static final class Garbled extends IOException {
    private static final long serialVersionUID = 1L;

    Garbled(String message) {
      super(message);
    }
  }

  /// The peer closed before the headers ended.
  static final class ClosedEarly extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedEarly() {
      super("closed before an answer");
    }
  }

  /// Status and headers; the first value of each, by lower-case name.
  ///
  /// @param extent cut when the headers were longer than [#MAX_HEAD]
  record Head(int status, TreeMap<String, String> headers, Extent extent) {}

  /// The beginning of the body.
  record Body(String text, Extent extent) {}

  Head head() throws IOException {
    for (int interim = 0; interim <= MAX_INTERIM; interim++) {
      Head head = oneHead();
      if (head.status() >= 200) {
        return head;
      }
    }
    throw new Garbled("more than " + MAX_INTERIM + " interim answers");
  }

  private Head oneHead() throws IOException {
    int[] room = {MAX_HEAD};
    String first = line(room);
    Matcher status = STATUS_LINE.matcher(first);
    if (!status.matches()) {
      throw new Garbled("no HTTP/1.1 status line");
    }
    int code = Integer.parseInt(status.group(1));
    TreeMap<String, String> headers = new TreeMap<>();
    while (true) {
      String line = line(room);
      if (room[0] <= 0) {
        return new Head(code, headers, Extent.CUT);
      }
      if (line.isEmpty()) {
        return new Head(code, headers, Extent.WHOLE);
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
  }

  private String line(int[] room) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (room[0]-- > 0) {
      int next = in.read();
      if (next < 0) {
        throw new ClosedEarly();
      }
      if (next == '\n') {
        break;
      }
      if (next != '\r') {
        line.write(next);
      }
      // A status line of binary data need not be read to its end.
      if (room[0] == MAX_HEAD - 5 && !line.toString(StandardCharsets.ISO_8859_1).equals("HTTP/")) {
        throw new Garbled("no HTTP/1.1 status line");
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /// The body's beginning; a read that fails or stalls ends it.
  ///
  /// @param untilNanos when to stop, by [System#nanoTime()]
  Body body(Head head, String method, long untilNanos) {
    if (method.equals("HEAD")
        || head.status() == 204
        || head.status() == 304
        || head.extent() == Extent.CUT) {
      return new Body("", head.extent());
    }
    String encoding = head.headers().getOrDefault("transfer-encoding", "");
    if (encoding.toLowerCase(Locale.ROOT).contains("chunked")) {
      return read(Long.MAX_VALUE, untilNanos, true);
    }
    String length = head.headers().getOrDefault("content-length", "");
    return read(
        length.matches("\\d{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE, untilNanos, false);
  }

  /// A chunked body is kept with its chunk sizes: only its beginning is looked at by people, and
  /// its words are found all the same. Its end is the chunk of size zero.
  private Body read(long length, long untilNanos, boolean chunked) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[2048];
    try {
      while (body.size() < length) {
        if (body.size() >= MAX_BODY || System.nanoTime() - untilNanos > 0) {
          return new Body(body.toString(StandardCharsets.UTF_8), Extent.CUT);
        }
        int wanted = (int) Math.min(piece.length, length - body.size());
        int got = in.read(piece, 0, wanted);
        if (got < 0) {
          break;
        }
        body.write(piece, 0, got);
        if (chunked && ended(body)) {
          break;
        }
      }
      return new Body(body.toString(StandardCharsets.UTF_8), Extent.WHOLE);
    } catch (IOException stalled) {
      return new Body(body.toString(StandardCharsets.UTF_8), Extent.CUT);
    }
  }

  private static boolean ended(ByteArrayOutputStream body) {
    String text = body.toString(StandardCharsets.ISO_8859_1);
    return text.equals("0\r\n\r\n") || text.endsWith("\r\n0\r\n\r\n");
  }
}
