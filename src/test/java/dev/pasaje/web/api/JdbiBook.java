// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import dev.pasaje.db.Database;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;

/// Orders straight from their tables.
record JdbiBook(Database database, Set<String> integrations, InstantSource clock)
    implements OrderBook {

  @Override
  public List<Order> list(Wish wish) {
    StringBuilder sql = new StringBuilder("select * from shop_order where 1 = 1");
    wish.integration().ifPresent(_ -> sql.append(" and integration = :integration"));
    wish.state().ifPresent(_ -> sql.append(" and state = :state"));
    wish.after()
        .ifPresent(_ ->
            sql.append(
                " and (changed_at, integration, reference) > (:at, :afterIntegration, :afterReference)"));
    sql.append(" order by changed_at, integration, reference limit :most");
    return database
        .read()
        .withHandle(handle -> {
          Query query = handle.createQuery(sql.toString()).bind("most", wish.most());
          wish.integration().ifPresent(one -> query.bind("integration", one));
          wish.state().ifPresent(state -> query.bind("state", state));
          wish.after()
              .ifPresent(after ->
                  query
                      .bind("at", after.changedAt().toEpochMilli())
                      .bind("afterIntegration", after.integration())
                      .bind("afterReference", after.reference()));
          return query.map((row, _) -> order(row)).list();
        });
  }

  @Override
  public Optional<Order> one(String integration, String reference) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery("select * from shop_order where integration = ? and reference = ?")
                .bind(0, integration)
                .bind(1, reference)
                .map((row, _) -> order(row))
                .findOne());
  }

  private static Order order(ResultSet row) throws SQLException {
    return new Order(
        row.getString("integration"),
        row.getString("reference"),
        row.getLong("revision"),
        row.getString("state"),
        row.getString("currency"),
        Optional.of(row.getString("total")).filter(text -> !text.isEmpty()).map(BigDecimal::new),
        new BigDecimal(row.getString("paid")),
        new BigDecimal(row.getString("refunded")),
        row.getString("flags").isEmpty() ? List.of() : List.of(row.getString("flags").split(",")),
        instant(row, "held_at"),
        instant(row, "released_at"),
        row.getString("released_by"),
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  @Override
  public Optional<List<Moment>> timeline(String integration, String reference) {
    return one(integration, reference)
        .map(_ ->
            database
                .read()
                .withHandle(handle ->
                    handle
                        .createQuery(
                            "select at, kind, detail from order_event where integration = ?"
                                + " and reference = ? order by id")
                        .bind(0, integration)
                        .bind(1, reference)
                        .map((row, _) ->
                            new Moment(
                                Instant.ofEpochMilli(row.getLong("at")),
                                row.getString("kind"),
                                row.getString("detail")))
                        .list()));
  }

  @Override
  public boolean expect(String integration, String reference, BigDecimal total, String currency) {
    if (!integrations.contains(integration)) {
      return false;
    }
    database
        .write()
        .useHandle(handle ->
            handle.execute(
                "insert into expected_order (integration, reference, currency, total, source,"
                    + " read_at) values (?, ?, ?, ?, 'api', ?)"
                    + " on conflict (integration, reference) do update set"
                    + " currency = excluded.currency, total = excluded.total",
                integration,
                reference,
                currency,
                total.toPlainString(),
                clock.millis()));
    return true;
  }

  @Override
  public Release release(String integration, String reference, String by) {
    Optional<Order> order = one(integration, reference);
    if (order.isEmpty()) {
      return Release.NO_SUCH_ORDER;
    }
    if (order.get().heldAt().isEmpty() || order.get().releasedAt().isPresent()) {
      return Release.NOT_HELD;
    }
    database
        .write()
        .useHandle(handle ->
            handle.execute(
                "update shop_order set released_at = ?, released_by = ?"
                    + " where integration = ? and reference = ?",
                clock.millis(),
                by,
                integration,
                reference));
    return Release.RELEASED;
  }

  void put(String reference, String state, Instant changedAt, Optional<Instant> heldAt) {
    database
        .write()
        .useTransaction(handle -> {
          handle.execute(
              "insert into shop_order (integration, reference, revision, state, currency, total,"
                  + " paid, refunded, flags, held_at, released_by, changed_at) values"
                  + " ('tienda', ?, 3, ?, 'ARS', '1500.50', '1500.50', '0', 'late-payment,x', ?,"
                  + " '', ?)",
              reference,
              state,
              heldAt.map(Instant::toEpochMilli).orElse(null),
              changedAt.toEpochMilli());
          handle.execute(
              "insert into order_event (integration, reference, at, kind, detail)"
                  + " values ('tienda', ?, ?, 'payment', '123 approved')",
              reference,
              changedAt.toEpochMilli());
        });
  }
}
