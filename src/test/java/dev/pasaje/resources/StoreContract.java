// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import dev.pasaje.db.StoredArrival;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What each test of a store begins with: an empty one.
abstract class StoreContract {
  static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private final Store store;
  @TempDir Path directory;
  Database database;

  @SuppressWarnings("NullAway.Init")
  StoreContract(Store store) {
    this.store = store;
  }

  @BeforeEach
  void open() {
    database = store.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  static ResourceRef payment(String id) {
    return new ResourceRef(ResourceKind.PAYMENT, id);
  }

  /// A notification in the inbox, of which only these columns matter here.
  void notified(String integration, ResourceRef resource, Instant at) {
    StoredArrival.of(integration, at, resource.kind().id(), resource.id()).store(database);
  }

  long count(String table) {
    return database
        .read()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(long.class).one());
  }
}
