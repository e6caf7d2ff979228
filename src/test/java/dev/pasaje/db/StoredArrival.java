// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import java.time.Instant;
import java.util.OptionalLong;

/// A verified notification of a payment or the like that is in the inbox, for tests of what reads
/// it.
public record StoredArrival(
    OptionalLong id, String integration, Instant at, String kind, String resource) {

  public static StoredArrival of(String integration, Instant at, String kind, String resource) {
    return new StoredArrival(OptionalLong.empty(), integration, at, kind, resource);
  }

  public StoredArrival numbered(long number) {
    return new StoredArrival(OptionalLong.of(number), integration, at, kind, resource);
  }

  public void store(Database database) {
    String numbered =
        database.dialect() == Dialect.POSTGRESQL && id.isPresent() ? "overriding system value" : "";
    database
        .write()
        .useTransaction(handle -> {
          handle.execute(
              """
              insert into arrival_sort (channel, kind, found_in, signature, manifest, ts_unit,
                disposition)
              values ('webhook', ?, 'query-data-id', 'verified', '', 's', 'raised')
              on conflict do nothing
              """,
              kind);
          handle
              .createUpdate(
                  "insert into arrival ("
                      + (id.isPresent() ? "id, " : "")
                      + "integration, received_at, topic, action, resource_id, sort, drift_ms,"
                      + " remote, request) "
                      + numbered
                      + " select "
                      + (id.isPresent() ? id.getAsLong() + ", " : "")
                      + ":integration, :at, :kind, :action, :resource, id, 0, '', :request"
                      + " from arrival_sort where kind = :kind and signature = 'verified'"
                      + " and disposition = 'raised'")
              .bind("integration", integration)
              .bind("at", at.toEpochMilli())
              .bind("kind", kind)
              .bind("action", kind + ".updated")
              .bind("resource", resource)
              .bind("request", new byte[0])
              .execute();
        });
  }
}
