// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// The record layer of SSL 3.0 to TLS 1.3, read until an alert or as many handshake messages as
/// somebody wants; whatever the other side does, it costs little.
final class Records {
  /// A certificate message of this size is beyond every client.
  static final int MAX_MESSAGE = 1 << 20;

  private static final int MAX_RECORD = (1 << 14) + 2048;
  private static final int MAX_RECORDS = 4096;

  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int WARNING = 1;
  private static final int CLOSE_NOTIFY = 0;

  private final InputStream in;
  private byte[] rest = new byte[0];
  private int records;

  Records(InputStream in) {
    this.in = in;
  }

  /// A handshake message.
  @SuppressWarnings("ArrayRecordComponent") // made by one call, read by one caller
  record Message(int type, byte[] body) {}

  /// The server said no.
  static final class AlertException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int alert;

    AlertException(int alert) {
      super("alert " + alert);
      this.alert = alert;
    }

    int alert() {
      return alert;
    }
  }

  /// The answer is not TLS but HTTP.
  static final class HttpException extends IOException {
    private static final long serialVersionUID = 1L;

    HttpException() {
      super("HTTP without TLS");
    }
  }

  /// The next message, over as many records as it takes.
  ///
  /// @throws EOFException when the connection ends
  Message next() throws IOException {
    byte[] head = take(4);
    int length = ((head[1] & 0xff) << 16) | ((head[2] & 0xff) << 8) | (head[3] & 0xff);
    if (length > MAX_MESSAGE) {
      throw new GarbageException("a handshake message of " + length + " bytes");
    }
    return new Message(head[0] & 0xff, take(length));
  }

  private byte[] take(int count) throws IOException {
    byte[] taken = new byte[count];
    int have = 0;
    while (have < count) {
      if (rest.length == 0) {
        rest = fragment();
      }
      int some = Math.min(rest.length, count - have);
      System.arraycopy(rest, 0, taken, have, some);
      rest = Arrays.copyOfRange(rest, some, rest.length);
      have += some;
    }
    return taken;
  }

  /// What the next record carries of the handshake; alerts that are mere warnings are passed over.
  private byte[] fragment() throws IOException {
    while (true) {
      if (++records > MAX_RECORDS) {
        throw new GarbageException("more than " + MAX_RECORDS + " records");
      }
      byte[] head = exactly(5);
      int type = head[0] & 0xff;
      if ((type != ALERT && type != HANDSHAKE) || head[1] != 3) {
        throw notTls(head);
      }
      int length = ((head[3] & 0xff) << 8) | (head[4] & 0xff);
      if (length > MAX_RECORD) {
        throw new GarbageException("a record of " + length + " bytes");
      }
      byte[] body = exactly(length);
      if (type == HANDSHAKE && length > 0) {
        return body;
      }
      if (type == ALERT) {
        if (length != 2) {
          throw new GarbageException("an alert of " + length + " bytes");
        }
        if (body[0] != WARNING || body[1] == CLOSE_NOTIFY) {
          throw new AlertException(body[1] & 0xff);
        }
      }
    }
  }

  private static IOException notTls(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String lower = text.toLowerCase(Locale.ROOT);
    return text.equals("HTTP/") || lower.equals("<html") || lower.equals("<!doc")
        ? new HttpException()
        : new GarbageException("neither TLS nor HTTP");
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("closed");
    }
    return bytes;
  }
}
