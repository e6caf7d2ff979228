// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as Standard Webhooks 1.0.0 says, symmetric scheme: HMAC-SHA256 of `id.timestamp.body`.
final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  /// "Between 24 bytes and 64 bytes", Standard Webhooks 1.0.0, signature scheme.
  private static final int LEAST_BYTES = 24;

  private static final int MOST_BYTES = 64;

  private final SecretKeySpec key;

  private WebhookSignature(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /// @throws PasajeException when the secret cannot be used; it says which target's, never the
  ///   secret
  static WebhookSignature of(String target, Secret secret) {
    String text = secret.reveal();
    byte[] key = text.startsWith(PREFIX) ? decoded(text.substring(PREFIX.length())) : new byte[0];
    if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "outbox.secret", Map.of("target", target));
    }
    return new WebhookSignature(key);
  }

  /// Empty when it is no base64.
  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException malformed) {
      return new byte[0];
    }
  }

  /// The value of the header `webhook-signature`.
  String sign(String id, long atSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + atSeconds + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has HmacSHA256", missing);
    }
  }
}
