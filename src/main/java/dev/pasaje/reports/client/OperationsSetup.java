// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Configurations and schedules of the reports of operations, as their API takes them
/// (domain/reports.md 5). The bodies of notifiers and schedules are those of Mercado Pago's pages
/// reports/activities-reports/api and reference/reports/enable-automatic-generation, October 2026.
public final class OperationsSetup {
  private static final String COLLECTION =
      "date_created date_approved date_released operation_id external_reference status"
          + " status_detail operation_type transaction_amount net_received_amount mercadopago_fee"
          + " payment_type installments amount_refunded chargeback_id claim_id store_id pos_id"
          + " rejection_causes counterpart_name counterpart_email buyer_document";

  private static final String AFTER_COLLECTION =
      "date_created date_approved operation_id external_reference status status_detail"
          + " operation_type transaction_amount net_received_amount mercadopago_fee payment_type"
          + " installments store_id counterpart_name";

  private static final String WITHDRAW =
      "date_created operation_id status operation_type transaction_amount net_received_amount"
          + " counterpart_name bank_account";

  private OperationsSetup() {}

  /// Every column the report has, by its own documentation.
  public static ObjectNode recommended(String report, Optional<ObjectNode> before) {
    ObjectNode node =
        before.map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
    ObjectNode structure =
        node.path("structure") instanceof ObjectNode known ? known : node.putObject("structure");
    if (!structure.has("name")) {
      structure.put("name", "pasaje-" + report);
    }
    ArrayNode columns = structure.putArray("columns");
    String keys =
        switch (report) {
          case "activities_after_collection" -> AFTER_COLLECTION;
          case "activities_withdraw" -> WITHDRAW;
          default -> COLLECTION;
        };
    for (String key : keys.split(" ", -1)) {
      columns.addObject().put("key", key);
    }
    return node;
  }

  /// The same, told to an address when a statement is there. The one webhook that is there already
  /// is changed and keeps its id.
  public static ObjectNode notifying(ObjectNode configuration, URI url, Secret key) {
    ObjectNode node = configuration.deepCopy();
    ArrayNode notifiers =
        node.path("notifiers") instanceof ArrayNode known ? known : node.putArray("notifiers");
    ObjectNode webhook = null;
    for (JsonNode one : notifiers) {
      if (webhook == null && one instanceof ObjectNode there && isWebhook(one)) {
        webhook = there;
      }
    }
    (webhook == null ? notifiers.addObject().put("type", "webhook") : webhook)
        .putObject("data")
        .put("url", url.toString())
        .put("key", key.reveal());
    return node;
  }

  private static boolean isWebhook(JsonNode notifier) {
    return notifier.path("type").asString("").equals("webhook");
  }

  /// Refuses what must not be sent: without a channel, or with a webhook whose key Mercado Pago did
  /// not show, so that storing the rest would take it away.
  public static void check(ObjectNode configuration) {
    if (configuration.path("notifiers").isEmpty()) {
      throw usage("reports.no-notifier");
    }
    for (JsonNode notifier : configuration.path("notifiers")) {
      if (isWebhook(notifier) && notifier.path("data").path("key").asString("").isBlank()) {
        throw usage("reports.hidden-key");
      }
    }
  }

  /// The number of a stored configuration.
  static String id(ObjectNode configuration) {
    String id = configuration.path("structure").path("id").asString("");
    if (id.isEmpty()) {
      throw usage("reports.no-structure");
    }
    return id;
  }

  /// When a scheduled statement is made.
  ///
  /// @param period `daily`, `weekly` or `monthly`
  /// @param value which day of the week or the month; how week days are numbered is not documented
  public static ObjectNode frequency(String period, int hour, OptionalInt value) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "frequency");
    ObjectNode data = body.putObject("data").put("period", period).put("hour", hour);
    value.ifPresent(day -> data.put("value", day));
    return body;
  }

  /// What a schedule is asked for with: told to every notifier of the configuration.
  public static ObjectNode schedule(ObjectNode configuration, ObjectNode frequency) {
    ObjectNode body = frequency.deepCopy().put("structure_id", id(configuration));
    ArrayNode notifiers = body.putArray("notifiers");
    configuration
        .path("notifiers")
        .valueStream()
        .map(one -> one.path("id").asString(""))
        .filter(id -> !id.isEmpty())
        .forEach(notifiers::add);
    return body;
  }

  /// One line in the API's own words, such as `period=daily hour=3`.
  public static String line(ObjectNode schedule) {
    return schedule
        .path("data")
        .propertyStream()
        .map(member -> member.getKey() + "=" + member.getValue().asString(""))
        .collect(Collectors.joining(" "));
  }

  private static PasajeException usage(String code) {
    return new PasajeException(PasajeException.Kind.USAGE, code, Map.of());
  }
}
