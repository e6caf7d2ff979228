// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.payments;

import dev.pasaje.sandbox.cards.CardTokens;
import dev.pasaje.sandbox.catalog.Installments;
import dev.pasaje.sandbox.catalog.PaymentMethod;
import dev.pasaje.sandbox.catalog.PaymentMethods;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Caller;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns a request into a [Draft], or refuses it with the documented code. When several fields are
/// wrong the first in this order counts: token, amount, method, instalments, payer, rest (the real
/// order is not published).
final class Checks {
  private final World world;
  private final CardTokens tokens;

  Checks(World world, CardTokens tokens) {
    this.world = world;
    this.tokens = tokens;
  }

  Draft check(Caller seller, ObjectNode request) {
    KnownFields.check(request);
    Optional<Document> token = token(seller, request);
    BigDecimal amount = amount(seller, request);
    PaymentMethod method = method(seller, request, token);
    limits(method, amount);
    int installments = installments(request, method);
    Optional<Document> customer = PayerChecks.check(world, seller, request);
    Optional<Instant> expires = RestChecks.check(world, seller, request, method, amount);
    return new Draft(seller, request, method, amount, installments, token, customer, expires);
  }

  /// The same for account money, which names no method and no card.
  Draft checkWallet(Caller seller, ObjectNode request) {
    KnownFields.check(request);
    BigDecimal amount = amount(seller, request);
    PaymentMethod balance = PaymentMethods.find(seller.site(), "account_money").orElseThrow();
    Optional<Document> customer = PayerChecks.check(world, seller, request);
    Optional<Instant> expires = RestChecks.check(world, seller, request, balance, amount);
    return new Draft(seller, request, balance, amount, 1, Optional.empty(), customer, expires);
  }

  private Optional<Document> token(Caller seller, ObjectNode request) {
    if (!Json.present(request, "token")) {
      return Optional.empty();
    }
    String id =
        Json.text(request, "token")
            .orElseThrow(() -> ApiError.badRequest(2062, "Invalid card token"));
    return Optional.of(tokens.usable(id, seller));
  }

  private static BigDecimal amount(Caller seller, ObjectNode request) {
    if (!Json.present(request, "transaction_amount")) {
      throw ApiError.badRequest(4002, "Transaction_amount attribute can't be null");
    }
    if (!request.path("transaction_amount").isNumber()) {
      throw ApiError.badRequest(4003, "Transaction_amount attribute must be numeric");
    }
    return Json.number(request, "transaction_amount")
        .filter(amount -> amount.signum() > 0)
        .filter(amount -> amount.stripTrailingZeros().scale() <= seller.site().decimals())
        .orElseThrow(() -> ApiError.badRequest(4037, "Invalid transaction_amount"));
  }

  private static void limits(PaymentMethod method, BigDecimal amount) {
    if (amount.compareTo(method.min()) < 0 || amount.compareTo(method.max()) > 0) {
      throw ApiError.badRequest(2072, "Invalid value for transaction_amount");
    }
  }

  private static PaymentMethod method(Caller seller, ObjectNode request, Optional<Document> token) {
    Optional<PaymentMethod> ofCard =
        token
            .flatMap(t -> Json.text(t.notes(), "payment_method_id"))
            .flatMap(id -> PaymentMethods.find(seller.site(), id));
    if (!Json.present(request, "payment_method_id")) {
      return ofCard.orElseThrow(() -> ApiError.badRequest(2131, "Cannot infer Payment Method"));
    }
    PaymentMethod named =
        Json.text(request, "payment_method_id")
            .flatMap(id -> PaymentMethods.find(seller.site(), id))
            .orElseThrow(() -> ApiError.badRequest(3028, "Invalid payment_method_id"));
    if (named.card() && token.isEmpty()) {
      throw ApiError.badRequest(4000, "Token attribute can't be null");
    }
    // A wallet's balance pays through Checkout Pro only.
    if (named.type().equals("account_money") || (!named.card() && token.isPresent())) {
      throw ApiError.badRequest(3028, "Invalid payment_method_id");
    }
    if (ofCard.isPresent() && !PaymentMethods.sameBrand(named.id(), ofCard.get().id())) {
      throw ApiError.badRequest(3028, "Invalid payment_method_id");
    }
    return named;
  }

  private static int installments(JsonNode request, PaymentMethod method) {
    if (!Json.present(request, "installments")) {
      if (method.card()) {
        throw ApiError.badRequest(4004, "Installments attribute can't be null");
      }
      return 1;
    }
    BigDecimal count =
        Json.number(request, "installments")
            .orElseThrow(() -> ApiError.badRequest(4005, "Installments attribute must be numeric"));
    boolean whole =
        count.stripTrailingZeros().scale() <= 0 && count.compareTo(BigDecimal.valueOf(100)) < 0;
    if (!whole || !Installments.offers(method, count.intValue())) {
      throw ApiError.badRequest(4033, "Invalid installments");
    }
    return count.intValue();
  }
}
