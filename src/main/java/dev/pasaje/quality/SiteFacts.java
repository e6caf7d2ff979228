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
public record SiteFacts(
    Optional<String> protocol,
    Optional<Boolean> certificateTrusted,
    Optional<List<String>> scripts,
    Optional<CardForm> cardForm,
    Optional<Boolean> modal,
    Optional<Boolean> logo) {

  /// Nothing measured.
  public static final SiteFacts NONE =
      new SiteFacts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

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

  private static final Set<String> SAFE_PROTOCOLS = Set.of("tlsv1.2", "tlsv1.3");

  static SiteFacts of(Tree site) {
    Tree page = site.at("page");
    return new SiteFacts(
        site.text("tls.protocol"),
        site.flag("tls.certificateTrusted"),
        page.at("scripts").node().isArray()
            ? Optional.of(page.list("scripts").stream().flatMap(s -> s.text().stream()).toList())
            : Optional.empty(),
        page.text("cardForm").flatMap(CardForm::of),
        page.flag("modal"),
        page.flag("logo"));
  }

  /// TLS 1.2 or newer; domain/quality.md A4.
  Optional<Boolean> protocolSafe() {
    return protocol.map(p -> SAFE_PROTOCOLS.contains(p.toLowerCase(Locale.ROOT).replace(" ", "")));
  }

  /// The script whose address has this host and path; query and scheme do not matter.
  Optional<String> script(String hostAndPath) {
    return scripts.stream()
        .flatMap(List::stream)
        .filter(address -> {
          String plain = address.replaceFirst("^(?:https?:)?//", "").replaceFirst("[?#].*$", "");
          return plain.equals(hostAndPath) || plain.equals(hostAndPath + "/");
        })
        .findFirst();
  }

  /// MercadoPago.js V2, from where it must be loaded.
  Optional<String> frontEndSdk() {
    return script("sdk.mercadopago.com/js/v2");
  }
}
