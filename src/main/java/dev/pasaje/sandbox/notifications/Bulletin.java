// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Document;
import dev.pasaje.sandbox.world.ResourceEvent;
import dev.pasaje.sandbox.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Turns what happens in the world into happenings to be told, with the members each topic's body
/// shows. Called under the world's lock; sends nothing.
public final class Bulletin implements Consumer<ResourceEvent> {
  private static final Map<String, Topic> KINDS =
      Map.ofEntries(
          Map.entry("payment", Topic.PAYMENT),
          Map.entry("merchant_order", Topic.MERCHANT_ORDER),
          Map.entry("order", Topic.ORDER),
          Map.entry("preapproval", Topic.SUBSCRIPTION),
          Map.entry("preapproval_plan", Topic.SUBSCRIPTION_PLAN),
          Map.entry("authorized_payment", Topic.AUTHORIZED_PAYMENT),
          Map.entry("mp-connect", Topic.CONNECT),
          Map.entry("claim", Topic.CLAIM),
          Map.entry("chargeback", Topic.CHARGEBACK),
          Map.entry("fraud", Topic.FRAUD),
          Map.entry("card", Topic.CARD),
          Map.entry("point", Topic.POINT),
          Map.entry("delivery", Topic.DELIVERY),
          Map.entry("wallet_connect", Topic.WALLET_CONNECT));

  private final World world;
  private final Courier courier;
  private final Map<String, Long> versions = new HashMap<>();

  public Bulletin(World world, Courier courier) {
    this.world = world;
    this.courier = courier;
  }

  @Override
  public void accept(ResourceEvent event) {
    Topic topic = KINDS.get(event.kind());
    if (topic == null) {
      topic = Topic.of(event.kind()).orElse(null);
    }
    if (topic == null) {
      return; // a resource that nobody is notified of, such as a preference or a customer
    }
    long version = versions.merge(event.kind() + "/" + event.id(), 1L, Long::sum);
    Optional<Document> document = world.shelf(event.kind()).find(event.id());
    JsonNode body = document.<JsonNode>map(Document::body).orElseGet(Json::object);
    courier.announce(
        new Happening(
            topic,
            action(topic, event.action(), version),
            event.id(),
            version,
            Long.toString(event.ownerId()),
            Long.toString(application(event)),
            !event.live(),
            detail(topic, event, body),
            event.notificationUrl().isBlank() ? null : event.notificationUrl()));
  }

  /// The application of the event, or the owner's first one.
  private long application(ResourceEvent event) {
    if (event.applicationId() != 0) {
      return event.applicationId();
    }
    return world.accounts().applications().stream()
        .filter(application -> application.ownerId() == event.ownerId())
        .mapToLong(dev.pasaje.sandbox.world.Application::id)
        .findFirst()
        .orElse(0);
  }

  /// The action in the words of the topic: `payment.created`, but only `create` for a merchant
  /// order and `created` for a subscription.
  private static String action(Topic topic, String action, long version) {
    String verb = action.substring(action.lastIndexOf('.') + 1);
    return switch (topic) {
      case MERCHANT_ORDER -> version == 1 ? "create" : "update";
      case SUBSCRIPTION, SUBSCRIPTION_PLAN, AUTHORIZED_PAYMENT, CLAIM, WALLET_CONNECT -> verb;
      case CHARGEBACK -> "changed_case_status";
      case FRAUD -> "Created";
      case CARD -> "card.updated";
      case DELIVERY -> "delivery.updated";
      case PAYMENT, ORDER, CONNECT, POINT -> action;
    };
  }

  private Map<String, ?> detail(Topic topic, ResourceEvent event, JsonNode body) {
    return switch (topic) {
      case ORDER -> order(body);
      case MERCHANT_ORDER -> copy(body, "status");
      case CHARGEBACK -> chargeback(event, body);
      case CLAIM -> Map.of("resource", "claim");
      case FRAUD -> {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("description", "desc");
        data.putAll(copy(body, "merchant_order", "payment_id", "site_id"));
        yield data;
      }
      case CARD -> copy(body, "customer_id", "new_card_id", "old_card_id");
      case POINT, DELIVERY -> members(body);
      case PAYMENT, SUBSCRIPTION, SUBSCRIPTION_PLAN, AUTHORIZED_PAYMENT, CONNECT, WALLET_CONNECT ->
          Map.of();
    };
  }

  private Map<String, ?> chargeback(ResourceEvent event, JsonNode body) {
    Map<String, Object> data = new LinkedHashMap<>();
    JsonNode payment = body.path("payments").path(0);
    JsonNode id = payment.isObject() ? payment.path("id") : payment;
    if (!id.isMissingNode()) {
      data.put("payment_id", id);
    }
    data.put("product_id", "");
    world
        .accounts()
        .account(event.ownerId())
        .ifPresent(owner -> data.put("site_id", owner.site().name()));
    data.put("transaction_intent_id", "");
    return data;
  }

  /// An expired or cancelled order shows no transactions and only its total.
  private static Map<String, ?> order(JsonNode body) {
    String status = Json.text(body, "status").orElse("");
    boolean ended = status.equals("expired") || status.equals("canceled");
    Map<String, Object> data =
        copy(body, "external_reference", "status", "status_detail", "total_amount", "type");
    if (!ended) {
      data.putAll(copy(body, "total_paid_amount"));
      List<Map<String, Object>> payments = new ArrayList<>();
      for (JsonNode payment : Json.at(body, "transactions", "payments")) {
        Map<String, Object> one = copy(payment, "amount", "id", "paid_amount");
        one.put(
            "payment_method", copy(payment.path("payment_method"), "id", "installments", "type"));
        if (Json.present(payment, "reference")) {
          one.put("reference", copy(payment.path("reference"), "id"));
        }
        one.putAll(copy(payment, "status", "status_detail"));
        payments.add(one);
      }
      Map<String, Object> transactions = new LinkedHashMap<>();
      transactions.put("payments", payments);
      for (String more : List.of("refunds", "chargebacks")) {
        JsonNode list = Json.at(body, "transactions", more);
        if (list.isArray() && !list.isEmpty()) {
          transactions.put(more, list.deepCopy());
        }
      }
      data.put("transactions", transactions);
    }
    return data;
  }

  private static Map<String, Object> copy(JsonNode from, String... names) {
    Map<String, Object> to = new LinkedHashMap<>();
    for (String name : names) {
      if (Json.present(from, name)) {
        to.put(name, from.path(name).deepCopy());
      }
    }
    return to;
  }

  private static Map<String, Object> members(JsonNode from) {
    return copy(from, from.propertyNames().toArray(String[]::new));
  }
}
