// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.Field;
import dev.pasaje.reports.Fields;
import dev.pasaje.reports.Release;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.RowClass;
import dev.pasaje.reports.Settlement;
import dev.pasaje.reports.Stamp;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes typed rows of cells, and tells the diary what could not be understood.
final class RowReader {
  /// Far above String(500); a cell this long is a quote that went astray.
  static final int LONGEST_CELL = 64 << 10;

  private static final Pattern REFUND =
      Pattern.compile("refund_id\"?\\s*:\\s*\"?([A-Za-z0-9-]{1,100})");

  /// Whole numbers are exact in a spreadsheet up to here: 2^53.
  private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

  /// Spanish files write this in place of `account_money` (observed).
  private static final String ACCOUNT_MONEY = "DINERO EN CUENTA";

  private final Heading heading;
  private final Diary diary;
  private final Occurrences occurrences = new Occurrences();
  private final Moments moments = new Moments();
  private final StringBuilder key = new StringBuilder();

  RowReader(Heading heading, Diary diary) {
    this.heading = heading;
    this.diary = diary;
  }

  /// @return null when the row is malformed, which the diary then holds
  @Nullable ReportRow read(RawRow row) {
    String[] cells = row.cells();
    if (cells.length != heading.size() && !onlyBlanksBeyond(cells)) {
      return bad(row, "", cells.length + " / " + heading.size(), Why.CELLS);
    }
    Fields.Builder fields = new Fields.Builder();
    for (int i = 0; i < heading.size(); i++) {
      String cell = cells[i];
      if ((cell.isEmpty() && !row.bad().get(i)) || heading.name(i).isEmpty()) {
        continue;
      }
      if (cell.length() > LONGEST_CELL) {
        return bad(row, label(i), cell, Why.LONG);
      }
      Field field = heading.field(i);
      try {
        if (row.bad().get(i)) {
          throw new BadCell(Why.FORMULA);
        }
        if (field == null) {
          fields.put(heading.name(i), cell);
          if (heading.name(i).equals("metadata")) {
            refund(fields, cell);
          }
        } else {
          typed(fields, field, row, i);
        }
      } catch (BadCell why) {
        return bad(row, label(i), cell, why.why());
      }
    }
    return heading.family() == ReportFamily.SETTLEMENT
        ? settlement(row, fields)
        : release(row, fields);
  }

  private String label(int column) {
    Field field = heading.field(column);
    return field == null ? heading.name(column) : field.name();
  }

  private boolean onlyBlanksBeyond(String[] cells) {
    if (cells.length < heading.size()) {
      return false;
    }
    for (int i = heading.size(); i < cells.length; i++) {
      if (!cells[i].isBlank()) {
        return false;
      }
    }
    return true;
  }

  private @Nullable ReportRow bad(RawRow row, String column, String found, Why why) {
    diary.malformed(new Malformed(row.line(), column, found, why, row.raw()));
    return null;
  }

  private void typed(Fields.Builder fields, Field field, RawRow row, int column) throws BadCell {
    String cell = row.cells()[column];
    boolean number = row.numbers().get(column);
    switch (field.kind()) {
      case AMOUNT ->
          fields.put(
              field, number ? CellReader.spreadsheetAmount(cell) : CellReader.amount(cell.strip()));
      case TIME -> {
        if (number) {
          throw new BadCell(Why.OFFSET);
        }
        fields.put(field, CellReader.time(cell.strip()));
      }
      case COUNT -> fields.put(field, CellReader.count(cell.strip()));
      case FLAG -> flag(fields, field, row, cell);
      case ID -> fields.put(field, id(field, row, column, number));
      case TEXT ->
          fields.put(
              field,
              number && field == Field.EXTERNAL_REFERENCE ? id(field, row, column, true) : cell);
    }
  }

  /// Translated files translate values too, and nobody has seen which word stands for true: such a
  /// cell is kept and told.
  private void flag(Fields.Builder fields, Field field, RawRow row, String cell) {
    Optional<Boolean> flag = CellReader.flag(cell.strip());
    if (flag.isPresent()) {
      fields.put(field, flag.get());
    } else {
      fields.put(field.column(), cell);
      diary.unknown(field.name(), cell, row.line());
    }
  }

  /// The id itself when it is what a row is found by; of others a doubt is noted, and they stay as
  /// they are.
  private String id(Field field, RawRow row, int column, boolean number) throws BadCell {
    String cell = row.cells()[column];
    String text = number ? whole(cell) : cell;
    boolean damaged = number ? text.isEmpty() : CellReader.looksDamaged(cell);
    if (damaged) {
      if (field == Field.SOURCE_ID) {
        throw new BadCell(Why.DAMAGED);
      }
      diary.doubt(new Malformed(row.line(), field.name(), cell, Why.DAMAGED, row.raw()));
      return cell;
    }
    return text;
  }

  /// A number of a spreadsheet as the id it was; empty when digits are lost.
  private static String whole(String cell) {
    if (cell.indexOf('E') >= 0 || cell.indexOf('e') >= 0 || cell.length() > 40) {
      return "";
    }
    try {
      BigDecimal value = new BigDecimal(cell);
      boolean exact = value.abs().compareTo(EXACT) <= 0 && value.stripTrailingZeros().scale() <= 0;
      return exact ? value.toBigInteger().toString() : "";
    } catch (NumberFormatException none) {
      return "";
    }
  }

  private static void refund(Fields.Builder fields, String metadata) {
    if (metadata.length() > 4) {
      Matcher found = REFUND.matcher(metadata);
      if (found.find()) {
        fields.put(Field.REFUND_ID, found.group(1));
      }
    }
  }

  private static String text(Fields.Builder fields, Field field) {
    return fields.value(field) instanceof String text ? text : "";
  }

  private @Nullable ReportRow settlement(RawRow row, Fields.Builder fields) {
    for (Field needed : new Field[] {Field.TRANSACTION_AMOUNT, Field.SETTLEMENT_NET_AMOUNT}) {
      if (fields.value(needed) == null) {
        return bad(row, needed.name(), "", Why.NO_AMOUNT);
      }
    }
    String type = Classes.type(text(fields, Field.TRANSACTION_TYPE));
    if (!type.isEmpty()) {
      fields.put(Field.TRANSACTION_TYPE, type);
    }
    methods(fields);
    taxes(fields, row);
    RowClass kind;
    if (text(fields, Field.DESCRIPTION).equalsIgnoreCase("INSTALLMENT")) {
      kind = RowClass.INSTALLMENT;
    } else {
      Optional<RowClass> known = Classes.ofType(type);
      if (known.isEmpty()) {
        diary.unknown("TRANSACTION_TYPE", type, row.line());
      }
      kind = known.orElse(RowClass.OTHER);
      kind = kind == RowClass.PAYMENT && isYield(fields) ? RowClass.YIELD : kind;
    }
    BigDecimal amount = (BigDecimal) fields.value(Field.TRANSACTION_AMOUNT);
    key.setLength(0);
    key.append(type)
        .append('|')
        .append(text(fields, Field.SOURCE_ID))
        .append('|')
        .append(amount != null && amount.signum() < 0 ? "out" : "in")
        .append('|');
    at(fields, Field.SETTLEMENT_DATE);
    amount(fields, Field.TRANSACTION_AMOUNT);
    key.append(text(fields, Field.INSTALLMENT_NUMBER));
    String rowKey = key.toString();
    return new Settlement(row.line(), rowKey, occurrences.next(rowKey), kind, fields.build());
  }

  private @Nullable ReportRow release(RawRow row, Fields.Builder fields) {
    if (fields.value(Field.NET_CREDIT_AMOUNT) == null
        && fields.value(Field.NET_DEBIT_AMOUNT) == null) {
      return bad(row, Field.NET_CREDIT_AMOUNT.name(), "", Why.NO_AMOUNT);
    }
    String record = text(fields, Field.RECORD_TYPE).strip().toLowerCase(Locale.ROOT);
    if (!record.isEmpty()) {
      fields.put(Field.RECORD_TYPE, record);
    }
    methods(fields);
    taxes(fields, row);
    String description = text(fields, Field.DESCRIPTION).strip().toLowerCase(Locale.ROOT);
    RowClass kind = kind(row, fields, record, description);
    key.setLength(0);
    key.append(text(fields, Field.SOURCE_ID))
        .append('|')
        .append(text(fields, Field.DESCRIPTION))
        .append('|')
        .append(record)
        .append('|');
    at(fields, Field.DATE);
    amount(fields, Field.NET_CREDIT_AMOUNT);
    amount(fields, Field.NET_DEBIT_AMOUNT);
    amount(fields, Field.GROSS_AMOUNT);
    key.setLength(key.length() - 1);
    String rowKey = key.toString();
    return new Release(row.line(), rowKey, occurrences.next(rowKey), kind, fields.build());
  }

  private RowClass kind(RawRow row, Fields.Builder fields, String record, String description) {
    if (!record.isEmpty() && !Classes.isRecord(record)) {
      diary.unknown("RECORD_TYPE", record, row.line());
      return RowClass.OTHER;
    }
    if (record.isEmpty() && description.isEmpty()) {
      // Portuguese files were seen without RECORD_TYPE: the rows without a name are the balances.
      return diary.rowsSoFar() == 0 ? RowClass.OPENING : RowClass.TOTAL;
    }
    Optional<RowClass> known = Classes.ofRecord(record, description);
    if (known.isEmpty()) {
      diary.unknown("DESCRIPTION", text(fields, Field.DESCRIPTION), row.line());
      return RowClass.OTHER;
    }
    boolean credited =
        fields.value(Field.NET_CREDIT_AMOUNT) instanceof BigDecimal credit && credit.signum() > 0;
    // A transfer that failed comes back as a credit under the same name (domain/reports.md 16).
    return known.get() == RowClass.PAYOUT && credited ? RowClass.PAYOUT_CANCEL : known.get();
  }

  /// Domain/reports.md 15.6: no method, an id of thirteen digits, no tax, never released.
  private static boolean isYield(Fields.Builder fields) {
    return text(fields, Field.PAYMENT_METHOD).isEmpty()
        && text(fields, Field.PAYMENT_METHOD_TYPE).isEmpty()
        && text(fields, Field.SOURCE_ID).length() == 13
        && Boolean.FALSE.equals(fields.value(Field.IS_RELEASED))
        && fields.value(Field.MONEY_RELEASE_DATE) == null
        && !(fields.value(Field.TAXES_AMOUNT) instanceof BigDecimal tax && tax.signum() != 0);
  }

  private static void methods(Fields.Builder fields) {
    for (Field field : new Field[] {Field.PAYMENT_METHOD, Field.PAYMENT_METHOD_TYPE}) {
      if (text(fields, field).startsWith("D")
          && Headings.normal(text(fields, field)).equals(ACCOUNT_MONEY)) {
        fields.put(field, "account_money");
      }
    }
  }

  private void taxes(Fields.Builder fields, RawRow row) {
    String list = text(fields, Field.TAXES_DISAGGREGATED);
    if (list.isEmpty()) {
      return;
    }
    if (list.equals("[]")) {
      fields.put(Field.TAXES_SUM, BigDecimal.ZERO.setScale(2));
      return;
    }
    Optional<java.util.List<TaxList.Tax>> taxes = TaxList.read(list);
    if (taxes.isEmpty()) {
      diary.unknown("TAXES_DISAGGREGATED", list, row.line());
      return;
    }
    BigDecimal sum = BigDecimal.ZERO.setScale(2);
    for (TaxList.Tax tax : taxes.get()) {
      sum = sum.add(tax.amount());
    }
    fields.put(Field.TAXES_SUM, sum);
  }

  private void at(Fields.Builder fields, Field field) {
    if (fields.value(field) instanceof Stamp stamp) {
      moments.append(key, stamp.at());
    }
    key.append('|');
  }

  private void amount(Fields.Builder fields, Field field) {
    if (fields.value(field) instanceof BigDecimal amount) {
      key.append(amount.toPlainString());
    }
    key.append('|');
  }
}
