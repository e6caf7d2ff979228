// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlOpenItemsTest extends OpenItemsContract {
  private static Database shared;

  @BeforeAll
  static void create() {
    shared = TestDatabases.postgresql();
  }

  @AfterAll
  static void remove() {
    shared.close();
  }

  @Override
  Database open() {
    return shared;
  }

  /// Emptied rather than made anew, which takes a second.
  @Override
  void done(Database used) {
    used.write()
        .useHandle(
            handle -> handle.execute("truncate open_item, open_item_event, reconciliation_run"));
  }
}
