// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Status and header lines of an HTTP/1 answer.
///
/// @param headers names in lower case
record HttpHead(int status, Map<String, List<String>> headers) {
  static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_INTERIM = 5;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})(?: .*)?");

  /// Reads a head, and no byte of the body; interim answers (1xx) are passed over.
  static HttpHead read(InputStream in) throws IOException {
    for (int i = 0; i < MAX_INTERIM; i++) {
      HttpHead head = parse(text(bytes(in)));
      if (head.status() >= 200) {
        return head;
      }
    }
    throw new GarbageException("only interim answers");
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    return headers.getOrDefault(name, List.of());
  }

  private static byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int lineLength = 0;
    while (true) {
      int one = in.read();
      if (one < 0) {
        throw new EOFException("closed");
      }
      head.write(one);
      if (one == '\n') {
        if (lineLength == 0 && head.size() > 2) {
          return head.toByteArray();
        }
        lineLength = 0;
      } else if (one != '\r') {
        lineLength++;
      }
      if (head.size() > MAX_BYTES) {
        throw new GarbageException("more than " + MAX_BYTES + " bytes of headers");
      }
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException old) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static HttpHead parse(String text) throws GarbageException {
    String[] lines = text.split("\r?\n");
    Matcher status = STATUS.matcher(lines[0]);
    if (!status.matches()) {
      throw new GarbageException("the answer is not HTTP");
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(
                lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                name -> new ArrayList<>())
            .add(lines[i].substring(colon + 1).replaceAll("\\p{Cntrl}+", " ").strip());
      }
    }
    return new HttpHead(Integer.parseInt(status.group(1)), headers);
  }
}
