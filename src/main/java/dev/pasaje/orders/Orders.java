// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.db.Database;
import dev.pasaje.integration.Integration;
import dev.pasaje.resources.Follower;
import dev.pasaje.resources.ResourceRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.joda.money.BigMoney;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The merchant's orders, by external reference. The state of each is a function of its resources
/// as they are stored and of what the books say; it is judged anew in the transaction that changes
/// either. Safe for many threads and several nodes.
public final class Orders {
  /// As long as Mercado Pago lets a reference be.
  static final int LONGEST_REFERENCE = 256;

  private final Database database;
  private final OrderListener listener;
  private final Function<String, Set<String>> collectors;

  /// @param listener told of every change
  /// @param collectors ids of the accounts whose money an integration's is, by its id; empty when
  ///   they are not known
  public Orders(
      Database database, OrderListener listener, Function<String, Set<String>> collectors) {
    this.database = database;
    this.listener = listener;
    this.collectors = collectors;
  }

  /// Keeps orders abreast of resources.
  public Follower follower() {
    return new OrderFollower(this, database.dialect());
  }

  public Optional<Order> find(String integration, String reference) {
    return database.read().withHandle(handle -> OrderRows.find(handle, integration, reference));
  }

  /// Which orders are listed.
  ///
  /// @param integrations all when empty
  /// @param states all when empty
  public record Filter(Set<String> integrations, Set<OrderState> states, int most) {
    public Filter {
      integrations = Set.copyOf(integrations);
      states = Set.copyOf(states);
    }
  }

  /// The one that changed last comes first.
  public List<Order> list(Filter filter) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    if (!filter.integrations().isEmpty()) {
      conditions.add("integration in (<integrations>)");
    }
    if (!filter.states().isEmpty()) {
      conditions.add("state in (<states>)");
    }
    return database
        .read()
        .withHandle(handle -> {
          Query query =
              handle
                  .createQuery(
                      "select * from shop_order where "
                          + String.join(" and ", conditions)
                          + " order by changed_at desc, integration, reference limit :most")
                  .bind("most", filter.most());
          if (!filter.integrations().isEmpty()) {
            query.bindList("integrations", List.copyOf(filter.integrations()));
          }
          if (!filter.states().isEmpty()) {
            query.bindList("states", filter.states().stream().map(OrderState::id).toList());
          }
          return query.map((row, _) -> OrderRows.order(row)).list();
        });
  }

  /// A place in the list of orders, which these three sort.
  public record Place(Instant changedAt, String integration, String reference) {}

  /// The orders that changed after a place, the one that changed longest ago first.
  ///
  /// @param state an id of [OrderState]; one that is none finds nothing
  public List<Order> page(
      Optional<String> integration, Optional<String> state, Optional<Place> after, int most) {
    Place place = after.orElse(new Place(Instant.EPOCH, "", ""));
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select * from shop_order where (:any = '' or integration = :any)"
                        + " and (:state = '' or state = :state) and (changed_at > :at"
                        + " or changed_at = :at and (integration > :integration"
                        + " or integration = :integration and reference > :reference))"
                        + " order by changed_at, integration, reference limit :most")
                .bind("any", integration.orElse(""))
                .bind("state", state.orElse(""))
                .bind("at", place.changedAt().toEpochMilli())
                .bind("integration", place.integration())
                .bind("reference", place.reference())
                .bind("most", most)
                .map((row, _) -> OrderRows.order(row))
                .list());
  }

  /// How many orders of an integration are in each state; states without any are left out.
  public Map<OrderState, Long> counts(String integration) {
    Map<OrderState, Long> counts = new EnumMap<>(OrderState.class);
    database
        .read()
        .useHandle(handle ->
            handle
                .createQuery(
                    "select state, count(*) as many from shop_order"
                        + " where integration = :integration group by state")
                .bind("integration", integration)
                .map((row, _) ->
                    Map.entry(
                        OrderState.of(row.getString("state")).orElseThrow(), row.getLong("many")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
    return counts;
  }

  /// Everything that is known to have happened to an order, in the order of time.
  public List<Moment> timeline(String integration, String reference) {
    return database.read().withHandle(handle -> Timeline.of(handle, integration, reference));
  }

  /// The books say what an order costs.
  ///
  /// @param source who says so, such as `csv` or `api`
  /// @return whether that is news
  /// @throws IllegalArgumentException when the reference, the amount or the currency is none
  public boolean expect(
      String integration,
      String reference,
      BigDecimal total,
      String currency,
      String source,
      Instant now) {
    BookLine line = BookLine.of(reference, total, currency);
    return database.write().inTransaction(handle -> expect(handle, integration, line, source, now));
  }

  boolean expect(Handle handle, String integration, BookLine line, String source, Instant now) {
    BigMoney total = line.total();
    if (!OrderRows.expect(handle, integration, line.reference(), total, source, now)) {
      return false;
    }
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("source", source);
    detail.put("total", total.getAmount().toPlainString());
    detail.put("currency", total.getCurrencyUnit().getCode());
    OrderRows.event(handle, integration, line.reference(), now, "expected", detail);
    recompute(handle, integration, line.reference(), now);
    return true;
  }

  /// The accounts of integrations, as [Orders#Orders] wants them: every access token ends in the id
  /// of its owner (domain/credentials.md 2.1).
  public static Function<String, Set<String>> accounts(List<Integration> integrations) {
    Map<String, Set<String>> accounts = new HashMap<>();
    for (Integration integration : integrations) {
      accounts.put(integration.id(), integration.owners());
    }
    return id -> accounts.getOrDefault(id, Set.of());
  }

  /// Takes over what the books say; a second time it changes nothing.
  public BookSync sync(String integration, Books.Reading reading, Instant now) {
    return BookSync.of(database, this, integration, reading, now);
  }

  /// A person answers the alerts about an order. A later alert holds it again.
  ///
  /// @param by who
  /// @return whether there was anything to release
  public boolean release(String integration, String reference, String by, Instant now) {
    return database
        .write()
        .inTransaction(handle -> {
          if (OrderRows.find(handle, integration, reference).isEmpty()) {
            return false;
          }
          Order order = OrderRows.lock(handle, database.dialect(), integration, reference, now);
          if (order.state() != OrderState.HOLD_FRAUD) {
            return false;
          }
          OrderRows.released(handle, order, by, now);
          ObjectNode detail = JsonNodeFactory.instance.objectNode();
          detail.put("by", by);
          OrderRows.event(handle, integration, reference, now, "released", detail);
          recompute(handle, integration, reference, now);
          return true;
        });
  }

  /// An alert came again about a payment that has not changed since: its orders are held.
  ///
  /// @param alert a resource of the kind fraud alert
  void alerted(Handle handle, String integration, ResourceRef alert, Instant at) {
    OrderRows.alert(handle, integration, alert.id(), at);
    for (String reference :
        Links.references(handle, integration, alert).stream().sorted().toList()) {
      recompute(handle, integration, reference, at);
    }
  }

  /// Judges an order anew, and writes and tells what differs.
  void recompute(Handle handle, String integration, String reference, Instant now) {
    Order before = OrderRows.lock(handle, database.dialect(), integration, reference, now);
    Optional<Instant> held = OrderRows.heldSince(handle, integration, reference);
    OrderStanding standing =
        OrderStanding.of(
            Evidence.facts(
                OrderRows.pieces(handle, integration, reference),
                OrderRows.expected(handle, integration, reference),
                collectors.apply(integration),
                held.isPresent()));
    Optional<Instant> heldAt = held.or(before::heldAt);
    if (standing.equals(before.standing()) && heldAt.equals(before.heldAt())) {
      return;
    }
    Order after = before.standing(standing, heldAt, now);
    OrderRows.write(handle, after);
    if (held.isPresent() && !held.equals(before.heldAt())) {
      OrderRows.event(
          handle, integration, reference, now, "held", JsonNodeFactory.instance.objectNode());
    }
    if (!standing.equals(before.standing())) {
      OrderRows.event(handle, integration, reference, now, "state", detail(before, after));
    }
    // That somebody means to buy something is no news to the merchant.
    if (before.state() != OrderState.OPEN || after.state() != OrderState.OPEN) {
      listener.changed(handle, new OrderChange(after, before.state()));
    }
  }

  private static ObjectNode detail(Order before, Order after) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("from", before.state().id());
    detail.put("to", after.state().id());
    detail.put("total", after.total().map(BigDecimal::toPlainString).orElse(""));
    detail.put("paid", after.paid().toPlainString());
    detail.put("refunded", after.refunded().toPlainString());
    detail.put("currency", after.currency());
    detail.put("flags", OrderFlag.text(after.flags()));
    detail.put("revision", after.revision());
    return detail;
  }
}
