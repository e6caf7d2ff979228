// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A report's configuration before and after, to be shown before anything is changed.
///
/// @param before what is stored; empty when nothing was ever
/// @param after what would be, without what only Mercado Pago writes
public record ConfigChange(Optional<ObjectNode> before, ObjectNode after) {
  private static final JsonMapper JSON = new JsonMapper();

  /// Members whose value is not shown, wherever they stand.
  private static final Set<String> SECRETS = Set.of("password", "private_key");

  /// The columns Pasaje reads that are not in the usual set, besides that set.
  private static final String RELEASE_COLUMNS =
      "DATE SOURCE_ID EXTERNAL_REFERENCE RECORD_TYPE DESCRIPTION NET_CREDIT_AMOUNT"
          + " NET_DEBIT_AMOUNT GROSS_AMOUNT MP_FEE_AMOUNT FINANCING_FEE_AMOUNT SHIPPING_FEE_AMOUNT"
          + " TAXES_AMOUNT COUPON_AMOUNT EFFECTIVE_COUPON_AMOUNT INSTALLMENTS PAYMENT_METHOD"
          + " PAYMENT_METHOD_TYPE METADATA TAX_DETAIL TAXES_DISAGGREGATED TRANSACTION_APPROVAL_DATE"
          + " TRANSACTION_DATE SELLER_AMOUNT BALANCE_AMOUNT CURRENCY ORDER_ID PACK_ID SHIPPING_ID"
          + " ORDER_MP TRANSACTION_INTENT_ID POS_ID STORE_ID OPERATION_TAGS"
          + " PAYOUT_BANK_ACCOUNT_NUMBER";

  private static final String SETTLEMENT_COLUMNS =
      "EXTERNAL_REFERENCE SOURCE_ID USER_ID PAYMENT_METHOD_TYPE PAYMENT_METHOD SITE"
          + " TRANSACTION_TYPE TRANSACTION_AMOUNT TRANSACTION_CURRENCY TRANSACTION_DATE FEE_AMOUNT"
          + " SETTLEMENT_NET_AMOUNT SETTLEMENT_CURRENCY SETTLEMENT_DATE REAL_AMOUNT COUPON_AMOUNT"
          + " METADATA MKP_FEE_AMOUNT FINANCING_FEE_AMOUNT SHIPPING_FEE_AMOUNT TAXES_AMOUNT"
          + " INSTALLMENTS ORDER_ID SHIPPING_ID PACK_ID TAX_DETAIL TAXES_DISAGGREGATED DESCRIPTION"
          + " MONEY_RELEASE_DATE INSTALLMENT_NUMBER INSTALLMENT_NET_AMOUNT IS_RELEASED ORDER_MP"
          + " TRANSACTION_INTENT_ID OPERATION_TAGS POS_ID STORE_ID SELLER_AMOUNT"
          + " TOTAL_COUPON_AMOUNT";

  /// What Pasaje reads best: every column it reads, English headings, all kinds of rows.
  public static ObjectNode recommended(ReportFamily family, Optional<ObjectNode> before) {
    ObjectNode node =
        before.map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
    ArrayNode columns = node.putArray("columns");
    String keys =
        switch (family) {
          case RELEASE -> RELEASE_COLUMNS;
          case SETTLEMENT -> SETTLEMENT_COLUMNS;
        };
    for (String key : keys.split(" ", -1)) {
      columns.addObject().put("key", key);
    }
    node.put("report_translation", "en");
    switch (family) {
      case RELEASE -> node.put("include_withdrawal_at_end", true);
      case SETTLEMENT -> {
        node.put("include_withdraw", true);
        node.put("show_chargeback_cancel", true);
      }
    }
    if (!node.has("file_name_prefix")) {
      node.put("file_name_prefix", "pasaje-" + family.id());
    }
    if (!node.has("frequency")) {
      node.putObject("frequency").put("hour", 3).put("type", "daily").put("value", 1);
    }
    return node;
  }

  /// @param settings `name=value`, a value being JSON where it is and text where not; a point goes
  ///   inside, as in `frequency.hour=3`
  public static ConfigChange of(
      Optional<ObjectNode> before, ObjectNode start, List<String> settings) {
    ObjectNode after = start.deepCopy();
    after.remove("scheduled");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new PasajeException(
            PasajeException.Kind.USAGE, "reports.set", Map.of("found", setting));
      }
      String[] path = setting.substring(0, equals).split("\\.", -1);
      ObjectNode node = after;
      for (int i = 0; i < path.length - 1; i++) {
        node = node.path(path[i]) instanceof ObjectNode inner ? inner : node.putObject(path[i]);
      }
      put(node, path[path.length - 1], setting.substring(equals + 1));
    }
    return new ConfigChange(before, after);
  }

  private static void put(ObjectNode node, String name, String value) {
    if (value.startsWith("[") || value.startsWith("{")) {
      try {
        node.set(name, JSON.readTree(value));
      } catch (JacksonException none) {
        throw new PasajeException(
            PasajeException.Kind.USAGE, "reports.set", Map.of("found", name + "=" + value));
      }
    } else if (name.equals("columns")) {
      ArrayNode columns = node.putArray(name);
      for (String key : value.split(",", -1)) {
        columns.addObject().put("key", key.strip());
      }
    } else if (value.equals("true") || value.equals("false")) {
      node.put(name, Boolean.parseBoolean(value));
    } else if (value.matches("\\d{1,9}")) {
      node.put(name, Integer.parseInt(value));
    } else {
      node.put(name, value);
    }
  }

  /// One line for each setting that differs, `-` before and `+` after, named as `--set` names them;
  /// secrets stay hidden.
  public List<String> lines() {
    ObjectNode old =
        before.map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
    old.remove("scheduled");
    List<String> lines = new ArrayList<>();
    compare("", old, after, lines);
    return lines;
  }

  private static void compare(String path, ObjectNode old, ObjectNode now, List<String> lines) {
    TreeSet<String> names = new TreeSet<>(old.propertyNames());
    names.addAll(now.propertyNames());
    for (String name : names) {
      JsonNode was = old.path(name);
      JsonNode is = now.path(name);
      if (was.equals(is)) {
        continue;
      }
      if (parts(was, is) || parts(is, was)) {
        compare(path + name + ".", object(was), object(is), lines);
        continue;
      }
      if (!was.isMissingNode()) {
        lines.add("- " + path + name + ": " + shown(name, was));
      }
      if (!is.isMissingNode()) {
        lines.add("+ " + path + name + ": " + shown(name, is));
      }
    }
  }

  private static boolean parts(JsonNode one, JsonNode other) {
    return one instanceof ObjectNode
        && !one.isEmpty()
        && (other.isMissingNode() || other instanceof ObjectNode);
  }

  private static ObjectNode object(JsonNode node) {
    return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }

  private static String shown(String name, JsonNode value) {
    if (SECRETS.contains(name)) {
      return Secret.REDACTED;
    }
    if (name.equals("columns")) {
      List<String> keys = new ArrayList<>();
      value.forEach(column -> keys.add(column.path("key").asString("")));
      return String.join(" ", keys);
    }
    return value.isString() ? value.asString() : hidden(name, value.deepCopy()).toString();
  }

  /// The `key` of a column is a name; that of a notifier is a secret.
  private static JsonNode hidden(String name, JsonNode value) {
    if (value instanceof ObjectNode object) {
      for (String inner : List.copyOf(object.propertyNames())) {
        if (SECRETS.contains(inner) || (inner.equals("key") && name.equals("data"))) {
          object.put(inner, Secret.REDACTED);
        } else {
          JsonNode _ = hidden(inner, object.path(inner));
        }
      }
    } else {
      value.forEach(each -> hidden(name, each));
    }
    return value;
  }
}
