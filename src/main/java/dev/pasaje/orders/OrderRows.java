// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.db.Dialect;
import dev.pasaje.resources.ResourceKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.joda.money.BigMoney;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rows of orders, and those they are made of.
final class OrderRows {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String ORDER =
      "select * from shop_order where integration = :integration and reference = :reference";

  private OrderRows() {}

  static JsonNode json(String body) {
    return JSON.readTree(body);
  }

  private static <S extends SqlStatement<S>> S keyed(S statement, String integration, String ref) {
    return statement.bind("integration", integration).bind("reference", ref);
  }

  static Optional<Order> find(Handle handle, String integration, String reference) {
    return keyed(handle.createQuery(ORDER), integration, reference)
        .map((row, _) -> order(row))
        .findOne();
  }

  /// The order, made when it is new, and nobody else's until the transaction ends.
  static Order lock(
      Handle handle, Dialect dialect, String integration, String reference, Instant now) {
    keyed(
            handle.createUpdate(
                "insert into shop_order (integration, reference, revision, state, currency, total,"
                    + " paid, refunded, flags, held_at, released_at, released_by, changed_at)"
                    + " values (:integration, :reference, 0, 'open', '', '', '0', '0', '', null,"
                    + " null, '', :now) on conflict do nothing"),
            integration,
            reference)
        .bind("now", now.toEpochMilli())
        .execute();
    return keyed(handle.createQuery(ORDER + dialect.forUpdate()), integration, reference)
        .map((row, _) -> order(row))
        .one();
  }

  static Order order(ResultSet row) throws SQLException {
    String total = row.getString("total");
    return new Order(
        row.getString("integration"),
        row.getString("reference"),
        row.getLong("revision"),
        OrderState.of(row.getString("state")).orElseThrow(),
        row.getString("currency"),
        total.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(total)),
        new BigDecimal(row.getString("paid")),
        new BigDecimal(row.getString("refunded")),
        OrderFlag.flags(row.getString("flags")),
        instant(row, "held_at"),
        instant(row, "released_at"),
        row.getString("released_by"),
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long at = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
  }

  static void write(Handle handle, Order order) {
    keyed(
            handle.createUpdate(
                "update shop_order set revision = :revision, state = :state, currency = :currency,"
                    + " total = :total, paid = :paid, refunded = :refunded, flags = :flags,"
                    + " held_at = :held, changed_at = :changed"
                    + " where integration = :integration and reference = :reference"),
            order.integration(),
            order.reference())
        .bind("revision", order.revision())
        .bind("state", order.state().id())
        .bind("currency", order.currency())
        .bind("total", order.total().map(BigDecimal::toPlainString).orElse(""))
        .bind("paid", order.paid().toPlainString())
        .bind("refunded", order.refunded().toPlainString())
        .bind("flags", OrderFlag.text(order.flags()))
        .bind("held", order.heldAt().map(Instant::toEpochMilli).orElse(null))
        .bind("changed", order.changedAt().toEpochMilli())
        .execute();
  }

  static void released(Handle handle, Order order, String by, Instant at) {
    keyed(
            handle.createUpdate(
                Links.MEMBERS
                    + "update order_alert set released = alerts where integration = :integration"
                    + " and resource_id in (select resource_id from member"
                    + " where kind = 'fraud-alert')"),
            order.integration(),
            order.reference())
        .execute();
    keyed(
            handle.createUpdate(
                "update shop_order set released_at = :at, released_by = :by"
                    + " where integration = :integration and reference = :reference"),
            order.integration(),
            order.reference())
        .bind("at", at.toEpochMilli())
        .bind("by", by)
        .execute();
  }

  static void event(
      Handle handle, String integration, String reference, Instant at, String kind, JsonNode what) {
    handle.execute(
        "insert into order_event (integration, reference, at, kind, detail)"
            + " values (?, ?, ?, ?, ?)",
        integration,
        reference,
        at.toEpochMilli(),
        kind,
        what.toString());
  }

  static List<Evidence.Piece> pieces(Handle handle, String integration, String reference) {
    return keyed(
            handle.createQuery(
                Links.MEMBERS
                    + "select r.kind, r.resource_id, r.version, r.body from member m"
                    + " join resource r on r.integration = :integration and r.kind = m.kind"
                    + " and r.resource_id = m.resource_id"),
            integration,
            reference)
        .map((row, _) ->
            new Evidence.Piece(
                ResourceKind.of(row.getString("kind")).orElseThrow(),
                row.getString("resource_id"),
                row.getLong("version"),
                json(row.getString("body"))))
        .list();
  }

  /// When the latest alert came that nobody has answered; empty when there is none.
  static Optional<Instant> heldSince(Handle handle, String integration, String reference) {
    return keyed(
            handle.createQuery(
                Links.MEMBERS
                    + "select max(a.alerted_at) as latest from member m join order_alert a"
                    + " on a.integration = :integration and a.resource_id = m.resource_id"
                    + " where m.kind = 'fraud-alert' and a.alerts > a.released"),
            integration,
            reference)
        .map((row, _) -> instant(row, "latest"))
        .one();
  }

  static void alert(Handle handle, String integration, String alert, Instant at) {
    handle.execute(
        "insert into order_alert (integration, resource_id, alerts, released, alerted_at)"
            + " values (?, ?, 1, 0, ?) on conflict (integration, resource_id) do update set"
            + " alerts = order_alert.alerts + 1, alerted_at = excluded.alerted_at",
        integration,
        alert,
        at.toEpochMilli());
  }

  static Optional<BigMoney> expected(Handle handle, String integration, String reference) {
    return keyed(
            handle.createQuery(
                "select currency, total from expected_order"
                    + " where integration = :integration and reference = :reference"),
            integration,
            reference)
        .map((row, _) ->
            Amounts.money(
                Optional.of(new BigDecimal(row.getString("total"))), row.getString("currency")))
        .findOne()
        .flatMap(money -> money);
  }

  /// @return whether that is news
  static boolean expect(
      Handle handle,
      String integration,
      String reference,
      BigMoney total,
      String source,
      Instant at) {
    String currency = total.getCurrencyUnit().getCode();
    return keyed(
                handle.createUpdate(
                    "insert into expected_order (integration, reference, currency, total, source,"
                        + " read_at) values (:integration, :reference, :currency, :total, :source,"
                        + " :at) on conflict (integration, reference) do update set"
                        + " currency = excluded.currency, total = excluded.total,"
                        + " source = excluded.source, read_at = excluded.read_at"
                        + " where expected_order.currency <> excluded.currency"
                        + " or expected_order.total <> excluded.total"),
                integration,
                reference)
            .bind("currency", currency)
            .bind("total", Amounts.canonical(total.getAmount(), currency).toPlainString())
            .bind("source", source)
            .bind("at", at.toEpochMilli())
            .execute()
        == 1;
  }
}
