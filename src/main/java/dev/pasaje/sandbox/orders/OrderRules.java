// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Dates;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a new order must look like. Each refusal names the member by its path.
final class OrderRules {
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,2})?");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

  /// Two decimals at most, and none where the currency has none.
  private static final BigDecimal LEAST = new BigDecimal("0.01");

  private static final Set<String> TOP =
      Set.of(
          "additional_info",
          "capture_mode",
          "checkout_available_at",
          "config",
          "currency",
          "description",
          "discounts",
          "expiration_time",
          "external_reference",
          "integration_data",
          "items",
          "marketplace",
          "marketplace_fee",
          "payer",
          "processing_mode",
          "shipment",
          "taxes",
          "total_amount",
          "transactions",
          "type");
  private static final Set<String> PAYMENT =
      Set.of(
          "amount",
          "automatic_payments",
          "date_of_expiration",
          "expiration_time",
          "payment_method",
          "stored_credential",
          "subscription_data");
  private static final Set<String> METHOD =
      Set.of(
          "card_id",
          "default_installments",
          "default_type",
          "financial_institution",
          "id",
          "installments",
          "installments_cost",
          "issuer_id",
          "statement_descriptor",
          "token",
          "type");
  private static final Set<String> PAYER =
      Set.of(
          "address",
          "customer_id",
          "email",
          "entity_type",
          "first_name",
          "id",
          "identification",
          "last_name",
          "phone");
  private static final Set<String> METHOD_TYPES =
      Set.of(
          "account_money",
          "atm",
          "bank_transfer",
          "credit_card",
          "debit_card",
          "digital_currency",
          "digital_wallet",
          "prepaid_card",
          "ticket",
          "voucher_card");

  private OrderRules() {}

  static void create(Caller caller, ObjectNode body) {
    known(body, "$", TOP);
    String type =
        oneOf(body, "$", "type", Set.of("online", "point", "qr"))
            .orElseThrow(() -> missing("$.type"));
    oneOf(body, "$", "processing_mode", Set.of("automatic", "manual"));
    oneOf(body, "$", "capture_mode", Set.of("automatic", "manual", "automatic_async"));
    for (String name : List.of("external_reference", "description", "marketplace", "currency")) {
      text(body, "$", name);
    }
    Optional<BigDecimal> total = amount(caller, body, "$", "total_amount");
    object(body, "$", "config");
    object(body, "$", "transactions");
    if (type.equals("online")) {
      if (total.isEmpty()) {
        throw missing("$.total_amount");
      }
      payer(caller, body);
    }
    duration(body, "$", "expiration_time");
    items(body);
    boolean manual = Json.text(body, "processing_mode").orElse("automatic").equals("manual");
    transactions(caller, body, type, manual, total);
  }

  private static void transactions(
      Caller caller, ObjectNode body, String type, boolean manual, Optional<BigDecimal> total) {
    JsonNode transactions = body.path("transactions");
    if (transactions.isObject()) {
      known((ObjectNode) transactions, "$.transactions", Set.of("payments"));
    }
    if (!Json.present(transactions, "payments")) {
      if (!manual) {
        throw OrderErrors.ORDER_BUILDER_WITHOUT_TRANSACTIONS.refusal();
      }
      return;
    }
    BigDecimal sum =
        payments(caller, transactions.path("payments"), "$.transactions.payments", type);
    if (total.isPresent() && total.get().compareTo(sum) != 0) {
      throw OrderErrors.INVALID_TOTAL_AMOUNT.refusal();
    }
  }

  /// Checks a list of payments and answers their sum.
  static BigDecimal payments(Caller caller, JsonNode payments, String path, String type) {
    if (!payments.isArray()) {
      throw OrderErrors.PROPERTY_TYPE.at(path, "must be an array");
    }
    if (payments.isEmpty()) {
      throw OrderErrors.MINIMUM_ITEMS.at(path, "must have at least 1 item");
    }
    if (payments.size() > 1) {
      throw OrderErrors.EXCEEDED_NUMBER_OF_TRANSACTIONS.refusal();
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode one : payments) {
      String here = path + "[0]";
      if (!(one instanceof ObjectNode payment)) {
        throw OrderErrors.PROPERTY_TYPE.at(here, "must be an object");
      }
      known(payment, here, PAYMENT);
      sum =
          sum.add(
              amount(caller, payment, here, "amount").orElseThrow(() -> missing(here + ".amount")));
      duration(payment, here, "expiration_time");
      if (Json.present(payment, "date_of_expiration")
          && Json.text(payment, "date_of_expiration").flatMap(Dates::parse).isEmpty()) {
        throw OrderErrors.PROPERTY_VALUE.at(
            here + ".date_of_expiration", "must be a date and time");
      }
      boolean needed = type.equals("online") && !Json.present(payment, "automatic_payments");
      method(payment, here, needed);
    }
    return sum;
  }

  private static void method(ObjectNode payment, String path, boolean needed) {
    String here = path + ".payment_method";
    if (!Json.present(payment, "payment_method")) {
      if (needed) {
        throw missing(here);
      }
      return;
    }
    change(payment.path("payment_method"), here);
    if (needed) {
      for (String name : List.of("id", "type")) {
        if (Json.text(payment, "payment_method", name).filter(text -> !text.isEmpty()).isEmpty()) {
          throw missing(here + "." + name);
        }
      }
    }
  }

  /// A payment method of which any part may be missing, as when a transaction is changed.
  static void change(JsonNode method, String path) {
    if (!(method instanceof ObjectNode object)) {
      throw OrderErrors.PROPERTY_TYPE.at(path, "must be an object");
    }
    known(object, path, METHOD);
    oneOf(object, path, "type", METHOD_TYPES);
    for (String name : List.of("id", "token", "statement_descriptor", "financial_institution")) {
      text(object, path, name);
    }
    if (Json.present(object, "installments")) {
      BigDecimal count =
          Json.number(object, "installments")
              .orElseThrow(
                  () -> OrderErrors.PROPERTY_TYPE.at(path + ".installments", "must be an integer"));
      if (count.stripTrailingZeros().scale() > 0 || count.signum() <= 0) {
        throw OrderErrors.PROPERTY_VALUE.at(path + ".installments", "must be at least 1");
      }
    }
  }

  private static void payer(Caller caller, ObjectNode body) {
    if (!Json.present(body, "payer")) {
      throw missing("$.payer");
    }
    if (!(body.path("payer") instanceof ObjectNode payer)) {
      throw OrderErrors.PROPERTY_TYPE.at("$.payer", "must be an object");
    }
    if (payer.isEmpty()) {
      throw OrderErrors.MINIMUM_PROPERTIES.at("$.payer", "must have at least 1 property");
    }
    known(payer, "$.payer", PAYER);
    for (String name : List.of("email", "customer_id", "first_name", "last_name")) {
      text(payer, "$.payer", name);
    }
    if (!Json.present(payer, "email")
        && !Json.present(payer, "customer_id")
        && !Json.present(payer, "id")) {
      throw OrderErrors.REQUIRED_PROPERTIES.refusal(
          "'$.payer.email' is required",
          "'$.payer.customer_id' is required",
          "'$.payer.id' is required");
    }
    oneOf(payer, "$.payer", "entity_type", Set.of("individual", "association"));
    for (String name : List.of("identification", "phone", "address")) {
      object(payer, "$.payer", name);
    }
    Json.text(payer, "email").ifPresent(email -> email(caller, email));
  }

  private static void email(Caller caller, String email) {
    if (!EMAIL.matcher(email).matches()) {
      throw OrderErrors.PROPERTY_VALUE.at("$.payer.email", "must be a valid e-mail");
    }
    if (caller.account().testUser() && !email.endsWith("@testuser.com")) {
      throw OrderErrors.INVALID_EMAIL_FOR_SANDBOX.at(
          "$.payer.email", "must end with @testuser.com");
    }
  }

  private static void items(ObjectNode body) {
    if (!Json.present(body, "items")) {
      return;
    }
    if (!body.path("items").isArray()) {
      throw OrderErrors.PROPERTY_TYPE.at("$.items", "must be an array");
    }
    for (JsonNode item : body.path("items")) {
      boolean priced =
          item.path("unit_price").isMissingNode()
              || item.path("unit_price").isNumber()
              || AMOUNT.matcher(item.path("unit_price").asString("")).matches();
      if (!item.isObject() || !priced) {
        throw OrderErrors.PROPERTY_VALUE.at("$.items[].unit_price", "must be an amount");
      }
    }
  }

  private static Optional<BigDecimal> amount(
      Caller caller, JsonNode node, String path, String name) {
    if (!Json.present(node, name)) {
      return Optional.empty();
    }
    String here = path + "." + name;
    String text =
        Json.text(node, name)
            .orElseThrow(() -> OrderErrors.PROPERTY_TYPE.at(here, "must be a string"));
    Optional<BigDecimal> amount = amount(text).filter(value -> value.compareTo(LEAST) >= 0);
    if (amount
        .filter(value -> value.stripTrailingZeros().scale() <= caller.site().decimals())
        .isEmpty()) {
      throw OrderErrors.PROPERTY_VALUE.at(
          here, "must be an amount with at most " + caller.site().decimals() + " decimals");
    }
    return amount;
  }

  static Optional<BigDecimal> amount(String text) {
    return AMOUNT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /// An ISO 8601 duration such as `P1D` or `PT15M`.
  static Optional<Duration> period(String text) {
    try {
      return Optional.of(Duration.parse(text)).filter(period -> !period.isNegative());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static void duration(JsonNode node, String path, String name) {
    if (Json.present(node, name) && Json.text(node, name).flatMap(OrderRules::period).isEmpty()) {
      throw OrderErrors.PROPERTY_VALUE.at(path + "." + name, "must be an ISO 8601 duration");
    }
  }

  private static void known(ObjectNode node, String path, Set<String> names) {
    List<String> strangers =
        node.propertyNames().stream()
            .filter(name -> !names.contains(name))
            .map(name -> "'" + path + "." + name + "' is not supported")
            .toList();
    if (!strangers.isEmpty()) {
      throw OrderErrors.UNSUPPORTED_PROPERTIES.refusal(strangers.toArray(String[]::new));
    }
  }

  private static Optional<String> oneOf(
      JsonNode node, String path, String name, Set<String> values) {
    Optional<String> text = text(node, path, name);
    if (text.filter(value -> !values.contains(value)).isPresent()) {
      throw OrderErrors.PROPERTY_VALUE.at(
          path + "." + name,
          "must be one of " + String.join(", ", values.stream().sorted().toList()));
    }
    return text;
  }

  private static Optional<String> text(JsonNode node, String path, String name) {
    if (Json.present(node, name) && !node.path(name).isString()) {
      throw OrderErrors.PROPERTY_TYPE.at(path + "." + name, "must be a string");
    }
    return Json.text(node, name);
  }

  private static void object(JsonNode node, String path, String name) {
    if (Json.present(node, name) && !node.path(name).isObject()) {
      throw OrderErrors.PROPERTY_TYPE.at(path + "." + name, "must be an object");
    }
  }

  private static dev.pasaje.sandbox.http.ApiError missing(String path) {
    return OrderErrors.REQUIRED_PROPERTIES.at(path, "is required");
  }
}
