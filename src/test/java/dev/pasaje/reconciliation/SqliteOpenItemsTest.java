// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteOpenItemsTest extends OpenItemsContract {
  @TempDir Path directory;

  @Override
  Database open() {
    return TestDatabases.sqlite(directory);
  }

  @Override
  void done(Database used) {
    used.close();
  }
}
