// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import java.util.Map;

/// Where the two databases differ; everything else is one text for both.
public enum Dialect {
  SQLITE("integer primary key autoincrement", "blob", "timestamp", "bit", ""),
  POSTGRESQL(
      "bigint generated always as identity primary key",
      "bytea",
      "timestamp with time zone",
      "boolean",
      " for update skip locked");

  private final String identity;
  private final String bytes;
  private final String timestamp;
  private final String flag;
  private final String skipLocked;

  Dialect(String identity, String bytes, String timestamp, String flag, String skipLocked) {
    this.identity = identity;
    this.bytes = bytes;
    this.timestamp = timestamp;
    this.flag = flag;
    this.skipLocked = skipLocked;
  }

  /// What ends a select of rows to be claimed, so that nodes pass each other's by. SQLite has one
  /// writer and needs none.
  public String skipLocked() {
    return skipLocked;
  }

  /// What ends a select of one row that is about to be changed.
  public String forUpdate() {
    return this == SQLITE ? "" : " for update";
  }

  Map<String, String> placeholders() {
    return Map.of("identity", identity, "bytes", bytes, "timestamp", timestamp, "flag", flag);
  }
}
