// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// The address a seller opens to authorise, with PKCE (S256) and a `state`; domain/credentials.md
/// 6.1.
///
/// @param verifier goes with the code, so that a stolen code is worth nothing
record Link(URI address, String state, Secret verifier) {
  private static final int STATE_BYTES = 18;

  /// 43 characters, the least that is allowed, of 32 random bytes.
  private static final int VERIFIER_BYTES = 32;

  static Link to(Application application, URI redirect, RandomGenerator random) {
    String state = drawn(random, STATE_BYTES);
    String verifier = drawn(random, VERIFIER_BYTES);
    String query =
        "client_id="
            + encoded(application.clientId())
            + "&response_type=code&platform_id=mp&state="
            + encoded(state)
            + "&redirect_uri="
            + encoded(redirect.toString())
            + "&code_challenge="
            + challenge(verifier)
            + "&code_challenge_method=S256";
    return new Link(URI.create(application.authorize() + "?" + query), state, Secret.of(verifier));
  }

  static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  private static String drawn(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
