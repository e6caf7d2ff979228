// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;

/// What else is to be read because a resource names it: an order is only right when all its parts
/// are known.
final class Relations {
  /// @param newerThan read it only if what is stored is older than this; empty to read it whatever
  ///   is stored
  private record Named(ResourceRef resource, Optional<Instant> newerThan) {}

  private Relations() {}

  /// Raises what a changed resource names, in the transaction that stores it.
  static void raise(Handle handle, Snapshot now, Instant at) {
    for (Named named : named(now)) {
      ResourceRef resource = named.resource();
      Map<String, Long> known =
          Snapshots.versions(handle, now.integration(), resource.kind(), List.of(resource.id()));
      boolean upToDate =
          named
              .newerThan()
              .map(date -> known.getOrDefault(resource.id(), Long.MIN_VALUE) >= date.toEpochMilli())
              .orElse(false);
      if (!upToDate) {
        WorkQueue.raise(handle, now.integration(), resource, WorkQueue.Reason.RELATED, at);
      }
    }
  }

  private static List<Named> named(Snapshot now) {
    JsonNode body = now.body();
    List<Named> all = new ArrayList<>();
    switch (now.resource().kind()) {
      // Orders of the marketplace cannot be read with these credentials.
      case PAYMENT -> {
        if (body.path("order").path("type").asString("mercadopago").equals("mercadopago")) {
          add(all, ResourceKind.MERCHANT_ORDER, body.path("order").path("id"), UNKNOWN);
        }
      }
      case MERCHANT_ORDER ->
          body.path("payments")
              .forEach(payment ->
                  add(
                      all,
                      ResourceKind.PAYMENT,
                      payment.path("id"),
                      Optional.of(Versions.date(payment, "last_modified").orElse(Instant.EPOCH))));
      case FRAUD_ALERT -> add(all, ResourceKind.PAYMENT, body.path("id"), Optional.empty());
      case CHARGEBACK -> {
        body.path("payments")
            .forEach(payment ->
                add(
                    all,
                    ResourceKind.PAYMENT,
                    payment.isObject() ? payment.path("id") : payment,
                    Optional.empty()));
        if (all.isEmpty()) {
          add(all, ResourceKind.PAYMENT, body.path("payment_id"), Optional.empty());
        }
      }
      case CLAIM -> {
        if (body.path("resource").asString("").equals("payment")) {
          add(all, ResourceKind.PAYMENT, body.path("resource_id"), Optional.empty());
        }
      }
      case AUTHORIZED_PAYMENT, POINT_INTENT ->
          add(all, ResourceKind.PAYMENT, body.path("payment").path("id"), UNKNOWN);
      case ORDER,
          PREAPPROVAL,
          PREAPPROVAL_PLAN,
          CARD,
          SHIPMENT,
          CONNECTION,
          PLAN,
          SUBSCRIPTION,
          INVOICE,
          STATEMENT -> {}
    }
    return all;
  }

  /// Anything that is stored is newer.
  private static final Optional<Instant> UNKNOWN = Optional.of(Instant.EPOCH);

  private static void add(
      List<Named> all, ResourceKind kind, JsonNode id, Optional<Instant> newerThan) {
    ResourceRef.of(kind, id.asString(""))
        .ifPresent(resource -> all.add(new Named(resource, newerThan)));
  }
}
