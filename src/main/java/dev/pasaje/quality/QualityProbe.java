// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.http.Threads;
import dev.pasaje.integration.Product;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Payment;
import dev.pasaje.quality.Place.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Gathers the evidence that the API holds on one purchase: reads only, nothing is changed.
///
/// The way from a payment to its preference: `order.id` → merchant order → `preference_id`
/// (domain/quality.md A6).
public final class QualityProbe {
  /// More at once would only be told to wait (domain/api.md 1.6).
  private static final int MOST_AT_ONCE = 4;

  private final MercadoPago api;

  public QualityProbe(MercadoPago api) {
    this.api = api;
  }

  /// The evidence on a payment, on an order when the id begins with `ORD`, or on a subscription.
  ///
  /// Only the subject itself must be readable. A merchant order or a preference that cannot be read
  /// (older than what the API keeps, another owner's) is missing evidence, and the rules say so.
  public Call<QualityEvidence> gather(String id) {
    if (id.startsWith("ORD")) {
      return api.order(id).map(order -> QualityEvidence.ofRecords(Map.of("order", order)));
    }
    // A subscription's id is 32 hex digits; payments and orders never are (domain/api.md 8).
    if (id.matches("[0-9a-f]{32}")) {
      return api.get("/preapproval/" + id, Map.of())
          .map(record -> QualityEvidence.ofRecords(Map.of("preapproval", record)));
    }
    return api.payment(id).map(this::around);
  }

  private QualityEvidence around(Payment payment) {
    Map<String, JsonNode> records = new LinkedHashMap<>();
    records.put("payment", payment.raw());
    Optional<JsonNode> merchantOrder =
        payment.merchantOrder().flatMap(id -> api.merchantOrder(id).found());
    merchantOrder.ifPresent(order -> records.put("merchantOrder", order));
    merchantOrder
        .flatMap(order -> new Tree(order).text("preference_id"))
        .flatMap(id -> api.preference(id).found())
        .ifPresent(preference -> records.put("preference", preference));
    if (payment.status().equals("charged_back") || payment.status().equals("in_mediation")) {
      api.get("/v1/chargebacks/search", Map.of("payment_id", payment.id()))
          .found()
          .map(page -> page.path("results"))
          .filter(results -> results.isArray() && !results.isEmpty())
          .ifPresent(disputes -> records.put("chargebacks", disputes));
    }
    return QualityEvidence.ofRecords(records);
  }

  /// The same for many payments, a few at once: an envelope each, in their order.
  ///
  /// A record that the API refuses is missing evidence; when nobody answers, all ends, since to ask
  /// again later brings more.
  ///
  /// @throws UncheckedIOException when nobody answers
  public List<JsonNode> around(List<Payment> payments, Product product) {
    Document created = QualityFacts.created(product);
    Map<String, Optional<JsonNode>> shared = new ConcurrentHashMap<>();
    Semaphore few = new Semaphore(MOST_AT_ONCE);
    try (ExecutorService threads = Threads.perTask()) {
      List<Future<JsonNode>> asked = new ArrayList<>();
      for (Payment payment : payments) {
        asked.add(
            threads.submit(() -> {
              few.acquire();
              try {
                return envelope(payment, created, shared);
              } finally {
                few.release();
              }
            }));
      }
      List<JsonNode> envelopes = new ArrayList<>();
      for (Future<JsonNode> one : asked) {
        envelopes.add(one.get());
      }
      return envelopes;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw silent("interrupted");
    } catch (ExecutionException broken) {
      if (broken.getCause() instanceof UncheckedIOException silent) {
        throw silent;
      }
      throw new IllegalStateException(broken);
    }
  }

  private JsonNode envelope(
      Payment payment, Document created, Map<String, Optional<JsonNode>> shared) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("payment", payment.raw());
    switch (created) {
      case PREFERENCE, MERCHANT_ORDER -> {
        Optional<JsonNode> order =
            payment
                .merchantOrder()
                .flatMap(id -> once(shared, "order " + id, () -> api.merchantOrder(id)));
        order.ifPresent(record -> envelope.set("merchantOrder", record));
        if (created == Document.PREFERENCE) {
          order
              .flatMap(record -> new Tree(record).text("preference_id"))
              .flatMap(id -> once(shared, "preference " + id, () -> api.preference(id)))
              .ifPresent(record -> envelope.set("preference", record));
        }
      }
      case ORDER ->
          new Tree(payment.raw())
              .text("order.id")
              // Orders of the Orders API begin so (domain/api.md 7.3).
              .filter(id -> id.startsWith("ORD"))
              .flatMap(id -> once(shared, id, () -> api.order(id)))
              .ifPresent(record -> envelope.set("order", record));
      case PAYMENT, PREAPPROVAL, PAYMENT_INTENT -> {
        // The payment is all there is.
      }
    }
    return envelope;
  }

  /// Several payments may be of one order.
  private static Optional<JsonNode> once(
      Map<String, Optional<JsonNode>> shared, String key, Supplier<Call<JsonNode>> call) {
    return shared.computeIfAbsent(
        key,
        _ ->
            switch (call.get()) {
              case Call.Ok<JsonNode>(JsonNode record, _) -> Optional.of(record);
              case Call.Refused<JsonNode> _ -> Optional.empty();
              case Call.Unreachable<JsonNode> nothing ->
                  throw silent(nothing.reason().id() + ", " + nothing.detail());
            });
  }

  private static UncheckedIOException silent(String why) {
    return new UncheckedIOException(why, new IOException(why));
  }
}
