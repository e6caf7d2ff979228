// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pasaje.orders.Moment;
import dev.pasaje.orders.Order;
import dev.pasaje.orders.OrderFlag;
import dev.pasaje.text.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Orders and their timelines.
public final class OrderReport {
  private static final List<String> COLUMNS =
      List.of(
          "integration",
          "reference",
          "state",
          "currency",
          "total",
          "paid",
          "refunded",
          "flags",
          "revision",
          "changed_at");

  private OrderReport() {}

  /// A list for people: one order a line, as wide as it needs to be.
  public static String text(List<Order> orders, Style style) {
    Texts texts = Texts.of("orders", style.language());
    if (orders.isEmpty()) {
      return texts.get("list.none") + "\n";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            texts.get("column.changed"),
            texts.get("column.integration"),
            texts.get("column.reference"),
            texts.get("column.state"),
            texts.get("column.paid"),
            texts.get("column.total"),
            ""));
    for (Order order : orders) {
      rows.add(
          List.of(
              seconds(order.changedAt()),
              order.integration(),
              Clean.of(order.reference()),
              texts.get("state." + order.state().id()),
              held(order).toPlainString(),
              (order.total().map(BigDecimal::toPlainString).orElse("?") + " " + order.currency())
                  .strip(),
              flags(order, texts)));
    }
    return table(rows, new Sheet(style));
  }

  /// Columns where they fit, and running text where they do not.
  private static String table(List<List<String>> rows, Sheet sheet) {
    if (!Table.fits(rows, sheet)) {
      for (List<String> row : rows.subList(1, rows.size())) {
        sheet.say(
            0,
            row.get(2) + "  ",
            Sheet.Ink.STRONG,
            row.get(3)
                + ", "
                + row.get(4)
                + " / "
                + row.get(5)
                + " · "
                + row.get(1)
                + " · "
                + row.get(0)
                + (row.get(6).isEmpty() ? "" : " · " + row.get(6)),
            Sheet.Ink.PLAIN);
      }
    }
    return sheet.toString();
  }

  /// One order and what happened to it, for people.
  public static String text(Order order, List<Moment> timeline, Style style) {
    Texts texts = Texts.of("orders", style.language());
    Sheet sheet = new Sheet(style);
    sheet.say(
        0,
        "",
        order.integration()
            + "/"
            + Clean.of(order.reference())
            + ": "
            + texts.get("state." + order.state().id()),
        order.state().alarming() ? Sheet.Ink.BAD_STRONG : Sheet.Ink.STRONG);
    sheet.say(
        2,
        "",
        texts.get(
            "show.amounts",
            Map.of(
                "total", order.total().map(BigDecimal::toPlainString).orElse("?"),
                "paid", order.paid().toPlainString(),
                "refunded", order.refunded().toPlainString(),
                "currency", order.currency())),
        Sheet.Ink.PLAIN);
    for (OrderFlag flag : sorted(order)) {
      sheet.say(2, "! ", texts.get("flag." + flag.id()), Sheet.Ink.UNSURE);
    }
    order
        .releasedAt()
        .ifPresent(at ->
            sheet.say(
                2,
                "",
                texts.get(
                    "show.released", Map.of("at", seconds(at), "by", Clean.of(order.releasedBy()))),
                Sheet.Ink.PLAIN));
    sheet.gap();
    for (Moment moment : timeline) {
      sheet.say(0, seconds(moment.at()) + "  ", words(moment, texts), ink(moment));
    }
    return sheet.toString();
  }

  private static Sheet.Ink ink(Moment moment) {
    return switch (moment.source()) {
      case ORDER -> Sheet.Ink.STRONG;
      case READING -> Sheet.Ink.PLAIN;
      case NOTIFICATION -> Sheet.Ink.SOFT;
    };
  }

  private static String words(Moment moment, Texts texts) {
    Map<String, String> detail = moment.detail();
    return switch (moment.source()) {
      case NOTIFICATION ->
          texts.get(
              "moment.notification",
              Map.of("what", what(moment), "detail", Clean.of(String.join(" ", detail.values()))));
      case READING ->
          texts.get(
              "moment.reading",
              Map.of("what", what(moment), "detail", Clean.of(String.join(" ", detail.values()))));
      case ORDER ->
          switch (moment.what()) {
            case "state" ->
                texts.get(
                    "moment.state",
                    Map.of(
                        "from", state(detail, "from", texts),
                        "to", state(detail, "to", texts),
                        "paid", detail.getOrDefault("paid", "0"),
                        "refunded", detail.getOrDefault("refunded", "0"),
                        "total", detail.getOrDefault("total", "?"),
                        "currency", detail.getOrDefault("currency", "")));
            case "expected" ->
                texts.get(
                    "moment.expected",
                    Map.of(
                        "source", Clean.of(detail.getOrDefault("source", "")),
                        "total", detail.getOrDefault("total", "?"),
                        "currency", detail.getOrDefault("currency", "")));
            case "released" ->
                texts.get("moment.released", Map.of("by", Clean.of(detail.getOrDefault("by", ""))));
            case "held" -> texts.get("moment.held");
            default -> moment.what();
          };
    };
  }

  private static String what(Moment moment) {
    return moment.what() + " " + Clean.of(moment.id());
  }

  private static String state(Map<String, String> detail, String name, Texts texts) {
    String id = detail.getOrDefault(name, "");
    return texts.find("state." + id).orElse(id);
  }

  public static String json(List<Order> orders) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    ArrayNode list = document.putArray("orders");
    orders.forEach(order -> list.add(node(order)));
    return JsonReport.pretty(document);
  }

  public static String json(Order order, List<Moment> timeline) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.set("order", node(order));
    ArrayNode list = document.putArray("timeline");
    for (Moment moment : timeline) {
      ObjectNode node = list.addObject();
      node.put("at", moment.at().toString());
      node.put("source", moment.source().id());
      node.put("what", moment.what());
      node.put("id", Clean.of(moment.id()));
      ObjectNode detail = node.putObject("detail");
      moment.detail().forEach((name, value) -> detail.put(name, Clean.of(value)));
    }
    return JsonReport.pretty(document);
  }

  /// Amounts are text, so that no reader rounds them.
  private static ObjectNode node(Order order) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("integration", order.integration());
    node.put("reference", Clean.of(order.reference()));
    node.put("state", order.state().id());
    node.put("currency", order.currency());
    order
        .total()
        .ifPresentOrElse(
            total -> node.put("total", total.toPlainString()), () -> node.putNull("total"));
    node.put("paid", order.paid().toPlainString());
    node.put("refunded", order.refunded().toPlainString());
    ArrayNode flags = node.putArray("flags");
    sorted(order).forEach(flag -> flags.add(flag.id()));
    node.put("revision", order.revision());
    node.put("changedAt", order.changedAt().toString());
    put(node, "heldAt", order.heldAt().map(Instant::toString).orElse(""));
    put(node, "releasedAt", order.releasedAt().map(Instant::toString).orElse(""));
    put(node, "releasedBy", Clean.of(order.releasedBy()));
    return node;
  }

  private static void put(ObjectNode node, String name, String value) {
    if (value.isEmpty()) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }

  public static String csv(List<Order> orders) {
    StringWriter text = new StringWriter();
    try (CsvWriter table = CsvWriter.builder().build(text)) {
      table.writeRecord(COLUMNS);
      for (Order order : orders) {
        List<String> cells =
            List.of(
                order.integration(),
                order.reference(),
                order.state().id(),
                order.currency(),
                order.total().map(BigDecimal::toPlainString).orElse(""),
                order.paid().toPlainString(),
                order.refunded().toPlainString(),
                sorted(order).stream().map(OrderFlag::id).collect(Collectors.joining(" ")),
                Long.toString(order.revision()),
                order.changedAt().toString());
        table.writeRecord(cells.stream().map(CsvReport::harmless).toList());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return text.toString();
  }

  private static List<OrderFlag> sorted(Order order) {
    return order.flags().stream().sorted().toList();
  }

  private static String flags(Order order, Texts texts) {
    return sorted(order).stream()
        .map(flag -> texts.get("mark." + flag.id()))
        .collect(Collectors.joining(", "));
  }

  private static BigDecimal held(Order order) {
    return order.paid().subtract(order.refunded());
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
