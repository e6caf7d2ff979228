// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
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
