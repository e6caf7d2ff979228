// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.page.PageFacts.Cookie;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `Set-Cookie` headers: names and flags, never values.
final class Cookies {
  private static final int MOST = 50;
  private static final int MAX_NAME = 100;

  /// Names under which frameworks and shops keep a session or a cart.
  private static final Pattern SESSION =
      Pattern.compile(
          "(?i).*(sess|(^|[_.-])sid|auth|token|jwt|remember|logged_?in|cart|carrito|checkout).*");

  /// A token against forged requests is read by the page's own scripts.
  private static final Pattern ANTI_FORGERY = Pattern.compile("(?i).*(csrf|xsrf).*");

  private Cookies() {}

  static List<Cookie> of(List<String> headers) {
    return headers.stream()
        .limit(MOST)
        .map(Cookies::of)
        .filter(cookie -> !cookie.name().isEmpty())
        .toList();
  }

  private static Cookie of(String header) {
    String[] parts = header.split(";", 20);
    String name = parts[0].split("=", 2)[0].strip();
    boolean secure = false;
    boolean httpOnly = false;
    boolean expired = false;
    Optional<String> sameSite = Optional.empty();
    for (int i = 1; i < parts.length; i++) {
      String[] flag = parts[i].strip().split("=", 2);
      String value = flag.length == 2 ? flag[1].strip().toLowerCase(Locale.ROOT) : "";
      switch (flag[0].strip().toLowerCase(Locale.ROOT)) {
        case "secure" -> secure = true;
        case "httponly" -> httpOnly = true;
        case "samesite" -> sameSite = Optional.of(value).filter(v -> v.matches("strict|lax|none"));
        case "max-age" -> expired = value.equals("0") || value.startsWith("-");
        case "expires" -> expired |= value.contains(" 1970 ") || value.contains("-1970 ");
        default -> {}
      }
    }
    String shown = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    return new Cookie(shown, secure, httpOnly, sameSite, expired);
  }

  /// Whether the name is one of a session, which a stolen cookie would give away.
  static boolean session(Cookie cookie) {
    return SESSION.matcher(cookie.name()).matches()
        && !ANTI_FORGERY.matcher(cookie.name()).matches();
  }
}
