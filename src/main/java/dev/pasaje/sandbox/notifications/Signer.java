// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Makes the `x-signature` header: lower-case hex HMAC-SHA256 of
/// `id:<data.id>;request-id:<x-request-id>;ts:<ts>;` under the secret's UTF-8 bytes. A part that is
/// absent leaves the text together with its name.
public record Signer(String secret, Signing signing) {
  /// The value of the header.
  public String header(@Nullable String dataId, @Nullable String requestId, Instant at) {
    String ts =
        switch (signing.unit()) {
          case SECONDS -> Long.toString(at.getEpochSecond());
          case MILLISECONDS -> Long.toString(at.toEpochMilli());
        };
    String id = dataId == null ? null : signing.idCase().apply(dataId);
    return "ts=" + ts + ",v1=" + hmac(secret, manifest(id, requestId, ts));
  }

  /// Whether a header was made with this secret; the id counts as sent and in lower case.
  public boolean made(String header, @Nullable String dataId, @Nullable String requestId) {
    String ts = "";
    String v1 = "";
    for (String part : header.split(",", 8)) {
      String trimmed = part.strip();
      if (trimmed.startsWith("ts=")) {
        ts = trimmed.substring(3);
      } else if (trimmed.startsWith("v1=")) {
        v1 = trimmed.substring(3);
      }
    }
    String lower = dataId == null ? null : dataId.toLowerCase(Locale.ROOT);
    return same(v1, hmac(secret, manifest(dataId, requestId, ts)))
        || same(v1, hmac(secret, manifest(lower, requestId, ts)));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  static String manifest(@Nullable String dataId, @Nullable String requestId, String ts) {
    var text = new StringBuilder();
    if (dataId != null && !dataId.isBlank()) {
      text.append("id:").append(dataId).append(';');
    }
    if (requestId != null && !requestId.isBlank()) {
      text.append("request-id:").append(requestId).append(';');
    }
    return text.append("ts:").append(ts).append(';').toString();
  }

  static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] sum = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
    }
  }
}
