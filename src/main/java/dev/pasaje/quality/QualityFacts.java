// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.quality.Place.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evidence seen as one product on one site: what a rule judges. For one thread.
final class QualityFacts {
  private static final Set<String> CARD_TYPES = Set.of("credit_card", "debit_card", "prepaid_card");
  private static final int SILENCES = Place.Silence.values().length;

  private final QualityEvidence evidence;
  private final Product product;
  private final Optional<Site> siteId;
  private final QualityOptions options;

  /// What [#views] found, by document and silence: a hundred rules ask for the same few.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private final @Nullable List<View>[] views = new List[Document.values().length * SILENCES];

  /// What was looked for once already.
  private record Known<T>(Optional<T> found) {}

  private @Nullable Known<String> paymentType;
  private @Nullable Known<Boolean> card;
  private @Nullable Known<List<String>> categories;
  private @Nullable List<Items> items;

  QualityFacts(
      QualityEvidence evidence, Product product, Optional<Site> siteId, QualityOptions options) {
    this.evidence = evidence;
    this.product = product;
    this.siteId = siteId;
    this.options = options;
  }

  QualityEvidence evidence() {
    return evidence;
  }

  Product product() {
    return product;
  }

  Optional<Site> siteId() {
    return siteId;
  }

  QualityOptions options() {
    return options;
  }

  /// One document in which a place can be looked up.
  ///
  /// @param prefix first part of the paths shown
  /// @param decisive whether it proves that what it does not say was not sent
  record View(String prefix, Tree tree, boolean decisive) {
    String where(String path) {
      return prefix + "." + path;
    }
  }

  /// What is sold, as one document lists it; empty when that has no list.
  record Items(View view, List<Tree> items) {}

  /// All lists of what is sold, in the order in which they count.
  List<Items> items() {
    List<Items> known = items;
    if (known == null) {
      known = new ArrayList<>(2);
      for (Place place : EveryItem.LISTS) {
        for (View view : views(place)) {
          known.add(new Items(view, view.tree().list(place)));
        }
      }
      items = known;
    }
    return known;
  }

  /// The record that the merchant's request creates with this product; domain/quality.md A2.
  Document created() {
    return created(product);
  }

  static Document created(Product product) {
    return switch (product) {
      // The plugin's main gateway makes preferences (A5).
      case CHECKOUT_PRO, WOOCOMMERCE -> Document.PREFERENCE;
      case CHECKOUT_API, BRICKS -> Document.PAYMENT;
      case POINT -> Document.PAYMENT_INTENT;
      // An in-store order has no record of its own; it shows as the merchant order (domain/api.md
      // 8).
      case QR -> Document.MERCHANT_ORDER;
      case SUBSCRIPTIONS -> Document.PREAPPROVAL;
      case CHECKOUT_PRO_ORDERS, CHECKOUT_API_ORDERS, POINT_ORDERS, QR_ORDERS -> Document.ORDER;
    };
  }

  /// Whether the request that creates the record may name a `notification_url`.
  boolean createdWithAddress() {
    return switch (created()) {
      case PAYMENT, PREFERENCE, MERCHANT_ORDER -> true;
      case ORDER, PREAPPROVAL, PAYMENT_INTENT -> false;
    };
  }

  /// Where a place can be read in this evidence; a captured request counts as the record it made.
  @SuppressWarnings("EnumOrdinal") // where it stands in an array of this object alone
  List<View> views(Place place) {
    int slot = place.document().ordinal() * SILENCES + place.silence().ordinal();
    List<View> known = views[slot];
    if (known == null) {
      known = look(place);
      views[slot] = known;
    }
    return known;
  }

  private List<View> look(Place place) {
    List<View> views = new ArrayList<>(2);
    Tree recorded = evidence.part(place.document().key());
    if (recorded.given()) {
      views.add(new View(place.document().key(), recorded, provesAbsence(place)));
    }
    Tree sent = requestBody();
    if (place.document() == created() && sent.given()) {
      views.add(new View("request.body", sent, true));
    }
    return views;
  }

  /// The recorded request that made the record, when there is one.
  private Optional<Captured> creation() {
    if (evidence.requests().isEmpty()) {
      return Optional.empty();
    }
    Tree record = evidence.part(created().key());
    Optional<Captured> known =
        evidence.requests().stream().filter(one -> one.made(created(), record)).findFirst();
    if (known.isPresent()) {
      return known;
    }
    List<Captured> alike =
        evidence.requests().stream().filter(one -> one.resembles(created(), record)).toList();
    return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
  }

  /// The body of the request that made the record.
  Tree requestBody() {
    Tree given = evidence.part("request").at("body");
    return given.given() ? given : creation().map(Captured::body).orElse(Tree.NONE);
  }

  /// Whether the headers of that request are known.
  boolean headersGiven() {
    return evidence.part("request").at("headers").given() || creation().isPresent();
  }

  /// A header of that request.
  Optional<String> header(String name) {
    Tree given = evidence.part("request").at("headers");
    Map<String, String> headers =
        given.given()
            ? Captured.headers(given)
            : creation().map(Captured::headers).orElse(Map.of());
    return Optional.ofNullable(headers.get(name));
  }

  private boolean provesAbsence(Place place) {
    return switch (place.silence()) {
      case PROVES_ABSENCE -> true;
      case PROVES_ABSENCE_WHEN_CREATED -> place.document() == created();
      case PROVES_NOTHING -> false;
    };
  }

  Tree payment() {
    return evidence.part(Document.PAYMENT.key());
  }

  Tree preference() {
    return evidence.part(Document.PREFERENCE.key());
  }

  Tree order() {
    return evidence.part(Document.ORDER.key());
  }

  /// Why something that no document proves is unknown: the record is here and does not hold it, or
  /// the record itself is missing.
  Ignorance notSeen() {
    boolean recordGiven = evidence.part(created().key()).given();
    return recordGiven ? Ignorance.ONLY_IN_THE_REQUEST : Ignorance.NOT_IN_THE_EVIDENCE;
  }

  /// `payment_type_id`, or the same of an order's first payment.
  Optional<String> paymentType() {
    Known<String> known = paymentType;
    if (known == null) {
      known = new Known<>(lookForPaymentType());
      paymentType = known;
    }
    return known.found();
  }

  private Optional<String> lookForPaymentType() {
    return payment()
        .text("payment_type_id")
        .or(() ->
            order().list("transactions.payments").stream()
                .flatMap(payment -> payment.text("payment_method.type").stream())
                .findFirst());
  }

  /// Whether a card was used; empty when nothing says it. Non-card payments are exempt from card
  /// rules (domain/quality.md A7).
  Optional<Boolean> card() {
    Known<Boolean> known = card;
    if (known == null) {
      known = new Known<>(lookForCard());
      card = known;
    }
    return known.found();
  }

  /// The categories of all items, normalised; the first list that says any.
  Optional<List<String>> categories() {
    Known<List<String>> known = categories;
    if (known == null) {
      known = new Known<>(Categories.look(this));
      categories = known;
    }
    return known.found();
  }

  private Optional<Boolean> lookForCard() {
    Tree sent = requestBody();
    return paymentType()
        .map(CARD_TYPES::contains)
        // Only cards are tokenised (domain/api.md 2.1).
        .or(() ->
            created() == Document.PAYMENT && sent.given()
                ? Optional.of(sent.text("token").isPresent())
                : Optional.empty())
        .or(() -> sent.text("card_token_id").map(_ -> true));
  }

  boolean knownNotACard() {
    return !card().orElse(true);
  }

  /// The first text at any of the places.
  Optional<Seen> first(List<Place> places) {
    for (Place place : places) {
      for (View view : views(place)) {
        Optional<String> text = view.tree().text(place);
        if (text.isPresent()) {
          return Optional.of(new Seen(view.where(place.path()), text.get()));
        }
      }
    }
    return Optional.empty();
  }

  /// Whether one of the documents proves that none of the places was filled.
  boolean absenceProved(List<Place> places) {
    for (Place place : places) {
      for (View view : views(place)) {
        if (view.decisive()) {
          return true;
        }
      }
    }
    return false;
  }

  /// A text and where it stands.
  record Seen(String where, String text) {}
}
