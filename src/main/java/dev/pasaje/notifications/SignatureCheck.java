// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secrets of one integration, and what they say of a signature (domain/notifications.md 5).
///
/// Documentation and Mercado Pago's own libraries differ on the case of the id and on the unit of
/// the time, so every documented manifest is tried and the one that matched is told. The time is
/// measured, not judged: redeliveries and first deliveries hours late are real (5.2). The body is
/// not covered by any signature. Safe for many threads.
final class SignatureCheck {
  private static final String HMAC = "HmacSHA256";
  private static final int HMAC_BYTES = 32;
  private static final int MAX_HEADER = 1024;
  private static final int MAX_DIGITS = 18;

  /// Seconds have ten digits until the year 2286.
  private static final int MILLISECOND_DIGITS = 13;

  private final List<Mac> secrets;

  private SignatureCheck(List<Mac> secrets) {
    this.secrets = secrets;
  }

  static SignatureCheck of(List<Secret> secrets) {
    List<Mac> macs = new ArrayList<>();
    for (Secret secret : secrets) {
      byte[] key = secret.reveal().strip().getBytes(StandardCharsets.UTF_8);
      if (key.length > 0) {
        try {
          Mac mac = Mac.getInstance(HMAC);
          mac.init(new SecretKeySpec(key, HMAC));
          macs.add(mac);
        } catch (GeneralSecurityException impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    }
    return new SignatureCheck(List.copyOf(macs));
  }

  boolean hasSecrets() {
    return !secrets.isEmpty();
  }

  /// What is known of a signature.
  ///
  /// @param manifest the one that matched; empty unless verified
  /// @param secret which secret matched, counted from 1; 0 unless verified
  /// @param unit of `ts`: `s` or `ms`; empty when there is no time in it
  /// @param drift how long before its arrival it was signed
  record Result(
      Verdict verdict, String manifest, int secret, String unit, Optional<Duration> drift) {
    static Result bare(Verdict verdict) {
      return new Result(verdict, "", 0, "", Optional.empty());
    }
  }

  enum Verdict {
    VERIFIED,
    /// No manifest with any secret gives this signature.
    MISMATCH,
    /// There is a header, and no time and hash can be read from it.
    MALFORMED,
    ABSENT,
    /// It cannot be verified by anybody: IPN.
    UNVERIFIABLE,
    /// The settings hold no secret for the integration.
    NO_SECRET;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What goes into the manifest in the place of the id.
  private enum Manifest {
    AS_SENT,
    LOWER_CASE,
    WITHOUT_ID,
    ID_OF_THE_BODY;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Result verify(
      Optional<String> header,
      Optional<String> requestId,
      Optional<String> signedId,
      Optional<String> bodyId,
      Instant at) {
    if (header.isEmpty() || header.get().isBlank()) {
      return Result.bare(Verdict.ABSENT);
    }
    String ts = "";
    List<byte[]> hashes = new ArrayList<>(1);
    String text = header.get();
    if (text.length() <= MAX_HEADER) {
      for (String part : text.split(",", -1)) {
        int equals = part.indexOf('=');
        String key = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        String value = part.substring(equals + 1).strip();
        switch (key) {
          case "ts" -> ts = value;
          case "v1" -> hash(value).ifPresent(hashes::add);
          default -> {}
        }
      }
    }
    if (hashes.isEmpty() || !digits(ts)) {
      return Result.bare(Verdict.MALFORMED);
    }
    boolean milliseconds = ts.length() >= MILLISECOND_DIGITS;
    long number = Long.parseLong(ts);
    Instant signed =
        Instant.ofEpochMilli(milliseconds ? number : Math.multiplyExact(number, 1000L));
    Result unmatched =
        new Result(
            secrets.isEmpty() ? Verdict.NO_SECRET : Verdict.MISMATCH,
            "",
            0,
            milliseconds ? "ms" : "s",
            Optional.of(Duration.between(signed, at)));
    String end =
        requestId
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .map(id -> "request-id:" + id + ";")
                .orElse("")
            + "ts:"
            + ts
            + ";";
    for (Manifest manifest : Manifest.values()) {
      Optional<String> start = start(manifest, signedId, bodyId);
      if (start.isPresent()) {
        int secret = matching(start.get() + end, hashes);
        if (secret > 0) {
          return new Result(
              Verdict.VERIFIED, manifest.id(), secret, unmatched.unit(), unmatched.drift());
        }
      }
    }
    return unmatched;
  }

  /// The beginning of a manifest; empty when it would be another one again.
  private static Optional<String> start(
      Manifest manifest, Optional<String> signedId, Optional<String> bodyId) {
    return switch (manifest) {
      case AS_SENT -> signedId.map(id -> "id:" + id + ";");
      case LOWER_CASE ->
          signedId
              .filter(id -> !id.equals(id.toLowerCase(Locale.ROOT)))
              .map(id -> "id:" + id.toLowerCase(Locale.ROOT) + ";");
      case WITHOUT_ID -> signedId.isPresent() ? Optional.empty() : Optional.of("");
      case ID_OF_THE_BODY ->
          signedId.isPresent() ? Optional.empty() : bodyId.map(id -> "id:" + id + ";");
    };
  }

  private int matching(String manifest, List<byte[]> hashes) {
    byte[] message = manifest.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < secrets.size(); i++) {
      byte[] expected = hmac(secrets.get(i), message);
      for (byte[] hash : hashes) {
        if (MessageDigest.isEqual(expected, hash)) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  /// A copy of the keyed one: making and keying a new one costs more than the hash.
  private static byte[] hmac(Mac keyed, byte[] message) {
    try {
      return ((Mac) keyed.clone()).doFinal(message);
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Optional<byte[]> hash(String hex) {
    if (hex.length() != HMAC_BYTES * 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  private static boolean digits(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }
}
