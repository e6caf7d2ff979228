// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;

class PostgresqlRenewalsTest extends RenewalsContract {
  private final String url = TestDatabases.postgresqlUrl();

  @Override
  Database open() {
    return Database.open(url, folder);
  }
}
