// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;

class PostgresqlOrdersTest extends OrdersContract {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
