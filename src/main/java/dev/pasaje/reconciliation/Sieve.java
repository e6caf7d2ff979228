// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Sql;
import java.util.function.UnaryOperator;

/// Finds what agrees without a join. Each order says what rows it should have: a payment of its
/// amount, and a refund when it was given back. A fingerprint of each of these, and of each row
/// there is, is added up by buckets of references. Where both sums of a bucket are equal, orders
/// and rows of it are the same, and are only counted; all others go on, with the whole bucket.
///
/// Fingerprints have 62 bits and stand for reference, kind and amount, and currency and payment id
/// where these can differ. That a wrong bucket passes by chance is one in 10^18 for each
/// (docs/adr/0010).
final class Sieve {
  /// Orders in a bucket: fewer make counting slower, more carry more agreeing ones on.
  private static final int ORDERS = 256;

  private static final int FEWEST_BITS = 14;
  private static final int MOST_BITS = 20;

  /// An order and a row that agree with nothing, each other included.
  private static final String ODD_ORDER = "'odd order'";

  private static final String ODD_ROW = "'odd row'";

  private final Workbench bench;
  private final Sql sql;
  private final UnaryOperator<String> movements;
  private int bits;

  /// @param movements the select of movements by a condition on `external_reference`
  Sieve(Workbench bench, UnaryOperator<String> movements) {
    this.bench = bench;
    this.sql = bench.sql();
    this.movements = movements;
  }

  /// Makes `{tally}` of all buckets and `{dirty}` of those that go on, and names what is in these
  /// `{near}` (movements) and `{near_order}`.
  ///
  /// @param currencies whether there is more than one
  /// @param pointed a select of references `k` that go on in any case
  void run(boolean currencies, String pointed) {
    long orders = bench.number("select count(*) from {orders}");
    long named = bench.number("select count(payment_id) from {orders}");
    bits =
        Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(orders / ORDERS), FEWEST_BITS, MOST_BITS);
    boolean ids = named > 0 && named == orders;
    bench.make("tally", tally(currencies, ids, named > 0 && !ids));
    bench.make(
        "dirty",
        "select bucket from {tally} where coalesce(expected, 0) <> coalesce(there, 0) union select "
            + bucket("k")
            + " from ("
            + pointed
            + ") p");
    if (bench.number("select count(*) from {dirty}") > (1L << bits) / 4) {
      // Nothing gained: everything goes on, without being copied.
      bench.make("dirty", "select bucket from {tally}");
      bench.name("near", "{move}");
      bench.name("near_order", "{orders}");
    } else {
      String dirty = " in (select bucket from {dirty})";
      bench.make("near", "select * from " + movements.apply(bucket("external_reference") + dirty));
      bench.make("near_order", "select * from {orders} where " + bucket("reference") + dirty);
    }
  }

  private String tally(boolean currencies, boolean ids, boolean someIds) {
    String expected = payment("amount", currencies ? "currency" : "", ids ? "payment_id" : "");
    String there = payment("gross", currencies ? "currency" : "", ids ? "source_id" : "");
    return """
    select bucket, max(expected) as expected, max(there) as there, sum(agreed) as agreed,
      sum(unpaid) as unpaid, sum(many) as many, sum(net) as net
    from (
      select bucket, %1$s as expected, cast(null as decimal(38, 0)) as there, count(f) as agreed,
        count(*) - count(f) as unpaid, 0 as many, cast(0 as decimal(18, 2)) as net
      from (
        select %2$s as bucket, case
          when reference is null %3$s then %4$s
          when %8$s then %5$s when %11$s then %5$s + %6$s when %12$s then null else %4$s end as f
        from (select *, %7$s as h from {orders})
      ) group by bucket
      union all
      select bucket, null, %1$s, 0, 0, count(*), sum(net) from (
        select %2$s as bucket, net, case
          when reference is null or broken is not null then %13$s
          when class = 'payment' then %9$s when class = 'refund' then %10$s else %13$s end as f
        from (select *, %7$s as h from {move})
      ) group by bucket
    ) group by bucket
    """
        .formatted(
            sql.sum("f"),
            sql.bucket("h", bits),
            someIds ? "or payment_id is not null" : "",
            sql.fingerprint("h", ODD_ORDER),
            expected,
            sql.fingerprint("h", "'back'", "refunded"),
            sql.hash("reference"),
            OrderMatching.PAID,
            there,
            sql.fingerprint("h", "'back'", "-gross"),
            OrderMatching.BACK,
            OrderMatching.OPEN,
            sql.fingerprint("h", ODD_ROW));
  }

  /// A row without currency agrees with no order here, and so goes on to where it may.
  private String payment(String amount, String currency, String id) {
    String both =
        (currency.isEmpty() ? "" : "coalesce(" + currency + ", '')")
            + (id.isEmpty()
                ? ""
                : (currency.isEmpty() ? "" : " || '|' || ") + "coalesce(" + id + ", '')");
    return both.isEmpty() ? sql.fingerprint("h", amount) : sql.fingerprint("h", amount, both);
  }

  private String bucket(String reference) {
    return sql.bucket(sql.hash(reference), bits);
  }

  /// Lets the buckets of more references go on. Makes `{late}` of them.
  ///
  /// @param pointed a select of references `k`
  void more(String pointed) {
    bench.make(
        "late",
        "select distinct "
            + bucket("k")
            + " as bucket from ("
            + pointed
            + ") p where "
            + bucket("k")
            + " not in (select bucket from {dirty})");
    if (bench.any("from {late}")) {
      bench.add("dirty", "select bucket from {late}");
      String late = " in (select bucket from {late})";
      bench.add("near", "select * from " + movements.apply(bucket("external_reference") + late));
      bench.add("near_order", "select * from {orders} where " + bucket("reference") + late);
    }
  }

  /// A select of the references `k` of orders that [#more] let go on.
  String late() {
    return "select reference as k from {near_order} where "
        + bucket("reference")
        + " in (select bucket from {late})";
  }

  /// What agreed: what, how many rows, their net, how many orders.
  static String totals() {
    String clean = " from {tally} where bucket not in (select bucket from {dirty})";
    return "select 'matched', coalesce(sum(many), 0), coalesce(sum(net), 0), coalesce(sum(agreed),"
        + " 0)"
        + clean
        + " union all select 'unpaid', coalesce(sum(unpaid), 0), 0, 0"
        + clean;
  }
}
