// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What a request says, whichever of the many shapes it has (domain/notifications.md 2 and 3).
/// Reading it never fails.
///
/// @param topic such as `payment`; empty when nothing says it
/// @param action such as `payment.updated`; the first one where there are several
/// @param resource what to read again; empty when nothing names it, or its topic is unknown
/// @param foundIn where the id of the resource was
/// @param signedId `data.id` of the query as it came, which is what a signature covers
/// @param bodyId `data.id` of the body
/// @param owner the seller's user id, where it is said
record Notice(
    Channel channel,
    String topic,
    String action,
    Optional<ResourceRef> resource,
    FoundIn foundIn,
    Optional<String> signedId,
    Optional<String> bodyId,
    Optional<String> owner) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_WORD = 64;

  /// Where the id of the resource was found, in the order of looking (domain/notifications.md 3.2).
  enum FoundIn {
    QUERY_DATA_ID,
    BODY_DATA_ID,
    BODY_ID,
    BODY_DATA,
    BODY_RESOURCE,
    QUERY_ID,
    NOWHERE;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Notice of(Arrival arrival) {
    RawQuery query = RawQuery.of(arrival.query());
    JsonNode body = arrival.tooLarge() ? MissingNode.getInstance() : parsed(arrival.body());
    String topic = topic(query, body);
    Optional<ResourceKind> kind = Topic.kind(topic);
    Found found = kind.map(one -> find(one, query, body)).orElse(Found.NOTHING);
    return new Notice(
        channel(query, body, arrival.header("user-agent").orElse("")),
        topic,
        word(body.path("action").asString(body.path("actions").path(0).asString(""))),
        found.resource(),
        found.in(),
        query.dataId(),
        text(body.path("data").path("id")),
        text(body.path("user_id")));
  }

  private static JsonNode parsed(byte[] body) {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static String topic(RawQuery query, JsonNode body) {
    String said =
        query
            .first("type", "topic")
            .or(() -> text(body.path("type")))
            .or(() -> text(body.path("topic")))
            .orElse("");
    if (said.isEmpty() && isStatement(body)) {
      return Topic.STATEMENT;
    }
    // A payment intent of Point comes without an envelope, and so without a topic.
    return said.isEmpty() && body.path("payment").isObject() && body.has("state")
        ? "point_integration_wh"
        : word(said);
  }

  private static boolean isStatement(JsonNode body) {
    return body.has("report_id") && body.has("statement_id");
  }

  private static Channel channel(RawQuery query, JsonNode body, String userAgent) {
    if (userAgent.startsWith("MercadoPago Feed")) {
      return Channel.IPN;
    }
    if (query.dataId().isPresent() || query.first("type").isPresent() || body.has("type")) {
      return Channel.WEBHOOK;
    }
    if (body.has("_id") || body.has("state") || isStatement(body)) {
      return Channel.WEBHOOK;
    }
    return query.first("topic").isPresent() || body.has("resource") ? Channel.IPN : Channel.UNKNOWN;
  }

  private record Found(Optional<ResourceRef> resource, FoundIn in) {
    static final Found NOTHING = new Found(Optional.empty(), FoundIn.NOWHERE);
  }

  private static Found find(ResourceKind kind, RawQuery query, JsonNode body) {
    JsonNode data = body.path("data");
    if (kind == ResourceKind.CARD) {
      Optional<ResourceRef> card =
          text(data.path("customer_id"))
              .flatMap(
                  customer -> text(data.path("new_card_id")).map(number -> customer + "/" + number))
              .flatMap(id -> ResourceRef.of(kind, id));
      return card.isPresent() ? new Found(card, FoundIn.BODY_DATA) : Found.NOTHING;
    }
    if (kind == ResourceKind.STATEMENT) {
      Optional<ResourceRef> statement =
          text(body.path("report_id"))
              .flatMap(report -> text(body.path("statement_id")).map(uid -> report + "/" + uid))
              .flatMap(id -> ResourceRef.of(kind, id));
      return statement.isPresent() ? new Found(statement, FoundIn.BODY_ID) : Found.NOTHING;
    }
    for (FoundIn place : FoundIn.values()) {
      Optional<String> id =
          switch (place) {
            case QUERY_DATA_ID -> query.dataId();
            case BODY_DATA_ID -> text(data.path("id"));
            // Elsewhere the top id is that of the notification.
            case BODY_ID ->
                kind == ResourceKind.MERCHANT_ORDER || kind == ResourceKind.POINT_INTENT
                    ? text(body.path("id"))
                    : Optional.empty();
            case BODY_DATA ->
                kind == ResourceKind.FRAUD_ALERT ? text(data.path("payment_id")) : Optional.empty();
            case BODY_RESOURCE -> text(body.path("resource")).map(Notice::lastSegment);
            case QUERY_ID -> query.first("id");
            case NOWHERE -> Optional.empty();
          };
      Optional<ResourceRef> resource = id.flatMap(one -> ResourceRef.of(kind, one));
      if (resource.isPresent()) {
        return new Found(resource, place);
      }
    }
    return Found.NOTHING;
  }

  /// The address itself is never followed (domain/notifications.md 7.10).
  private static String lastSegment(String resource) {
    String path = resource.replaceFirst("[?#].*$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Ids come as text and as numbers, some beyond 2^53.
  private static Optional<String> text(JsonNode node) {
    return node.isString() || node.isIntegralNumber()
        ? Optional.of(node.asString().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /// A word of others that goes into a column: short, and of letters any database keeps.
  private static String word(String text) {
    String cut = text.length() > MAX_WORD ? text.substring(0, MAX_WORD) : text;
    return cut.chars().allMatch(letter -> letter > ' ' && letter < 127)
        ? cut
        : cut.replaceAll("[^\\x21-\\x7e]", "?");
  }
}
