// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Text in a path or a query, RFC 3986. Strict: what is not UTF-8 is nothing.
final class PercentCode {
  private PercentCode() {}

  /// Empty when it is malformed. A `+` is a plus: references contain them.
  static Optional<String> decode(String raw) {
    byte[] in = raw.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        out.put(in[i]);
        continue;
      }
      if (i + 2 >= in.length
          || !HexFormat.isHexDigit(in[i + 1])
          || !HexFormat.isHexDigit(in[i + 2])) {
        return Optional.empty();
      }
      out.put((byte) (HexFormat.fromHexDigit(in[i + 1]) << 4 | HexFormat.fromHexDigit(in[i + 2])));
      i += 2;
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(out.flip())
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
