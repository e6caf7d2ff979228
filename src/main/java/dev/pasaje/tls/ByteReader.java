// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.util.Arrays;

/// Reads what [ByteWriter] writes, from bytes that somebody else may have made up.
final class ByteReader {
  private final byte[] bytes;
  private int at;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int number(int width) throws GarbageException {
    need(width);
    int value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return value;
  }

  byte[] raw(int length) throws GarbageException {
    need(length);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  byte[] vector(int lengthWidth) throws GarbageException {
    return raw(number(lengthWidth));
  }

  boolean isEmpty() {
    return at == bytes.length;
  }

  private void need(int length) throws GarbageException {
    if (length < 0 || length > bytes.length - at) {
      throw new GarbageException("a length points behind the end of its message");
    }
  }
}
