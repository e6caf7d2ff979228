// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What one look at all bytes of a file tells: its hash, and how its text is encoded. Mercado
/// Pago's files are UTF-8; what is not is taken for Latin-1, as older tools write it
/// (domain/reports.md 15.11).
///
/// @param markBytes length of the byte order mark, if any
/// @param head the first bytes
@SuppressWarnings("ArrayRecordComponent") // made here, read by one caller
record Fingerprint(String sha256, Charset charset, int markBytes, byte[] head, long size) {
  private static final int HEAD = 8;

  static Fingerprint of(Path file) throws IOException {
    MessageDigest digest = digest();
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer chars = CharBuffer.allocate(1 << 16);
    boolean utf8 = true;
    byte[] head = new byte[0];
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int got;
      while ((got = in.read(bytes.array(), bytes.position(), bytes.remaining())) >= 0) {
        digest.update(bytes.array(), bytes.position(), got);
        size += got;
        bytes.position(bytes.position() + got);
        bytes.flip();
        if (head.length == 0) {
          head = java.util.Arrays.copyOf(bytes.array(), Math.min(HEAD, bytes.limit()));
        }
        if (utf8) {
          CoderResult result = decoder.decode(bytes, chars, false);
          chars.clear();
          utf8 = !result.isError();
        }
        if (utf8) {
          bytes.compact();
        } else {
          bytes.clear();
        }
      }
    }
    bytes.flip();
    utf8 = utf8 && !decoder.decode(bytes, chars, true).isError();
    boolean marked = starts(head, 0xEF, 0xBB, 0xBF);
    return new Fingerprint(
        HexFormat.of().formatHex(digest.digest()),
        utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1,
        marked ? 3 : 0,
        head,
        size);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  private static boolean starts(byte[] head, int... with) {
    if (head.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((head[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  boolean isZip() {
    return starts(head, 'P', 'K', 3, 4);
  }

  /// The spreadsheets of before 2007.
  boolean isOldSpreadsheet() {
    return starts(head, 0xD0, 0xCF, 0x11, 0xE0);
  }

  boolean isUtf16() {
    return starts(head, 0xFE, 0xFF) || starts(head, 0xFF, 0xFE);
  }
}
