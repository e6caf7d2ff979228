// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.world.World;

/// Ids of the Orders API: `ORD`, `PAY` or `REF` and a ULID, upper case; an order of a test account
/// starts with `ORDTST`.
final class OrderIds {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int TIME_DIGITS = 10;

  private final World world;

  OrderIds(World world) {
    this.world = world;
  }

  String order(boolean test) {
    return (test ? "ORDTST" : "ORD") + ulid();
  }

  String payment() {
    return "PAY" + ulid();
  }

  String refund() {
    return "REF" + ulid();
  }

  private String ulid() {
    char[] time = new char[TIME_DIGITS];
    long millis = world.now().toEpochMilli();
    for (int i = TIME_DIGITS - 1; i >= 0; i--) {
      time[i] = ALPHABET.charAt((int) (millis & 31));
      millis >>>= 5;
    }
    return new String(time) + world.chance("orders").base32(16);
  }

  static boolean isOrder(String id) {
    return id.matches("ORD(TST)?[0-9A-HJKMNP-TV-Z]{26}");
  }
}
