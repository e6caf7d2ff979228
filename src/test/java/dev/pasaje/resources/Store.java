// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import java.nio.file.Path;

/// The databases every contract of a store is tested on.
enum Store {
  SQLITE,
  POSTGRESQL;

  Database open(Path directory) {
    return switch (this) {
      case SQLITE -> TestDatabases.sqlite(directory);
      case POSTGRESQL -> TestDatabases.postgresql();
    };
  }
}
