// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What was measured from outside on the page with the payment form.
///
/// @param protocol the TLS version negotiated, such as `TLSv1.3`
/// @param certificateTrusted chain trusted, host name matches, not self-signed, not expired
/// @param scripts addresses of the scripts the page loads; empty when the page was not read
/// @param cardForm how the page takes card data; empty when that was not seen
/// @param modal whether the checkout opens inside the site
/// @param logo whether the page shows the official logo among the payment methods
/// @param details what fewer rules ask for
public record SiteFacts(
    Optional<String> protocol,
    Optional<Boolean> certificateTrusted,
    Optional<List<String>> scripts,
    Optional<CardForm> cardForm,
    Optional<Boolean> modal,
    Optional<Boolean> logo,
    Details details) {

  /// More of the site; empty is what was not seen.
  ///
  /// @param https whether the page is `https`, loads nothing without it, and `http` leads to it
  /// @param namedCardInputs whether its own fields for card data have a `name`, so that a browser
  ///   posts them
  /// @param secretShown whether an access token stands in the page or its scripts
  /// @param sandboxLink whether it leads to the `sandbox_init_point`
  /// @param otherScripts addresses of the scripts of other pages: home, search, item
  /// @param addresses IP addresses of the shop's own server
  public record Details(
      Optional<Boolean> https,
      Optional<Boolean> namedCardInputs,
      Optional<Boolean> secretShown,
      Optional<Boolean> sandboxLink,
      Optional<List<String>> otherScripts,
      List<String> addresses) {
    public static final Details NONE =
        new Details(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public Details {
      addresses = List.copyOf(addresses);
    }

    static Details of(Tree site) {
      Tree page = site.at("page");
      return new Details(
          page.flag("https"),
          page.flag("namedCardInputs"),
          page.flag("secretShown"),
          page.flag("sandboxLink"),
          texts(page, "otherScripts"),
          texts(site, "addresses").orElse(List.of()));
    }
  }

  /// Nothing measured.
  public static final SiteFacts NONE =
      new SiteFacts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Details.NONE);

  /// How card data is typed; only the last one lets it reach the merchant's server.
  public enum CardForm {
    SECURE_FIELDS,
    CARD_FORM,
    CORE_METHODS,
    BRICK,
    PLAIN;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<CardForm> of(String id) {
      for (CardForm form : values()) {
        if (form.id().equals(id.toLowerCase(Locale.ROOT).replace('_', '-'))) {
          return Optional.of(form);
        }
      }
      return Optional.empty();
    }
  }

  static final String SECURITY_SCRIPT = "www.mercadopago.com/v2/security.js";
  private static final Set<String> SAFE_PROTOCOLS = Set.of("tlsv1.2", "tlsv1.3");

  static SiteFacts of(Tree site) {
    Tree page = site.at("page");
    return new SiteFacts(
        site.text("tls.protocol"),
        site.flag("tls.certificateTrusted"),
        texts(page, "scripts"),
        page.text("cardForm").flatMap(CardForm::of),
        page.flag("modal"),
        page.flag("logo"),
        Details.of(site));
  }

  private static Optional<List<String>> texts(Tree tree, String key) {
    return tree.at(key).node().isArray()
        ? Optional.of(tree.list(key).stream().flatMap(text -> text.text().stream()).toList())
        : Optional.empty();
  }

  /// TLS 1.2 or newer; domain/quality.md A4.
  Optional<Boolean> protocolSafe() {
    return protocol.map(p -> SAFE_PROTOCOLS.contains(p.toLowerCase(Locale.ROOT).replace(" ", "")));
  }

  /// The script whose address has this host and path; query and scheme do not matter.
  Optional<String> script(String hostAndPath) {
    return among(scripts.orElse(List.of()), hostAndPath);
  }

  static Optional<String> among(List<String> addresses, String hostAndPath) {
    return addresses.stream()
        .filter(address -> {
          String plain = plain(address);
          return plain.equals(hostAndPath) || plain.equals(hostAndPath + "/");
        })
        .findFirst();
  }

  /// Without scheme, query and fragment.
  static String plain(String address) {
    return address.replaceFirst("^(?:https?:)?//", "").replaceFirst("[?#].*$", "");
  }

  /// The script that only identifies the device (domain/quality.md B5).
  Optional<String> securityScript() {
    return script(SECURITY_SCRIPT);
  }

  /// MercadoPago.js V2, from where it must be loaded.
  Optional<String> frontEndSdk() {
    return script("sdk.mercadopago.com/js/v2");
  }
}
