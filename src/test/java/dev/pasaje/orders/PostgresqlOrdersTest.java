// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlOrdersTest extends OrdersContract {
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
        .useHandle(handle ->
            handle.execute(
                "truncate resource, resource_version, arrival, shop_order, order_event, order_link,"
                    + " order_alert, expected_order"));
  }
}
