// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.claims;

import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.listing.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `multipart/form-data` bodies (RFC 7578). ISO 8859-1 keeps bytes and characters one to one.
final class Multipart {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]{1,70})\"?");
  private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("(?i)filename=\"([^\"]*)\"");
  private static final Pattern TYPE = Pattern.compile("(?im)^content-type: *([^\\r\\n]+)");

  private Multipart() {}

  /// One part; the file name is empty when it is no file. The content holds one character a byte.
  record Part(String name, String fileName, String contentType, String content) {
    byte[] bytes() {
      return content.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  static List<Part> parts(Request request) {
    String type = request.header("content-type").orElse("");
    Matcher boundary = BOUNDARY.matcher(type);
    if (!request.hasType("multipart/form-data") || !boundary.find()) {
      throw Fields.refusal("the body must be multipart/form-data");
    }
    String text = "\r\n" + new String(request.body(), StandardCharsets.ISO_8859_1);
    String mark = "\r\n--" + boundary.group(1);
    List<Part> parts = new ArrayList<>();
    int start = text.indexOf(mark);
    while (start >= 0 && !text.startsWith("--", start + mark.length())) {
      int end = text.indexOf(mark, start + mark.length());
      int head = text.indexOf("\r\n\r\n", start);
      if (end < 0 || head < 0 || head > end) {
        throw Fields.refusal("the multipart body is malformed");
      }
      String headers = text.substring(start + mark.length(), head);
      String content = text.substring(head + 4, Math.max(head + 4, end));
      parts.add(
          new Part(
              first(NAME, headers, ""),
              utf8(first(FILE_NAME, headers, "")),
              first(TYPE, headers, "application/octet-stream").strip(),
              content));
      start = end;
    }
    return parts;
  }

  private static String first(Pattern pattern, String headers, String otherwise) {
    Matcher matcher = pattern.matcher(headers);
    return matcher.find() ? matcher.group(1) : otherwise;
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
