// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Something about an order that its state alone does not say.
public enum OrderFlag {
  /// Paid after its code or ticket had expired, which is legal.
  LATE_PAYMENT,
  OVERPAID,
  /// A payment is in a state Pasaje has never heard of; it counts as pending.
  UNKNOWN_STATUS,
  CURRENCY_MISMATCH,
  /// The money went to another account.
  COLLECTOR_MISMATCH,
  /// A payment whose amount cannot be read.
  AMOUNT_UNREADABLE,
  /// The buyer paid all that Mercado Pago was told to ask for, which is less than the books say.
  TOTAL_MISMATCH,
  /// Nobody says what the order costs, so that what was paid counts as all of it.
  TOTAL_UNKNOWN,
  /// A bank took money back, and other payments cover the order all the same.
  CHARGEBACK_LOST;

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// As they are stored: ids in a fixed order, with blanks between.
  static String text(Set<OrderFlag> flags) {
    return Arrays.stream(values())
        .filter(flags::contains)
        .map(OrderFlag::id)
        .collect(Collectors.joining(" "));
  }

  static Set<OrderFlag> flags(String text) {
    Set<OrderFlag> flags = EnumSet.noneOf(OrderFlag.class);
    for (OrderFlag flag : values()) {
      if ((" " + text + " ").contains(" " + flag.id() + " ")) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
