// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.db.Dialect;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.Snapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import tools.jackson.databind.JsonNode;

/// Which resource belongs to the order of which other one. A resource that has no reference of its
/// own takes that of what it belongs to, at any distance; until that is known it waits.
final class Links {
  /// A list in a body that is longer than this is nonsense.
  private static final int MOST = 500;

  /// The resources of an order: those with its reference, and those without any that hang on them.
  static final String MEMBERS =
      """
      with recursive member (kind, resource_id) as (
        select kind, resource_id from resource
        where integration = :integration and reference = :reference
        union
        select l.kind, l.resource_id from member m
        join order_link l on l.integration = :integration
          and l.names_kind = m.kind and l.names_id = m.resource_id
        where not exists (select 1 from resource x where x.integration = :integration
          and x.kind = l.kind and x.resource_id = l.resource_id and x.reference <> ''))
      """;

  private static final String REFERENCES =
      """
      with recursive up (kind, resource_id) as (
        select cast(:kind as text), cast(:id as text)
        union
        select l.names_kind, l.names_id from up u
        join order_link l on l.integration = :integration
          and l.kind = u.kind and l.resource_id = u.resource_id
        where not exists (select 1 from resource x where x.integration = :integration
          and x.kind = u.kind and x.resource_id = u.resource_id and x.reference <> ''))
      select distinct r.reference from up u
      join resource r on r.integration = :integration
        and r.kind = u.kind and r.resource_id = u.resource_id
      where r.reference <> ''
      """;

  private Links() {}

  private record Link(ResourceRef from, ResourceRef to) {}

  /// Keeps what a resource says of others, and locks it and them until the transaction ends: two
  /// readings that complete each other must not miss each other.
  static void keep(Handle handle, Dialect dialect, Snapshot snapshot) {
    Set<Link> links = of(snapshot);
    if (!dialect.forUpdate().isEmpty()) {
      lock(handle, dialect, snapshot, links);
    }
    if (!links.isEmpty()) {
      PreparedBatch told =
          handle.prepareBatch(
              "insert into order_link (integration, kind, resource_id, names_kind, names_id)"
                  + " values (?, ?, ?, ?, ?) on conflict do nothing");
      for (Link link : links) {
        told.add(
            snapshot.integration(),
            link.from().kind().id(),
            link.from().id(),
            link.to().kind().id(),
            link.to().id());
      }
      told.execute();
    }
  }

  private static void lock(Handle handle, Dialect dialect, Snapshot snapshot, Set<Link> links) {
    // In one order for everybody, or two transactions would wait for each other.
    Set<String> knots = new TreeSet<>(neighbours(handle, snapshot));
    knots.add(text(snapshot.resource()));
    for (Link link : links) {
      knots.add(text(link.from()));
      knots.add(text(link.to()));
    }
    for (String knot : knots) {
      String kind = knot.substring(0, knot.indexOf(' '));
      String id = knot.substring(knot.indexOf(' ') + 1);
      handle.execute(
          "insert into order_link (integration, kind, resource_id, names_kind, names_id)"
              + " values (?, ?, ?, ?, ?) on conflict do nothing",
          snapshot.integration(),
          kind,
          id,
          kind,
          id);
      handle
          .createQuery(
              "select 1 from order_link where integration = :integration and kind = :kind"
                  + " and resource_id = :id and names_kind = :kind and names_id = :id"
                  + dialect.forUpdate())
          .bind("integration", snapshot.integration())
          .bind("kind", kind)
          .bind("id", id)
          .mapTo(Integer.class)
          .one();
    }
  }

  /// What is already known to hang on a resource, and what it hangs on: with these locked, the two
  /// ends of a chain such as claim, payment, merchant order cannot miss each other either.
  private static List<String> neighbours(Handle handle, Snapshot snapshot) {
    return handle
        .createQuery(
            "select kind || ' ' || resource_id from order_link where integration = :integration"
                + " and names_kind = :kind and names_id = :id"
                + " union select names_kind || ' ' || names_id from order_link"
                + " where integration = :integration and kind = :kind and resource_id = :id")
        .bind("integration", snapshot.integration())
        .bind("kind", snapshot.resource().kind().id())
        .bind("id", snapshot.resource().id())
        .mapTo(String.class)
        .list();
  }

  private static String text(ResourceRef resource) {
    return resource.kind().id() + " " + resource.id();
  }

  /// The references a resource belongs to: its own, or those of what it hangs on. Usually one.
  static List<String> references(Handle handle, String integration, ResourceRef resource) {
    return handle
        .createQuery(REFERENCES)
        .bind("integration", integration)
        .bind("kind", resource.kind().id())
        .bind("id", resource.id())
        .mapTo(String.class)
        .list();
  }

  private static Set<Link> of(Snapshot snapshot) {
    ResourceRef self = snapshot.resource();
    JsonNode body = snapshot.body();
    Set<Link> links = new LinkedHashSet<>();
    switch (self.kind()) {
      case PAYMENT -> merchantOrder(body).ifPresent(order -> links.add(new Link(self, order)));
      case FRAUD_ALERT -> {
        links.add(new Link(self, new ResourceRef(ResourceKind.PAYMENT, self.id())));
        merchantOrder(body).ifPresent(order -> links.add(new Link(self, order)));
      }
      case CHARGEBACK ->
          CaseView.chargeback(body).payments().stream()
              .limit(MOST)
              .flatMap(id -> ResourceRef.of(ResourceKind.PAYMENT, id).stream())
              .forEach(payment -> links.add(new Link(self, payment)));
      case CLAIM ->
          CaseView.claim(body).payments().stream()
              .flatMap(id -> ResourceRef.of(ResourceKind.PAYMENT, id).stream())
              .forEach(payment -> links.add(new Link(self, payment)));
      case MERCHANT_ORDER ->
          AskedView.merchantOrder(body).payments().stream()
              .limit(MOST)
              .flatMap(id -> ResourceRef.of(ResourceKind.PAYMENT, id).stream())
              .forEach(payment -> links.add(new Link(payment, self)));
      case ORDER ->
          AskedView.paymentOrder(body).payments().stream()
              .limit(MOST)
              .flatMap(id -> ResourceRef.of(ResourceKind.PAYMENT, id).stream())
              .forEach(payment -> links.add(new Link(payment, self)));
      case PREAPPROVAL,
          PREAPPROVAL_PLAN,
          AUTHORIZED_PAYMENT,
          CARD,
          POINT_INTENT,
          SHIPMENT,
          CONNECTION,
          PLAN,
          SUBSCRIPTION,
          INVOICE,
          STATEMENT -> {}
    }
    return links;
  }

  private static Optional<ResourceRef> merchantOrder(JsonNode payment) {
    JsonNode order = payment.path("order");
    return order.path("type").asString("mercadopago").equals("mercadopago")
        ? ResourceRef.of(ResourceKind.MERCHANT_ORDER, order.path("id").asString(""))
        : Optional.empty();
  }
}
