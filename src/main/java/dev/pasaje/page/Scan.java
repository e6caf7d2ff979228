// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.page.PageFacts.Leak;
import dev.pasaje.page.PageFacts.LeakKind;
import dev.pasaje.page.PageFacts.Mode;
import dev.pasaje.page.PageFacts.PayLink;
import dev.pasaje.page.PageFacts.PublicKey;
import dev.pasaje.page.PageFacts.Trait;
import dev.pasaje.secret.Secret;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the texts of a page and its scripts hold: keys, secrets, links, calls. Fed one text after
/// the other; what it keeps is no secret.
final class Scan {
  private static final int MOST = 50;

  /// domain/credentials.md 2.2; the second form is that of very old test keys.
  private static final Pattern PUBLIC_KEY =
      Pattern.compile(
          "\\b(?:(?:APP_USR|TEST)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|TEST-[0-9a-f]{32})"
              + "(?![0-9a-zA-Z-])");

  /// domain/credentials.md 2.1, with room for a token cut or changed by hand.
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\b(APP_USR|TEST)-\\d{4,20}-\\d{6}-[0-9a-zA-Z]{8,64}(?:__[A-Z]{2}_[A-Z]{2}__)?"
              + "-\\d{1,20}");

  private static final Pattern REFRESH = Pattern.compile("\\bTG-[0-9a-f]{24}-\\d{1,20}");

  /// No format is documented (domain/credentials.md 2.3): letters and digits as seen. Other
  /// companies' values of that name that are meant for browsers carry an underscore.
  private static final Pattern CLIENT_SECRET =
      Pattern.compile(
          "(?i)client[_-]?secret[\"']?\\s*(?:[:=]|,|value=)\\s*[\"']?([0-9a-zA-Z]{32,64})"
              + "(?![0-9a-zA-Z_-])");

  private static final Pattern PAY_LINK =
      Pattern.compile(
          "https?:(?://|\\\\/\\\\/)(sandbox|www)\\.(mercadopago|mercadolivre)"
              + "\\.[a-z.]{2,8}(?:/|\\\\/)[a-zA-Z0-9_/\\\\-]{0,200}(?:checkout|subscriptions)"
              + "[a-zA-Z0-9_/\\\\-]{0,200}");
  private static final Pattern SANDBOX_FIELD = Pattern.compile("\\bsandbox_init_point\\b");
  private static final Pattern BACK_URLS =
      Pattern.compile(
          "\\bback_urls?[\"']?\\s*:\\s*(?:\\{([^}]{0,1000})}|[\"'](https?://[^\"'\\s]{1,500})[\"'])");
  private static final Pattern ADDRESS = Pattern.compile("[\"'](https?://[^\"'\\s]{1,500})[\"']");

  /// Calls of MercadoPago.js; github mercadopago/sdk-js, its documentation of each.
  private static final Map<Trait, Pattern> CALLS =
      Map.of(
          Trait.SECURE_FIELDS, Pattern.compile("\\.fields\\s*\\.\\s*create(?:CardToken)?\\s*\\("),
          Trait.CARD_FORM, Pattern.compile("\\.cardForm\\s*\\("),
          Trait.CORE_METHODS, Pattern.compile("(?<!\\.fields)\\.createCardToken\\s*\\("),
          Trait.CARD_BRICK,
              Pattern.compile("\\.create\\s*\\(\\s*[\"'`](?:cardPayment|payment)[\"'`]"),
          Trait.WALLET_BRICK, Pattern.compile("\\.create\\s*\\(\\s*[\"'`]wallet[\"'`]"),
          Trait.MODAL,
              Pattern.compile(
                  "\\bautoOpen\\s*:|redirectMode[\"']?\\s*:\\s*[\"'`]modal[\"'`]"
                      + "|\\.checkout\\s*\\(\\s*\\{\\s*preference\\b"),
          Trait.VERSION_1, Pattern.compile("\\bMercadopago\\s*\\.\\s*setPublishableKey\\s*\\("));

  final Set<PublicKey> keys = new LinkedHashSet<>();
  final Set<Leak> leaks = new LinkedHashSet<>();
  final Set<PayLink> payLinks = new LinkedHashSet<>();
  final Set<String> resultPages = new LinkedHashSet<>();
  final Set<String> sdkCopies = new LinkedHashSet<>();
  final Set<Trait> traits = new TreeSet<>();

  static boolean isPublicKey(String text) {
    return PUBLIC_KEY.matcher(text).matches();
  }

  /// Looks through a document, a script or an answer to one.
  ///
  /// @param where its address
  void text(String text, String where) {
    each(PUBLIC_KEY, text, found -> keys.add(new PublicKey(found.group(), where)));
    each(TOKEN, text, found -> leak(LeakKind.ACCESS_TOKEN, where, found.group(), mode(found)));
    each(REFRESH, text, found -> leak(LeakKind.REFRESH_TOKEN, where, found.group(), Mode.UNSAID));
    each(
        CLIENT_SECRET,
        text,
        found -> leak(LeakKind.CLIENT_SECRET, where, found.group(1), Mode.UNSAID));
    each(PAY_LINK, text, found -> link(found));
    if (SANDBOX_FIELD.matcher(text).find()) {
      payLinks.add(new PayLink("sandbox_init_point in " + where, true));
    }
    each(BACK_URLS, text, this::backUrls);
    calls(text);
  }

  /// Looks through an external script of somebody else than Mercado Pago.
  void script(String text, String where) {
    text(text, where);
    // The two hosts MercadoPago.js itself asks for card fields; domain/credentials.md 9.6.
    if (text.contains("secure-fields.mercadopago.com") && text.contains("api.mercadopago.com")) {
      sdkCopies.add(where);
    }
  }

  private void calls(String text) {
    CALLS.forEach((trait, call) -> {
      if (call.matcher(text).find()) {
        traits.add(trait);
      }
    });
  }

  private interface Use {
    void of(MatchResult found);
  }

  private static void each(Pattern pattern, String text, Use use) {
    Matcher matcher = pattern.matcher(text);
    for (int i = 0; i < MOST && matcher.find(); i++) {
      use.of(matcher.toMatchResult());
    }
  }

  private void leak(LeakKind kind, String where, String secret, Mode mode) {
    if (leaks.size() < MOST) {
      leaks.add(new Leak(kind, where, Secret.of(secret).fingerprint(), mode));
    }
  }

  private static Mode mode(MatchResult found) {
    return found.group(1).equals("TEST") ? Mode.TEST : Mode.PRODUCTION;
  }

  private void link(MatchResult found) {
    if (payLinks.size() < MOST) {
      String address = Links.clean(found.group().replace("\\", ""));
      payLinks.add(new PayLink(address, found.group(1).equals("sandbox")));
    }
  }

  private void backUrls(MatchResult found) {
    Optional.ofNullable(found.group(2)).ifPresent(one -> resultPages.add(Links.clean(one)));
    Optional.ofNullable(found.group(1))
        .ifPresent(
            several -> each(ADDRESS, several, one -> resultPages.add(Links.clean(one.group(1)))));
  }
}
