// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.integration.Product;
import dev.pasaje.page.PageFacts.CardInput;
import dev.pasaje.page.PageFacts.Document;
import dev.pasaje.page.PageFacts.Form;
import dev.pasaje.page.PageFacts.Leak;
import dev.pasaje.page.PageFacts.Markup;
import dev.pasaje.page.PageFacts.PayLink;
import dev.pasaje.page.PageFacts.PublicKey;
import dev.pasaje.page.PageFacts.Rendered;
import dev.pasaje.page.PageFacts.Request;
import dev.pasaje.page.PageFacts.Resource;
import dev.pasaje.page.PageFacts.Script;
import dev.pasaje.page.PageFacts.Trait;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// A page that was read, with and without a browser taken together.
record PageView(PageFacts facts, Document document) {

  Product product() {
    return facts.product();
  }

  URI address() {
    return URI.create(document.address());
  }

  boolean secure() {
    return !Links.plain(document.address());
  }

  /// Whether nothing can be on the page that was not seen: a browser showed it, or no script of the
  /// page could add anything.
  boolean complete() {
    return facts.rendered().filter(Rendered::complete).isPresent()
        || (document.markup().inlineScripts() == 0
            && document.markup().frames().isEmpty()
            && document.markup().scripts().stream()
                .allMatch(script -> Links.official(script.host())));
  }

  boolean browserTried() {
    return facts.rendered().isPresent();
  }

  private <T> List<T> both(Function<Markup, List<T>> part) {
    Set<T> all = new LinkedHashSet<>(part.apply(document.markup()));
    facts.rendered().map(Rendered::markup).map(part).ifPresent(all::addAll);
    return List.copyOf(all);
  }

  /// Addresses of all scripts: in the markup, and asked for by the browser.
  List<String> scripts() {
    return Stream.concat(
            both(Markup::scripts).stream().map(Script::address),
            requests().stream()
                .filter(request -> request.type().equals("Script"))
                .map(Request::address))
        .distinct()
        .toList();
  }

  List<Script> markedScripts() {
    return both(Markup::scripts);
  }

  List<Resource> plain() {
    return both(Markup::plain);
  }

  List<Form> forms() {
    return both(Markup::forms);
  }

  List<CardInput> cardInputs() {
    return both(Markup::cardInputs);
  }

  List<String> frames() {
    return both(Markup::frames);
  }

  List<PublicKey> keys() {
    return both(Markup::keys);
  }

  List<Leak> leaks() {
    return both(Markup::leaks);
  }

  List<PayLink> payLinks() {
    return both(Markup::payLinks);
  }

  List<String> logos() {
    return both(Markup::logos);
  }

  List<String> sdkCopies() {
    return both(Markup::sdkCopies);
  }

  Set<Trait> traits() {
    return Set.copyOf(both(Markup::traits));
  }

  List<Request> requests() {
    return facts.rendered().map(Rendered::requests).orElse(List.of());
  }

  Optional<String> sdk() {
    return scripts().stream().filter(Links::isSdk2).findFirst();
  }

  /// Whether the shop's own page takes the card, in whatever way; the product may say so, or what
  /// is on the page.
  boolean takesCards() {
    return switch (product()) {
      case CHECKOUT_API, CHECKOUT_API_ORDERS, BRICKS -> true;
      case SUBSCRIPTIONS, WOOCOMMERCE, CHECKOUT_PRO, CHECKOUT_PRO_ORDERS -> cardForm().isPresent();
      case POINT, POINT_ORDERS, QR, QR_ORDERS -> false;
    };
  }

  /// How card data is typed: into fields of Mercado Pago, or else into the page's own.
  Optional<Page.CardForm> cardForm() {
    Set<Trait> traits = traits();
    boolean secureFrames =
        frames().stream().map(Links::host).anyMatch("secure-fields.mercadopago.com"::equals);
    if (traits.contains(Trait.CARD_BRICK)) {
      return Optional.of(Page.CardForm.BRICK);
    }
    if (traits.contains(Trait.CARD_FORM)) {
      return Optional.of(Page.CardForm.CARD_FORM);
    }
    if (traits.contains(Trait.SECURE_FIELDS) || secureFrames) {
      return Optional.of(Page.CardForm.SECURE_FIELDS);
    }
    if (traits.contains(Trait.CORE_METHODS)) {
      return Optional.of(Page.CardForm.CORE_METHODS);
    }
    return cardInputs().isEmpty() ? Optional.empty() : Optional.of(Page.CardForm.PLAIN);
  }
}
