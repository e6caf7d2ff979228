// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.util.List;

/// The two reports of the account's money.
enum Family {
  RELEASE("release"),
  SETTLEMENT("settlement");

  private final String type;

  Family(String type) {
    this.type = type;
  }

  /// The last part of the route: `/v1/account/release_report`.
  String path() {
    return type + "_report";
  }

  /// The word in `report_type`.
  String type() {
    return type;
  }

  /// All columns, in the order of the file.
  List<String> columns() {
    return switch (this) {
      case RELEASE -> Columns.RELEASE;
      case SETTLEMENT -> Columns.SETTLEMENT;
    };
  }

  List<String> defaultColumns() {
    return switch (this) {
      case RELEASE -> Columns.RELEASE_DEFAULT;
      case SETTLEMENT -> Columns.SETTLEMENT_DEFAULT;
    };
  }
}
