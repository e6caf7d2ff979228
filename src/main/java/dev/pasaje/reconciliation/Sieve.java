// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.analytics.Sql;

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

  private static final int MOST_BITS = 20;

  /// So many buckets are copied whatever their part of all is.
  private static final int FEW = 4096;

  private final Workbench bench;
  private final Sql sql;
  private final Rows.Movements movements;
  private int bits;
  private boolean all;

  Sieve(Workbench bench, Rows.Movements movements) {
    this.bench = bench;
    this.sql = bench.sql();
    this.movements = movements;
  }

  /// Makes `{expected}` and `{there}` of all buckets and `{dirty}` of those that go on, and names
  /// what is in these `{near}` (movements) and `{near_order}`.
  ///
  /// @param currencies whether there is more than one
  /// @param pointed a select of references `k` that go on in any case
  void run(boolean currencies, String pointed) {
    long orders = bench.number("select count(*) from {orders}");
    long named = bench.number("select count(payment_id) from {orders}");
    bits =
        Math.clamp(
            Long.SIZE - Long.numberOfLeadingZeros(orders / ORDERS), Sql.SMALL_BITS, MOST_BITS);
    boolean ids = named > 0 && named == orders;
    String currency = currencies ? "currency" : "";
    bench.make(
        "expected",
        expected(payment("amount", currency, ids ? "payment_id" : ""), named > 0 && !ids));
    bench.make("there", there(payment("gross", currency, ids ? "source_id" : "")));
    bench.make(
        "dirty",
        "select bucket from (select bucket, sum from {expected} union all select bucket, -sum from"
            + " {there}) group by bucket having sum(sum) <> 0 union select "
            + bucket("k")
            + " from ("
            + pointed
            + ") p");
    all =
        bench.any(
            "from (select count(*) as many from {dirty}) d cross join (select count(*) as every"
                + " from {expected}) e where many * 4 > every and many > "
                + FEW);
    if (all) {
      // Nothing gained: everything goes on, without being copied.
      bench.make("dirty", "select bucket from {expected} union select bucket from {there}");
      bench.name("near", "{move}");
      bench.name("near_order", "{orders}");
    } else {
      bench.make("near", near("{dirty}"));
      bench.make("near_order", nearOrders("{dirty}"));
    }
  }

  /// Where no row of the buckets breaks an identity, identities are not worked out again.
  private String near(String buckets) {
    String these = " in (select bucket from " + buckets + ")";
    return "select * from "
        + movements.select(
            bucket("external_reference") + these,
            bench.any("from {there} where broken > 0 and bucket" + these));
  }

  private String nearOrders(String buckets) {
    return "select * from {orders} where "
        + bucket("reference")
        + " in (select bucket from "
        + buckets
        + ")";
  }

  private String expected(String paid, boolean someIds) {
    return """
    select bucket, %1$s as sum, count(f) as agreed, count(*) - count(f) as unpaid from (
      select %2$s as bucket, case
        when reference is null %3$s then %4$s
        when %5$s then %6$s when %7$s then %6$s + %8$s when %9$s then null else %4$s end as f
      from (select *, %10$s as h from {orders})
    ) group by bucket
    """
        .formatted(
            sql.sum("f"),
            sql.bucket("h", bits),
            someIds ? "or payment_id is not null" : "",
            sql.fingerprint("h", "'odd order'"),
            OrderMatching.PAID,
            paid,
            OrderMatching.BACK,
            sql.fingerprint("h", "'back'", "refunded"),
            OrderMatching.OPEN,
            sql.hash("reference"));
  }

  private String there(String paid) {
    return """
    select bucket, %1$s as sum, count(*) as many, sum(net) as net,
      count(broken) as broken
    from (
      select %2$s as bucket, net, broken, case
        when reference is null or broken is not null then %3$s
        when class = 'payment' then %4$s when class = 'refund' then %5$s else %3$s end as f
      from (select *, %6$s as h from {move})
    ) group by bucket
    """
        .formatted(
            sql.sum("f"),
            sql.bucket("h", bits),
            sql.fingerprint("h", "'odd row'"),
            paid,
            sql.fingerprint("h", "'back'", "-gross"),
            sql.hash("reference"));
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
        all
            ? "select bucket from {dirty} where 1 = 0"
            : "select distinct "
                + bucket("k")
                + " as bucket from ("
                + pointed
                + ") p where "
                + bucket("k")
                + " not in (select bucket from {dirty})");
    if (bench.any("from {late}")) {
      bench.add("dirty", "select bucket from {late}");
      bench.add("near", near("{late}"));
      bench.add("near_order", nearOrders("{late}"));
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
    String clean = " where bucket not in (select bucket from {dirty})";
    return "select 'matched', coalesce(sum(many), 0), coalesce(sum(net), 0), 0 from {there}"
        + clean
        + " union all select 'matched', 0, 0, coalesce(sum(agreed), 0) from {expected}"
        + clean
        + " union all select 'unpaid', coalesce(sum(unpaid), 0), 0, 0 from {expected}"
        + clean;
  }
}
