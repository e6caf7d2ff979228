// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as Mercado Pago signs Webhooks; domain/notifications.md 5.1.
final class WebhookSigner {
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  WebhookSigner(Secret secret) {
    key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), HMAC);
  }

  /// The header `x-signature`.
  String header(Optional<String> dataId, Optional<String> requestId, String ts) {
    return "ts=" + ts + ",v1=" + v1(dataId, requestId, ts);
  }

  /// Lower-case hex. What is absent or blank leaves the manifest together with its name.
  String v1(Optional<String> dataId, Optional<String> requestId, String ts) {
    String manifest =
        dataId.filter(id -> !id.isBlank()).map(id -> "id:" + id + ";").orElse("")
            + requestId.filter(id -> !id.isBlank()).map(id -> "request-id:" + id + ";").orElse("")
            + "ts:"
            + ts
            + ";";
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(manifest.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", missing);
    }
  }
}
