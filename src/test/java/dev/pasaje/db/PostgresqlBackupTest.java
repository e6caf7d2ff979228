// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

class PostgresqlBackupTest extends BackupContract {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
