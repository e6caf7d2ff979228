// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.activity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Adds operations up: by status and type, and the rejected ones by what kept them, the dearest
/// first.
public final class ActivityDigest implements Consumer<Activity> {
  /// Beyond it further words are counted as one; they come from a file.
  private static final int MOST_GROUPS = 1000;

  private static final String REST = "…";

  /// @param status in Mercado Pago's words
  /// @param type of operation, or why it was rejected
  public record Group(
      String status,
      String type,
      long operations,
      BigDecimal amount,
      BigDecimal fees,
      BigDecimal net) {

    private Group with(Activity one) {
      return new Group(
          status,
          type,
          operations + 1,
          amount.add(one.amount().orElse(BigDecimal.ZERO)),
          fees.add(one.fee().orElse(BigDecimal.ZERO)),
          net.add(one.net().orElse(BigDecimal.ZERO)));
    }
  }

  private record Key(String status, String type) {}

  private final Map<Key, Group> groups = new HashMap<>();
  private final Map<Key, Group> rejected = new HashMap<>();

  @Override
  public void accept(Activity one) {
    add(groups, new Key(one.status(), one.type()), one);
    if (one.rejected()) {
      add(rejected, new Key(one.status(), one.why()), one);
    }
  }

  private static void add(Map<Key, Group> to, Key wanted, Activity one) {
    Key key = to.containsKey(wanted) || to.size() < MOST_GROUPS ? wanted : new Key(REST, REST);
    Group before =
        Optional.ofNullable(to.get(key))
            .orElseGet(() ->
                new Group(
                    key.status(),
                    key.type(),
                    0,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO));
    to.put(key, before.with(one));
  }

  /// By the number of operations.
  public List<Group> groups() {
    return sorted(groups, Comparator.comparingLong(Group::operations).reversed());
  }

  /// Why operations were rejected; the largest amount first.
  public List<Group> rejected() {
    return sorted(rejected, Comparator.comparing(Group::amount).reversed());
  }

  private static List<Group> sorted(Map<Key, Group> groups, Comparator<Group> order) {
    List<Group> all = new ArrayList<>(groups.values());
    all.sort(order.thenComparing(Group::status).thenComparing(Group::type));
    return all;
  }
}
