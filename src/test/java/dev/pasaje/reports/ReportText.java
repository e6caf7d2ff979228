// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.ReportParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Report files written down in a test: valid ones, which lose or gain one thing.
public final class ReportText {
  public static final String RELEASE =
      "DATE,SOURCE_ID,EXTERNAL_REFERENCE,RECORD_TYPE,DESCRIPTION,NET_CREDIT_AMOUNT,"
          + "NET_DEBIT_AMOUNT,GROSS_AMOUNT,MP_FEE_AMOUNT,FINANCING_FEE_AMOUNT,"
          + "SHIPPING_FEE_AMOUNT,TAXES_AMOUNT,COUPON_AMOUNT,INSTALLMENTS,PAYMENT_METHOD\n";
  public static final String AT = "2026-09-01T10:00:00.000-03:00";
  public static final String SETTLEMENT =
      "EXTERNAL_REFERENCE;SOURCE_ID;TRANSACTION_TYPE;TRANSACTION_AMOUNT;TRANSACTION_CURRENCY;"
          + "FEE_AMOUNT;SETTLEMENT_NET_AMOUNT;SETTLEMENT_DATE;TAXES_AMOUNT;TAXES_DISAGGREGATED;"
          + "METADATA;DESCRIPTION;SITE;INSTALLMENT_NUMBER;INSTALLMENT_NET_AMOUNT;PACK_ID\n";

  private ReportText() {}

  /// What a file came to.
  public record Read(Parsed parsed, List<ReportRow> rows) {}

  public static String release(String source, String description, String credit, String debit) {
    String gross = debit.equals("0.00") ? credit : "-" + debit;
    return AT
        + ","
        + source
        + ",ref-1,release,"
        + description
        + ","
        + credit
        + ","
        + debit
        + ","
        + gross
        + ",0.00,0.00,0.00,0.00,0.00,1,visa\n";
  }

  public static String marker(String type, String credit) {
    return AT + ",,," + type + ",," + credit + ",0.00," + credit + ",0.00,0.00,0.00,0.00,0.00,1,\n";
  }

  public static String settlement(String source, String type, String amount, String more) {
    return "ref-1;"
        + source
        + ";"
        + type
        + ";"
        + amount
        + ";ARS;0.00;"
        + amount
        + ";"
        + AT
        + ";0.00;[];[{}];"
        + more
        + "\n";
  }

  public static Path file(Path directory, String name, String text, Charset charset) {
    try {
      return Files.write(directory.resolve(name), text.getBytes(charset));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public static Read read(Path directory, String text) {
    return read(file(directory, "report.csv", text, StandardCharsets.UTF_8));
  }

  public static Read read(Path file) {
    List<ReportRow> rows = new ArrayList<>();
    return new Read(ReportParser.parse(file, rows::add), rows);
  }
}
