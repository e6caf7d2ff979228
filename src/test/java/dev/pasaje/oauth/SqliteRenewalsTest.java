// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.db.Database;

class SqliteRenewalsTest extends RenewalsContract {
  @Override
  Database open() {
    return Database.open("jdbc:sqlite:store.db", folder);
  }
}
