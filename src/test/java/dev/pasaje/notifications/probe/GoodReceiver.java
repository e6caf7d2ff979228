// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A receiver as it should be, strict about signatures where they can be verified. It verifies with
/// code of its own, written from the public documentation.
final class GoodReceiver implements Shop.Behaviour {
  static final String SECRET = "marked-signing-secret-0123456789";

  private static final Set<String> UNSIGNED_AGENTS = Set.of("MercadoPago Feed v2.0");

  @Override
  public void answer(Shop.Incoming request, Shop.Out out) throws IOException {
    out.reply(status(request));
  }

  static int status(Shop.Incoming request) {
    if (request.visit() || ipn(request)) {
      return 200;
    }
    return verified(request) ? 200 : 401;
  }

  static boolean ipn(Shop.Incoming request) {
    return UNSIGNED_AGENTS.stream().anyMatch(request.header("user-agent")::startsWith);
  }

  static boolean verified(Shop.Incoming request) {
    String id = request.parameter("data.id");
    return verified(request, id) || (id != null && verified(request, id.toLowerCase(Locale.ROOT)));
  }

  /// Verified with the id as it was sent, not in lower case.
  static boolean asSent(Shop.Incoming request) {
    return verified(request, request.parameter("data.id"));
  }

  private static boolean verified(Shop.Incoming request, @Nullable String id) {
    String requestId = request.header("x-request-id");
    String manifest =
        (id == null ? "" : "id:" + id + ";")
            + (requestId.isEmpty() ? "" : "request-id:" + requestId + ";")
            + "ts:"
            + part(request, "ts=")
            + ";";
    return hmac(manifest).equals(part(request, "v1="));
  }

  static String part(Shop.Incoming request, String name) {
    for (String part : request.header("x-signature").split(",", -1)) {
      if (part.strip().startsWith(name)) {
        return part.strip().substring(name.length());
      }
    }
    return "";
  }

  private static String hmac(String manifest) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      StringBuilder hex = new StringBuilder();
      for (byte one : mac.doFinal(manifest.getBytes(StandardCharsets.UTF_8))) {
        hex.append(String.format(Locale.ROOT, "%02x", one));
      }
      return hex.toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
