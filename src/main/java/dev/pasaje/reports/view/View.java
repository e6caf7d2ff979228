// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A way to look at report rows, with the columns of its table.
public enum View {
  /// What came in and went out each day, and what was left; from release reports.
  BALANCE("day in out balance currency", 3),
  /// Every change of the available balance; from release reports.
  MOVEMENTS("date class source_id reference gross fees taxes net balance currency", -1),
  /// What will be free, and when; from settlement reports.
  LIQUIDITY("day payments amount currency", 2),
  /// Fees and taxes by month and kind; from settlement reports, else from release reports.
  FEES("month kind amount currency", 2),
  /// Money that left for a bank; from release reports.
  PAYOUTS("date source_id amount account state currency", 2),
  /// Each order of the shop and what the reports say beside it; from both reports.
  ORDERS("reference total paid returned fees taxes net free currency", -1),
  /// How many operations of which status, and their money; from activities and marketplace reports.
  ACTIVITIES("state type operations gross fees net", -1),
  /// What kept operations from being approved, the dearest first; from the same reports.
  REJECTED("why operations amount", 2);

  private final String columns;
  private final int charted;

  View(String columns, int charted) {
    this.columns = columns;
    this.charted = charted;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Ids; their texts are `view.column.<id>` of the bundle `reports`.
  public List<String> columns() {
    return List.of(columns.split(" ", -1));
  }

  /// Whether it is made from the reports that list operations rather than the account's money.
  public boolean ofOperations() {
    return this == ACTIVITIES || this == REJECTED;
  }

  /// The column a chart shows over the first; -1 for none.
  public int charted() {
    return charted;
  }

  public static Optional<View> of(String id) {
    for (View view : values()) {
      if (view.id().equals(id.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(view);
      }
    }
    return Optional.empty();
  }
}
