// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.http.Exchange;
import dev.pasaje.page.PageFacts.End;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// The body of an answer: unpacked within a limit, told a page from anything else, made text.
final class Body {
  /// As sent.
  static final int MAX_SENT = 4 << 20;

  private static final int MAX_UNPACKED = 16 << 20;
  private static final int MAX_LAYERS = 2;
  private static final Pattern CHARSET =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?([a-z0-9_:.+-]{1,40})");

  private Body() {}

  /// Something about the body that ends the look.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final End end;

    Refused(End end, String detail) {
      super(detail);
      this.end = end;
    }

    End end() {
      return end;
    }

    String detail() {
      return String.valueOf(getMessage());
    }
  }

  /// The page in an answer.
  static Document page(Exchange.Answer answer, String address) throws Refused {
    byte[] bytes = unpacked(answer);
    String type = answer.header("content-type").orElse("").strip();
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean html = media.equals("text/html") || media.equals("application/xhtml+xml");
    if (!html && !(media.isEmpty() && startsAsMarkup(bytes))) {
      throw new Refused(End.NOT_HTML, media.isEmpty() ? "no content-type, no markup" : cut(media));
    }
    if (binary(bytes)) {
      throw new Refused(End.NOT_HTML, "binary data sent as " + (media.isEmpty() ? "?" : media));
    }
    try (InputStream in = new ByteArrayInputStream(bytes)) {
      Charset given = charset(type);
      Document page = Jsoup.parse(in, given == null ? null : given.name(), address);
      page.outputSettings().prettyPrint(false);
      return page;
    } catch (IOException broken) {
      throw new Refused(End.NOT_HTML, "unreadable: " + broken.getMessage());
    }
  }

  /// The text of a script.
  static String text(Exchange.Answer answer) throws Refused {
    Charset given = charset(answer.header("content-type").orElse(""));
    return new String(unpacked(answer), given == null ? StandardCharsets.UTF_8 : given);
  }

  private static byte[] unpacked(Exchange.Answer answer) throws Refused {
    List<String> layers =
        answer.headers().getOrDefault("content-encoding", List.of()).stream()
            .flatMap(value -> List.of(value.split(",")).stream())
            .map(value -> value.strip().toLowerCase(Locale.ROOT))
            .filter(value -> !value.isEmpty() && !value.equals("identity"))
            .toList();
    if (layers.size() > MAX_LAYERS) {
      throw new Refused(End.BAD_ENCODING, "packed " + layers.size() + " times");
    }
    byte[] bytes = answer.body();
    for (String layer : layers.reversed()) {
      bytes = unpack(bytes, layer);
    }
    return bytes;
  }

  private static byte[] unpack(byte[] packed, String layer) throws Refused {
    try (InputStream in = open(packed, layer)) {
      byte[] bytes = in.readNBytes(MAX_UNPACKED + 1);
      if (bytes.length > MAX_UNPACKED) {
        throw new Refused(
            End.TOO_LARGE, packed.length + " bytes of " + layer + " unpack to more than 16 MiB");
      }
      return bytes;
    } catch (IOException broken) {
      throw new Refused(End.BAD_ENCODING, "broken " + layer);
    }
  }

  private static InputStream open(byte[] packed, String layer) throws IOException, Refused {
    InputStream in = new ByteArrayInputStream(packed);
    return switch (layer) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in);
      // Some servers leave the zlib header out; its first byte then is not 0x?8.
      case "deflate" ->
          packed.length > 0 && (packed[0] & 0x0f) == 8
              ? new InflaterInputStream(in)
              : new InflaterInputStream(in, new Inflater(true));
      default ->
          throw new Refused(
              End.BAD_ENCODING, "content-encoding " + cut(layer) + " was not asked for");
    };
  }

  private static @Nullable Charset charset(String type) {
    Matcher named = CHARSET.matcher(type);
    try {
      return named.find() ? Charset.forName(named.group(1)) : null;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return null;
    }
  }

  private static boolean startsAsMarkup(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 512), StandardCharsets.ISO_8859_1);
    return head.replaceFirst("^[^\\x21-\\x7e]+", "").startsWith("<");
  }

  /// Zeros in the first kilobyte, unless it is UTF-16, where every other byte may be one.
  private static boolean binary(byte[] bytes) {
    int zeros = 0;
    int length = Math.min(bytes.length, 1024);
    for (int i = 0; i < length; i++) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    boolean marked =
        length > 1
            && ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
                || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe));
    return zeros > 0 && !marked;
  }

  private static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  static Optional<String> header(Exchange.Answer answer, String name) {
    return answer
        .header(name)
        .map(String::strip)
        .map(value -> value.length() <= 200 ? value : cut(value));
  }
}
