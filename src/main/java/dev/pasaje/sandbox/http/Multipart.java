// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a `multipart/form-data` body.
public final class Multipart {
  private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";,\\s]{1,100})\"?");
  private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"?([^\";]*)\"?");
  private static final Pattern FILE = Pattern.compile("(?i)filename=\"?([^\";]*)\"?");

  private Multipart() {}

  /// One part. `fileName` is empty for a plain field.
  public static final class Part {
    private final String name;
    private final String fileName;
    private final String contentType;
    private final byte[] content;

    private Part(String name, String fileName, String contentType, byte[] content) {
      this.name = name;
      this.fileName = fileName;
      this.contentType = contentType;
      this.content = content;
    }

    public String name() {
      return name;
    }

    public String fileName() {
      return fileName;
    }

    public String contentType() {
      return contentType;
    }

    /// The bytes themselves, not a copy: not to be changed.
    public byte[] content() {
      return content;
    }
  }

  /// The parts in order; empty when the request is no multipart.
  public static List<Part> of(Request request) {
    Optional<String> boundary =
        request
            .header("content-type")
            .map(BOUNDARY::matcher)
            .filter(Matcher::find)
            .map(matcher -> matcher.group(1));
    if (boundary.isEmpty()) {
      return List.of();
    }
    byte[] body = request.body();
    byte[] mark = ("--" + boundary.get()).getBytes(StandardCharsets.ISO_8859_1);
    List<Part> parts = new ArrayList<>();
    int at = indexOf(body, mark, 0);
    while (at >= 0) {
      int start = at + mark.length + 2;
      int next = indexOf(body, mark, at + mark.length);
      if (next < 0 || start > next - 2) {
        break;
      }
      part(Arrays.copyOfRange(body, start, next - 2)).ifPresent(parts::add);
      at = next;
    }
    return parts;
  }

  private static Optional<Part> part(byte[] bytes) {
    int end = indexOf(bytes, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), 0);
    if (end < 0) {
      return Optional.empty();
    }
    String name = "";
    String file = "";
    String type = "text/plain";
    for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).split("\r\n")) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-disposition:")) {
        name = find(NAME, line);
        file = find(FILE, line);
      } else if (lower.startsWith("content-type:")) {
        type = line.substring("content-type:".length()).strip();
      }
    }
    return Optional.of(
        new Part(name, file, type, Arrays.copyOfRange(bytes, end + 4, bytes.length)));
  }

  private static String find(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static int indexOf(byte[] body, byte[] mark, int from) {
    for (int i = from; i <= body.length - mark.length; i++) {
      if (body[i] == mark[0] && Arrays.equals(body, i, i + mark.length, mark, 0, mark.length)) {
        return i;
      }
    }
    return -1;
  }
}
