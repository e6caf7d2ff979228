// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pasaje.tls.TlsFacts.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The cipher suites that are asked for, by their names in the IANA registry; those of pre-shared
/// keys, SRP and Kerberos are left out, no shop can have them.
final class Suites {
  /// Not a suite: a client's mark that it came down from a newer version (RFC 7507).
  static final int FALLBACK_SCSV = 0x5600;

  private static final Pattern WEAK =
      Pattern.compile(
          "RC4|RC2|DES|EXPORT|NULL|anon|IDEA|SEED|GOST|28147|KUZNYECHIK|MAGMA|FORTEZZA");
  private static final Pattern AEAD = Pattern.compile("GCM|CCM|POLY1305");
  private static final Pattern FORWARD_SECRET = Pattern.compile("_(EC)?DHE_");

  private static final Map<Integer, String> NAMES = read();

  // Sorted once: the patterns cost more than the questions they are for.
  private static final List<Integer> SSL_2 =
      NAMES.keySet().stream().filter(code -> code > 0xffff).toList();
  private static final List<Integer> TLS_1_3 =
      NAMES.keySet().stream().filter(Suites::isTls13).toList();
  private static final List<Integer> MODERN = of(Worth.MODERN);
  private static final List<Integer> DATED = of(Worth.DATED);
  private static final List<Integer> BROKEN = of(Worth.WEAK);
  private static final List<Integer> ORDINARY =
      Stream.concat(MODERN.stream(), DATED.stream()).toList();

  /// By what they are worth: one hello stays below the 128 suites that some servers can bear, and
  /// three can be asked at the same time.
  private enum Worth {
    MODERN,
    DATED,
    WEAK
  }

  private Suites() {}

  /// The registry's name, or the number of a suite that is not known here.
  static String name(int code) {
    return Optional.ofNullable(NAMES.get(code))
        .orElseGet(() -> String.format(Locale.ROOT, "0x%04X", code));
  }

  /// What to ask for in a version, in parts that fit one hello each, the best first.
  static List<List<Integer>> parts(Protocol protocol) {
    return switch (protocol) {
      case SSL_2 -> List.of(SSL_2);
      case TLS_1_3 -> List.of(TLS_1_3);
      case TLS_1_2 -> List.of(MODERN, DATED, BROKEN);
      case SSL_3, TLS_1_0, TLS_1_1 -> List.of(DATED, BROKEN);
    };
  }

  /// The suites of TLS 1.2 and older that an ordinary client would use, the best first.
  static List<Integer> ordinary() {
    return ORDINARY;
  }

  static boolean isElliptic(int code) {
    return name(code).contains("_ECDHE_") || name(code).contains("_ECDH_anon");
  }

  static boolean isFiniteField(int code) {
    return name(code).contains("_DHE_") || name(code).contains("_DH_anon");
  }

  static boolean isChaCha(int code) {
    return name(code).contains("CHACHA20");
  }

  static boolean isTls13(int code) {
    return code <= 0xffff && !name(code).contains("_WITH_");
  }

  private static List<Integer> of(Worth worth) {
    Map<String, Integer> sorted = new TreeMap<>();
    NAMES.keySet().stream()
        .filter(code -> isClassic(code) && worth(code) == worth)
        .forEach(code -> sorted.put(rank(code) + code, code));
    return List.copyOf(sorted.values());
  }

  private static boolean isClassic(int code) {
    return code <= 0xffff && !isTls13(code);
  }

  private static Worth worth(int code) {
    String name = name(code);
    if (WEAK.matcher(name).find()) {
      return Worth.WEAK;
    }
    return AEAD.matcher(name).find() ? Worth.MODERN : Worth.DATED;
  }

  // With forward secrecy first, elliptic curves before DH, the usual ciphers before the rare.
  private static String rank(int code) {
    String name = name(code);
    boolean usual = name.contains("AES_128_GCM") || name.contains("AES_256_GCM") || isChaCha(code);
    return (FORWARD_SECRET.matcher(name).find() ? "0" : "1")
        + (isElliptic(code) ? "0" : "1")
        + (usual ? "0" : "1")
        + name;
  }

  private static Map<Integer, String> read() {
    Map<Integer, String> names = new TreeMap<>();
    try (InputStream in = Suites.class.getResourceAsStream("suites.csv")) {
      if (in == null) {
        throw new IllegalStateException("suites.csv is missing");
      }
      new BufferedReader(new InputStreamReader(in, US_ASCII))
          .lines()
          .skip(1)
          .forEach(line -> {
            int comma = line.indexOf(',');
            names.put(Integer.parseInt(line.substring(0, comma), 16), line.substring(comma + 1));
          });
      return names;
    } catch (IOException broken) {
      throw new IllegalStateException("suites.csv cannot be read", broken);
    }
  }
}
