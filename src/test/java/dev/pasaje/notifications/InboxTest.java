// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  @Nested
  class OnSqlite extends InboxContract {
    @TempDir Path directory;

    @Override
    Database open() {
      return TestDatabases.sqlite(directory);
    }
  }

  @Nested
  class OnPostgresql extends InboxContract {
    @Override
    Database open() {
      return TestDatabases.postgresql();
    }
  }
}
