// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.catalog.FinancialInstitutions;
import dev.pasaje.sandbox.catalog.PaymentMethod;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Site;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The checks of everything but token, amount, method, instalments and payer.
final class RestChecks {
  private static final List<String> TEXTS =
      List.of(
          "description",
          "external_reference",
          "statement_descriptor",
          "notification_url",
          "callback_url",
          "coupon_code");
  private static final List<String> FLAGS = List.of("capture", "binary_mode");
  private static final Set<String> THREE_DS = Set.of("optional", "mandatory", "not_supported");
  private static final int LONGEST_DESCRIPTOR = 22;
  private static final int LONGEST_URL = 500;

  /// Offline payments live a month at most.
  private static final Duration LONGEST_LIFE = Duration.ofDays(30);

  private RestChecks() {}

  /// When the payment expires, if the request says so.
  static Optional<Instant> check(
      World world, Caller seller, JsonNode request, PaymentMethod method, BigDecimal amount) {
    types(request);
    url(request);
    money(request, amount, seller);
    additionalInfo(request);
    sponsor(world, seller, request);
    if (!Json.flag(request, "capture").orElse(true)
        && !method.deferredCapture().equals("supported")) {
      throw ApiError.badRequest(2077, "Deferred capture not supported");
    }
    Optional<Instant> expires =
        Json.present(request, "date_of_expiration")
            ? Optional.of(expiry(world, request.path("date_of_expiration")))
            : Optional.empty();
    methodNeeds(seller, request, method);
    return expires;
  }

  private static void types(JsonNode request) {
    for (String name : TEXTS) {
      if (Json.present(request, name) && !request.path(name).isString()) {
        throw params(name);
      }
    }
    for (String name : FLAGS) {
      if (Json.present(request, name) && !request.path(name).isBoolean()) {
        throw params(name);
      }
    }
    if (Json.text(request, "statement_descriptor")
        .filter(text -> text.length() > LONGEST_DESCRIPTOR)
        .isPresent()) {
      throw params("statement_descriptor");
    }
    if (Json.text(request, "three_d_secure_mode")
        .filter(mode -> !THREE_DS.contains(mode))
        .isPresent()) {
      throw params("three_d_secure_mode");
    }
    if (Json.present(request, "metadata") && !request.path("metadata").isObject()) {
      throw ApiError.badRequest(4022, "Metadata attribute must be a valid JSON");
    }
  }

  /// Code 1 for what has no code of its own; the message names the field.
  private static ApiError params(String field) {
    return ApiError.service(
        400,
        "bad_request",
        "Params Error: " + field,
        List.of(new ApiError.Cause("1", "Params Error")));
  }

  private static void url(JsonNode request) {
    String url = Json.text(request, "notification_url").orElse("");
    if (url.length() >= LONGEST_URL) {
      throw ApiError.badRequest(
          4021, "Notification_url attribute must be shorter than 500 characters");
    }
    if (!url.isEmpty() && !isUrl(url)) {
      throw ApiError.badRequest(4020, "Notification_url attribute must be a valid URL");
    }
    if (Json.text(request, "callback_url")
        .filter(text -> !text.isEmpty() && !isUrl(text))
        .isPresent()) {
      throw params("callback_url");
    }
  }

  /// Plain http is taken as well: shops under test listen on loopback.
  static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static void money(JsonNode request, BigDecimal amount, Caller seller) {
    if (Json.present(request, "application_fee")) {
      BigDecimal fee =
          Json.number(request, "application_fee").orElseThrow(() -> params("application_fee"));
      if (fee.signum() < 0) {
        throw ApiError.badRequest(4039, "Application_fee cannot be a negative value");
      }
      if (fee.compareTo(amount) > 0) {
        throw ApiError.badRequest(4038, "Application_fee cannot be bigger than transaction_amount");
      }
      if (fee.signum() > 0 && !seller.credential().oauth()) {
        throw ApiError.badRequest(2059, "application_fee needs a token granted by OAuth");
      }
    }
    if (Json.present(request, "coupon_amount")) {
      BigDecimal coupon =
          Json.number(request, "coupon_amount")
              .orElseThrow(
                  () -> ApiError.badRequest(4028, "Coupon_amount attribute must be numeric"));
      if (coupon.signum() < 0 || coupon.compareTo(amount) > 0) {
        throw ApiError.badRequest(4026, "Invalid coupon_amount");
      }
    }
    if (Json.present(request, "campaign_id")
        && Json.anyText(request, "campaign_id").flatMap(Request::parseLong).isEmpty()) {
      throw ApiError.badRequest(4027, "Campaign_id attribute must be numeric");
    }
  }

  /// Quantities and prices may come as text here, unlike in preferences.
  private static void additionalInfo(JsonNode request) {
    JsonNode info = request.path("additional_info");
    if (Json.present(request, "additional_info") && !info.isObject()) {
      throw params("additional_info");
    }
    if (Json.present(info, "items") && !info.path("items").isArray()) {
      throw params("additional_info.items");
    }
    for (JsonNode item : info.path("items")) {
      for (String name : List.of("quantity", "unit_price")) {
        boolean fits =
            !Json.present(item, name)
                || item.path(name).isNumber()
                || Json.text(item, name)
                    .filter(t -> t.matches("-?[0-9]{1,15}([.][0-9]{1,10})?"))
                    .isPresent();
        if (!item.isObject() || !fits) {
          throw params("additional_info.items." + name);
        }
      }
    }
  }

  private static void sponsor(World world, Caller seller, JsonNode request) {
    if (!Json.present(request, "sponsor_id")) {
      return;
    }
    long id = Json.anyText(request, "sponsor_id").flatMap(Request::parseLong).orElse(0L);
    boolean otherKind =
        world
            .accounts()
            .account(id)
            .map(Account::testUser)
            .filter(test -> test != seller.account().testUser())
            .isPresent();
    if (id == seller.account().id() || otherKind) {
      throw ApiError.badRequest(2034, "Invalid users involved");
    }
  }

  /// A date in the coming month, or the documented refusal.
  static Instant expiry(World world, JsonNode date) {
    Instant expires =
        Optional.of(date)
            .filter(JsonNode::isString)
            .flatMap(text -> Dates.parse(text.stringValue()))
            .orElseThrow(() ->
                ApiError.badRequest(
                    23,
                    "The following parameters must be valid date and format (yyyy-MM-dd'T'HH:mm:ssz) date_of_expiration"));
    if (!expires.isAfter(world.now())
        || expires.isAfter(world.now().plus(LONGEST_LIFE).plus(Duration.ofDays(1)))) {
      throw ApiError.badRequest(7523, "Invalid expiration date");
    }
    return expires;
  }

  private static void methodNeeds(Caller seller, JsonNode request, PaymentMethod method) {
    switch (method.id()) {
      case "pix" -> pixKey(seller);
      case "pse" -> pse(request, method);
      default -> {
        if (seller.site() == Site.MLB && method.type().equals("ticket")) {
          needs(request, "payer", "first_name");
          needs(request, "payer", "last_name");
          needs(request, "payer", "identification", "number");
        }
      }
    }
  }

  private static void pixKey(Caller seller) {
    if (!seller.account().pixKey()) {
      throw ApiError.badRequest(13253, "Collector user without key enabled for QR render");
    }
  }

  private static void pse(JsonNode request, PaymentMethod method) {
    needs(request, "additional_info", "ip_address");
    needs(request, "transaction_details", "financial_institution");
    needs(request, "callback_url");
    needs(request, "payer", "entity_type");
    String bank = Json.anyText(request, "transaction_details", "financial_institution").orElse("");
    if (!FinancialInstitutions.knows(method, bank)) {
      throw params("transaction_details.financial_institution");
    }
  }

  private static void needs(JsonNode request, String... path) {
    if (Json.anyText(request, path).filter(text -> !text.isBlank()).isEmpty()) {
      throw params(String.join(".", path));
    }
  }
}
