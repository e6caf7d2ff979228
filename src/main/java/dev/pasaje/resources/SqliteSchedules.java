// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;

/// How db-scheduler speaks to SQLite; 16.7 does not know by itself.
final class SqliteSchedules extends DefaultJdbcCustomization {
  SqliteSchedules() {
    super(true); // times in UTC, since the column has no zone
  }

  @Override
  public String getName() {
    return "SQLite";
  }

  @Override
  public String getQueryLimitPart(int limit) {
    return " LIMIT " + limit;
  }
}
