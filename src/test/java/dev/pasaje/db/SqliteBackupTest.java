// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

class SqliteBackupTest extends BackupContract {
  @Override
  Database open() {
    return TestDatabases.sqlite(directory);
  }
}
