// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Bytes in the order of the wire: big-endian numbers and length-prefixed vectors (RFC 8446, 3).
final class ByteWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  ByteWriter number(int value, int width) {
    for (int i = width - 1; i >= 0; i--) {
      bytes.write(value >>> (8 * i));
    }
    return this;
  }

  ByteWriter raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /// A vector with its length in front.
  ByteWriter vector(int lengthWidth, Consumer<ByteWriter> content) {
    ByteWriter inner = new ByteWriter();
    content.accept(inner);
    return number(inner.size(), lengthWidth).raw(inner.toBytes());
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
