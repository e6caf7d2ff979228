// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.catalog;

import dev.pasaje.sandbox.world.Account;
import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All payment methods of all countries.
public final class PaymentMethods {
  private static final List<PaymentMethod> ALL =
      Tables.rows("payment-methods.tsv").stream().map(PaymentMethods::method).toList();

  private PaymentMethods() {}

  private static PaymentMethod method(List<String> row) {
    return new PaymentMethod(
        Site.valueOf(row.get(0)),
        row.get(1),
        row.get(2),
        row.get(3),
        new BigDecimal(row.get(4)),
        new BigDecimal(row.get(5)),
        Integer.parseInt(row.get(6)),
        row.get(7),
        row.get(8).equals("-") ? Optional.empty() : Optional.of(Pattern.compile(row.get(8))),
        Integer.parseInt(row.get(9)),
        Integer.parseInt(row.get(10)));
  }

  public static Stream<PaymentMethod> of(Site site) {
    return ALL.stream().filter(method -> method.site() == site);
  }

  /// What an account may offer: Pix only with a key (the official plug-ins take its absence as "no
  /// key").
  public static Stream<PaymentMethod> of(Account account) {
    return of(account.site()).filter(method -> !method.id().equals("pix") || account.pixKey());
  }

  public static Optional<PaymentMethod> find(Site site, String id) {
    return of(site).filter(method -> method.id().equals(id)).findFirst();
  }

  /// The brand of a card number or of its first digits; debit brands are the more precise ones.
  public static Optional<PaymentMethod> ofCard(Site site, String number) {
    return of(site)
        .filter(method -> method.takes(number))
        .max((a, b) -> Integer.compare(precision(a), precision(b)));
  }

  private static int precision(PaymentMethod method) {
    return method.numbers().map(pattern -> pattern.pattern().length()).orElse(0)
        + (method.debit() ? 100 : 0);
  }

  /// Whether a payment may name this method for a card of that brand: the same, or debit and credit
  /// of one brand (`visa`, `debvisa`).
  public static boolean sameBrand(String one, String other) {
    return brand(one).equals(brand(other));
  }

  private static String brand(String id) {
    return id.startsWith("deb") ? id.substring(3) : id;
  }
}
