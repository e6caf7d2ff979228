// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a preference must look like. The words of the refusals are those of the reference
/// (devsite-docs `reference/api-json/preferences.json`); which of several mistakes comes first is
/// not documented.
final class PreferenceRules {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

  /// CurrencyId of the official OpenAPI description.
  private static final Set<String> CURRENCIES =
      Set.of(
          "ARS", "BRL", "MXN", "CLP", "COP", "PEN", "UYU", "BOB", "PYG", "USD", "CRC", "DOP", "HNL",
          "NIO", "GTQ", "VES");

  /// Documented twice, as 248 and as 500; the larger one refuses nothing that works.
  private static final int LONGEST_ADDRESS = 500;

  private PreferenceRules() {}

  static void check(ObjectNode sent, Site site) {
    items(sent.path("items"), site);
    payer(sent.path("payer"));
    backUrls(sent);
    notificationUrl(sent);
    paymentMethods(sent.path("payment_methods"));
    object(sent, "shipments", "invalid_shipments");
    dates(sent);
    flag(sent, "binary_mode", "invalid_binary_mode");
    flag(sent, "expires", "invalid_date");
    if (Json.present(sent, "marketplace_fee")
        && Json.number(sent, "marketplace_fee").filter(fee -> fee.signum() >= 0).isEmpty()) {
      throw ApiError.invalid("invalid_marketplace_fee", "marketplace_fee invalid");
    }
    if (Json.present(sent, "operation_type")
        && !Set.of("regular_payment", "money_transfer", "recurring_payment")
            .contains(Json.text(sent, "operation_type").orElse(""))) {
      throw ApiError.invalid("invalid_operation_type", "operation_type invalid");
    }
    if (Json.present(sent, "sponsor_id")
        && Json.anyText(sent, "sponsor_id").filter(id -> id.matches("\\d{1,18}")).isEmpty()) {
      throw ApiError.invalid("invalid_sponsor_id", "sponsor_id invalid");
    }
    object(sent, "metadata", "invalid_metadata");
    if (Json.present(sent, "external_reference")
        && !sent.path("external_reference").isValueNode()) {
      throw ApiError.invalid("invalid_external_reference", "external_reference must be text");
    }
  }

  private static void items(JsonNode items, Site site) {
    if (!items.isArray() || items.isEmpty()) {
      throw items("items needed");
    }
    for (JsonNode item : items) {
      if (!item.isObject()) {
        throw items("items must be objects");
      }
      if (Json.text(item, "title").filter(title -> !title.isBlank()).isEmpty()) {
        throw items("title needed");
      }
      if (Json.number(item, "quantity").filter(n -> n.signum() > 0 && isWhole(n)).isEmpty()) {
        throw items("quantity invalid");
      }
      BigDecimal price =
          Json.number(item, "unit_price")
              .filter(n -> n.signum() > 0)
              .orElseThrow(() -> items("unit_price invalid"));
      // The Chilean peso has no cents (overlay MLC of mercadopago/openapi).
      if (site.decimals() == 0 && !isWhole(price)) {
        throw items("unit_price invalid");
      }
      if (Json.present(item, "currency_id")
          && !CURRENCIES.contains(Json.text(item, "currency_id").orElse(""))) {
        throw items("currency_id invalid");
      }
      for (String name : List.of("id", "description", "category_id", "picture_url")) {
        if (Json.present(item, name) && !item.path(name).isValueNode()) {
          throw items(name + " invalid");
        }
      }
    }
  }

  private static ApiError items(String message) {
    return ApiError.invalid("invalid_items", message);
  }

  private static boolean isWhole(BigDecimal number) {
    return Json.plain(number).scale() <= 0;
  }

  private static void payer(JsonNode payer) {
    if (payer.isMissingNode() || payer.isNull()) {
      return;
    }
    boolean badEmail =
        Json.present(payer, "email")
            && Json.text(payer, "email")
                .filter(mail -> mail.isEmpty() || EMAIL.matcher(mail).matches())
                .isEmpty();
    if (!payer.isObject() || badEmail) {
      throw ApiError.invalid("invalid_payer", "payer.email invalid");
    }
  }

  private static void backUrls(ObjectNode sent) {
    JsonNode urls = sent.path("back_urls");
    object(sent, "back_urls", "invalid_back_urls");
    for (String name : List.of("success", "pending", "failure")) {
      if (Json.present(urls, name)
          && Json.text(urls, name).filter(url -> url.isEmpty() || isAddress(url)).isEmpty()) {
        throw ApiError.invalid("invalid_back_urls", "back_urls invalid. Wrong format");
      }
    }
    String auto = Json.anyText(sent, "auto_return").orElse("");
    if (auto.isEmpty()) {
      return;
    }
    if (Json.text(urls, "success").filter(url -> !url.isEmpty()).isEmpty()) {
      throw ApiError.invalid(
          "invalid_auto_return", "auto_return invalid. back_url.success must be defined");
    }
    if (!auto.equals("approved") && !auto.equals("all")) {
      throw ApiError.invalid("invalid_auto_return", "auto_return invalid");
    }
  }

  private static void notificationUrl(ObjectNode sent) {
    Optional<String> url = Json.text(sent, "notification_url");
    boolean wrongType = Json.present(sent, "notification_url") && url.isEmpty();
    if (wrongType
        || url.filter(
                text -> !text.isEmpty() && (!isAddress(text) || text.length() > LONGEST_ADDRESS))
            .isPresent()) {
      // The typing mistake is in the recorded answer.
      throw ApiError.invalid(
          "invalid_notification_url", "notificaction_url attribute must be a valid url");
    }
  }

  static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text.strip());
      return uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private static void paymentMethods(JsonNode methods) {
    if (methods.isMissingNode() || methods.isNull()) {
      return;
    }
    ApiError wrong = ApiError.invalid("invalid_payment_methods", "payment_methods invalid");
    if (!methods.isObject()) {
      throw wrong;
    }
    for (String name : List.of("installments", "default_installments")) {
      boolean fits =
          Json.number(methods, name)
              .filter(n -> isWhole(n) && n.signum() > 0 && n.compareTo(BigDecimal.valueOf(36)) <= 0)
              .isPresent();
      if (Json.present(methods, name) && !fits) {
        throw wrong;
      }
    }
    for (String name : List.of("excluded_payment_methods", "excluded_payment_types")) {
      if (Json.present(methods, name) && !isListOfIds(methods.path(name))) {
        throw wrong;
      }
    }
  }

  private static boolean isListOfIds(JsonNode list) {
    boolean ids = list.isArray();
    for (JsonNode one : list) {
      ids &= one.path("id").isString();
    }
    return ids;
  }

  private static void dates(ObjectNode sent) {
    date(sent, "expiration_date_from", "invalid_expiration_date_from");
    date(sent, "expiration_date_to", "invalid_expiration_date_to");
    date(sent, "date_of_expiration", "invalid_date");
  }

  private static void date(ObjectNode sent, String name, String error) {
    if (Json.present(sent, name) && Json.text(sent, name).flatMap(Dates::parse).isEmpty()) {
      throw ApiError.invalid(error, name + " invalid");
    }
  }

  private static void flag(ObjectNode sent, String name, String error) {
    if (Json.present(sent, name) && !sent.path(name).isBoolean()) {
      throw ApiError.invalid(error, name + " invalid");
    }
  }

  private static void object(ObjectNode sent, String name, String error) {
    if (Json.present(sent, name) && !sent.path(name).isObject()) {
      throw ApiError.invalid(error, name + " invalid");
    }
  }
}
