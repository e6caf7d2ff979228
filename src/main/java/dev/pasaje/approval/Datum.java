// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A datum that fraud prevention or the issuer uses, and where it stands; domain/quality.md B5.
///
/// Paths begin at the body; several of them mean "any", a list is looked at item by item, and every
/// item must have it.
@SuppressWarnings("ImmutableEnumChecker") // every list is made by List.of
enum Datum {
  /// Only ever in a header of the request; no record shows it.
  DEVICE_ID(List.of(), List.of(), List.of()),
  EMAIL(List.of("payer.email"), List.of("payer.email"), List.of("payer.email")),
  FIRST_NAME(
      List.of("payer.first_name", "additional_info.payer.first_name"),
      List.of("payer.name", "payer.first_name"),
      List.of("payer.first_name")),
  LAST_NAME(
      List.of("payer.last_name", "additional_info.payer.last_name"),
      List.of("payer.surname", "payer.last_name"),
      List.of("payer.last_name")),
  DOCUMENT(
      List.of("payer.identification.number"),
      List.of("payer.identification.number"),
      List.of("payer.identification.number")),
  PHONE(
      List.of("additional_info.payer.phone.number", "payer.phone.number"),
      List.of("payer.phone.number"),
      List.of("payer.phone.number")),
  ADDRESS(
      List.of(
          "payer.address.zip_code",
          "payer.address.street_name",
          "additional_info.payer.address.zip_code",
          "additional_info.payer.address.street_name"),
      List.of("payer.address.zip_code", "payer.address.street_name"),
      List.of("payer.address.zip_code", "payer.address.street_name")),
  REGISTRATION_DATE(
      List.of("additional_info.payer.registration_date"),
      List.of("payer.registration_date", "payer.date_created"),
      List.of("additional_info.payer.registration_date")),
  IP_ADDRESS(
      List.of("additional_info.ip_address"),
      List.of(),
      List.of("additional_info.payer.ip_address")),
  ITEM_TITLE(
      List.of("additional_info.items[].title"), List.of("items[].title"), List.of("items[].title")),
  ITEM_DESCRIPTION(
      List.of("additional_info.items[].description"),
      List.of("items[].description"),
      List.of("items[].description")),
  ITEM_CATEGORY(
      List.of("additional_info.items[].category_id"),
      List.of("items[].category_id"),
      List.of("items[].category_id")),
  SHIPPING_ADDRESS(
      List.of(
          "additional_info.shipments.receiver_address.zip_code",
          "additional_info.shipments.receiver_address.street_name"),
      List.of("shipments.receiver_address.zip_code", "shipments.receiver_address.street_name"),
      List.of("shipment.receiver_address.zip_code", "shipment.receiver_address.street_name")),
  ISSUER(List.of("issuer_id"), List.of(), List.of());

  /// Which body a path is of.
  enum Body {
    PAYMENT,
    PREFERENCE,
    ORDER
  }

  private final List<String> payment;
  private final List<String> preference;
  private final List<String> order;

  Datum(List<String> payment, List<String> preference, List<String> order) {
    this.payment = payment;
    this.preference = preference;
    this.order = order;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The first path, to show.
  String path(StatusDetail.Api api) {
    List<String> paths = api == StatusDetail.Api.ORDERS ? order : payment;
    return this == DEVICE_ID ? "X-meli-session-id" : paths.isEmpty() ? "-" : paths.getFirst();
  }

  /// Whether this kind of body has a place for it at all.
  boolean hasPlace(Body body) {
    return !paths(body).isEmpty();
  }

  boolean in(Body body, JsonNode root) {
    return paths(body).stream().anyMatch(path -> present(root, path));
  }

  private List<String> paths(Body body) {
    return switch (body) {
      case PAYMENT -> payment;
      case PREFERENCE -> preference;
      case ORDER -> order;
    };
  }

  private static boolean present(JsonNode root, String path) {
    int list = path.indexOf("[].");
    if (list >= 0) {
      JsonNode items = at(root, path.substring(0, list));
      if (!items.isArray() || items.isEmpty()) {
        return false;
      }
      for (JsonNode item : items) {
        if (!filled(at(item, path.substring(list + 3)))) {
          return false;
        }
      }
      return true;
    }
    if (filled(at(root, path))) {
      return true;
    }
    // The .NET SDK writes the additional_info of an order flat: "payer.ip_address" is one key (B5).
    String flat = "additional_info.";
    return path.startsWith(flat)
        && filled(root.path("additional_info").path(path.substring(flat.length())));
  }

  private static JsonNode at(JsonNode root, String path) {
    JsonNode node = root;
    for (String name : path.split("\\.")) {
      node = node.path(name);
    }
    return node;
  }

  private static boolean filled(JsonNode node) {
    return node.isValueNode() && !node.isNull() && !node.asString("").isBlank();
  }
}
