// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.view;

import dev.pasaje.reports.Field;
import dev.pasaje.reports.Release;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.RowClass;
import dev.pasaje.reports.RowKeys;
import dev.pasaje.reports.Settlement;
import dev.pasaje.reports.Stamp;
import dev.pasaje.reports.parse.TaxList;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fills a view from the rows of any files; a row that two overlapping files hold counts once. Ten
/// million rows fit into a gigabyte.
public final class ViewBuilder {
  private static final BigDecimal ZERO = new BigDecimal("0.00");

  private final View view;
  private final String usualCurrency;
  private final int most;
  private final RowKeys seen = new RowKeys();

  private final Map<String, Day> days = new TreeMap<>();
  private final List<Listed> listed = new ArrayList<>();
  private final Sales sales;
  private final OrderSales orders = new OrderSales();
  private final Map<Source, TreeMap<String, BigDecimal>> costs = new EnumMap<>(Source.class);
  private final Map<String, BigDecimal> reserved = new HashMap<>();
  private @Nullable BigDecimal running;
  private long left;

  /// @param usualCurrency for files without a column of it; may be empty
  /// @param now from when on money counts as coming
  /// @param most movements that are listed
  public ViewBuilder(View view, String usualCurrency, Instant now, int most) {
    this.view = view;
    this.usualCurrency = usualCurrency;
    this.sales = new Sales(now);
    this.most = most;
  }

  /// An order of the shop's books, for the view of orders.
  ///
  /// @param currency ISO 4217
  public void order(String reference, BigDecimal total, String currency) {
    orders.order(reference, total, currency);
  }

  private static final class Day {
    private BigDecimal in = ZERO;
    private BigDecimal out = ZERO;
    private @Nullable BigDecimal balance;
  }

  /// Where a cost stands: settlement and release have the same ones of a payment.
  private enum Source {
    SETTLEMENT,
    RELEASE,
    /// A row that is a tax or a fee itself.
    ALONE
  }

  private record Listed(Optional<Stamp> at, List<String> cells) {}

  public void row(ReportRow row) {
    // An opening is one file's own, and two files may open alike.
    boolean again = row.kind() != RowClass.OPENING && !seen.add(row);
    if (again) {
      return;
    }
    switch (view) {
      case BALANCE, MOVEMENTS, PAYOUTS -> {
        if (row instanceof Release release) {
          release(release);
        }
      }
      case LIQUIDITY -> {
        if (row instanceof Settlement settlement) {
          sales.row(settlement, currency(settlement));
        }
      }
      case FEES -> cost(row);
      case ORDERS -> orders.row(row, currency(row));
      case ACTIVITIES, REJECTED -> {}
    }
  }

  private String currency(ReportRow row) {
    return row.currency().orElse(usualCurrency);
  }

  private void release(Release row) {
    if (row.kind() == RowClass.OPENING) {
      running = row.net();
    }
    if (!row.kind().moves()) {
      return;
    }
    BigDecimal before = running;
    running =
        row.fields()
            .amount(Field.BALANCE_AMOUNT)
            .orElse(before == null ? null : before.add(row.net()));
    BigDecimal balance = running;
    switch (view) {
      case BALANCE -> {
        String day = row.date().map(stamp -> stamp.day().toString()).orElse("");
        Day sums = days.computeIfAbsent(day + "|" + currency(row), _ -> new Day());
        sums.in = sums.in.add(row.net().max(ZERO));
        sums.out = sums.out.add(row.net().min(ZERO));
        sums.balance = balance;
      }
      case MOVEMENTS -> movement(row, balance);
      case PAYOUTS -> payout(row);
      case LIQUIDITY, FEES, ORDERS, ACTIVITIES, REJECTED -> {}
    }
  }

  private void movement(Release row, @Nullable BigDecimal balance) {
    if (listed.size() >= most) {
      left++;
      return;
    }
    listed.add(
        new Listed(
            row.date(),
            List.of(
                row.date().map(Stamp::text).orElse(""),
                row.kind() == RowClass.OTHER || row.kind() == RowClass.RESERVE
                    ? row.description()
                    : row.kind().id(),
                row.sourceId().orElse(""),
                row.reference().orElse(""),
                row.gross().toPlainString(),
                row.fees().toPlainString(),
                row.taxes().toPlainString(),
                row.net().toPlainString(),
                balance == null ? "" : balance.toPlainString(),
                currency(row))));
  }

  private void payout(Release row) {
    String source = row.sourceId().orElse("");
    if (row.kind() == RowClass.RESERVE && row.description().startsWith("reserve_for_payout")) {
      // Only what has not come back to zero is remembered.
      reserved.merge(source, row.net(), (a, b) -> a.add(b).signum() == 0 ? null : a.add(b));
    }
    if (row.kind() == RowClass.PAYOUT || row.kind() == RowClass.PAYOUT_CANCEL) {
      listed.add(
          new Listed(
              row.date(),
              List.of(
                  row.date().map(Stamp::text).orElse(""),
                  source,
                  row.net().toPlainString(),
                  row.fields().text(Field.PAYOUT_BANK_ACCOUNT_NUMBER).orElse(""),
                  row.kind() == RowClass.PAYOUT ? "sent" : "returned",
                  currency(row))));
    }
  }

  private void cost(ReportRow row) {
    if (!row.kind().moves()) {
      return;
    }
    Source settled = row instanceof Settlement ? Source.SETTLEMENT : Source.RELEASE;
    String month = row.date().map(stamp -> stamp.day().toString().substring(0, 7)).orElse("");
    boolean alone =
        row.kind() == RowClass.TAX || row.kind() == RowClass.FEE || row.kind() == RowClass.ADVANCE;
    if (alone && row instanceof Release release) {
      // Late withholdings, monthly taxes and advances have a row in the release report and no
      // column of another (domain/reports.md 1).
      add(
          Source.ALONE,
          month,
          row.kind() == RowClass.TAX ? "tax " + release.description() : row.kind().id(),
          row.net(),
          row);
      return;
    }
    BigDecimal own =
        row.fields().sum(row instanceof Settlement ? Field.MKP_FEE_AMOUNT : Field.MP_FEE_AMOUNT);
    BigDecimal financing = row.fields().sum(Field.FINANCING_FEE_AMOUNT);
    BigDecimal shipping = row.fields().sum(Field.SHIPPING_FEE_AMOUNT);
    add(settled, month, "mp_fee", own, row);
    add(settled, month, "financing", financing, row);
    add(settled, month, "shipping", shipping, row);
    add(
        settled,
        month,
        "other_fee",
        row.fees().subtract(own).subtract(financing).subtract(shipping),
        row);
    Optional<List<TaxList.Tax>> list =
        row.fields().text(Field.TAXES_DISAGGREGATED).flatMap(TaxList::read);
    BigDecimal rest = row.taxes();
    for (TaxList.Tax tax : list.orElse(List.of())) {
      add(settled, month, "tax " + tax.entity(), tax.amount(), row);
      rest = rest.subtract(tax.amount());
    }
    add(settled, month, "tax", rest, row);
  }

  private void add(Source source, String month, String kind, BigDecimal amount, ReportRow row) {
    if (amount.signum() != 0) {
      costs
          .computeIfAbsent(source, _ -> new TreeMap<>())
          .merge(month + "|" + kind + "|" + currency(row), amount, BigDecimal::add);
    }
  }

  public ViewTable table() {
    List<List<String>> rows =
        switch (view) {
          case BALANCE ->
              days.entrySet().stream()
                  .map(day -> {
                    String[] key = day.getKey().split("\\|", -1);
                    BigDecimal balance = day.getValue().balance;
                    return List.of(
                        key[0],
                        day.getValue().in.toPlainString(),
                        day.getValue().out.toPlainString(),
                        balance == null ? "" : balance.toPlainString(),
                        key[1]);
                  })
                  .toList();
          case MOVEMENTS, PAYOUTS ->
              listed.stream()
                  .sorted(
                      Comparator.comparing(one -> one.at().map(Stamp::at).orElse(Instant.EPOCH)))
                  .map(this::finished)
                  .toList();
          case LIQUIDITY -> sales.rows();
          case ORDERS -> orders.rows(most);
          case FEES ->
              costs().entrySet().stream()
                  .map(cost -> {
                    String[] key = cost.getKey().split("\\|", -1);
                    return List.of(key[0], key[1], cost.getValue().toPlainString(), key[2]);
                  })
                  .toList();
          // Made of other rows.
          case ACTIVITIES, REJECTED -> List.of();
        };
    return new ViewTable(view, rows, view == View.ORDERS ? orders.size() - rows.size() : left);
  }

  /// Those of settlement files, else of release files, with the rows that are a cost themselves.
  private Map<String, BigDecimal> costs() {
    TreeMap<String, BigDecimal> released = costs.getOrDefault(Source.RELEASE, new TreeMap<>());
    TreeMap<String, BigDecimal> all =
        new TreeMap<>(costs.getOrDefault(Source.SETTLEMENT, released));
    costs
        .getOrDefault(Source.ALONE, new TreeMap<>())
        .forEach((kind, amount) -> all.merge(kind, amount, BigDecimal::add));
    return all;
  }

  /// A payout whose reserve has not come back to zero is still held.
  private List<String> finished(Listed one) {
    boolean held =
        view == View.PAYOUTS && reserved.getOrDefault(one.cells().get(1), ZERO).signum() != 0;
    if (!held) {
      return one.cells();
    }
    List<String> cells = new ArrayList<>(one.cells());
    cells.set(4, "held");
    return List.copyOf(cells);
  }
}
