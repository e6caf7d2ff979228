// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.Field;
import dev.pasaje.reports.ReportFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The heading of one file: what each of its columns is. Order and set are free; a minimum must be
/// there (domain/reports.md 11).
final class Heading {
  static final List<String> SETTLEMENT_LEAST =
      List.of("SOURCE_ID", "TRANSACTION_TYPE", "TRANSACTION_AMOUNT", "SETTLEMENT_NET_AMOUNT");
  static final List<String> RELEASE_LEAST =
      List.of("DATE", "DESCRIPTION", "NET_CREDIT_AMOUNT", "NET_DEBIT_AMOUNT");

  /// The usual set of each, less what nothing is computed from.
  private static final List<String> SETTLEMENT_USUAL =
      List.of(
          "EXTERNAL_REFERENCE",
          "SITE",
          "PAYMENT_METHOD",
          "PAYMENT_METHOD_TYPE",
          "FEE_AMOUNT",
          "MKP_FEE_AMOUNT",
          "FINANCING_FEE_AMOUNT",
          "SHIPPING_FEE_AMOUNT",
          "TAXES_AMOUNT",
          "REAL_AMOUNT",
          "COUPON_AMOUNT",
          "TRANSACTION_CURRENCY",
          "SETTLEMENT_CURRENCY",
          "TRANSACTION_DATE",
          "SETTLEMENT_DATE",
          "METADATA",
          "INSTALLMENTS");

  private static final List<String> RELEASE_USUAL =
      List.of(
          "SOURCE_ID",
          "EXTERNAL_REFERENCE",
          "RECORD_TYPE",
          "GROSS_AMOUNT",
          "MP_FEE_AMOUNT",
          "FINANCING_FEE_AMOUNT",
          "SHIPPING_FEE_AMOUNT",
          "TAXES_AMOUNT",
          "COUPON_AMOUNT",
          "INSTALLMENTS",
          "PAYMENT_METHOD");

  private final ReportFamily family;
  private final String language;
  private final @Nullable Field[] fields;
  private final String[] names;
  private final Set<String> keys;
  private final List<String> unknown;

  private Heading(
      ReportFamily family,
      String language,
      @Nullable Field[] fields,
      String[] names,
      Set<String> keys,
      List<String> unknown) {
    this.family = family;
    this.language = language;
    this.fields = fields;
    this.names = names;
    this.keys = keys;
    this.unknown = unknown;
  }

  /// How many of these are headings Pasaje knows.
  static long known(List<String> cells) {
    return cells.stream().filter(cell -> Headings.of(cell).isPresent()).count();
  }

  /// @throws Refused when the columns are not those of a report, or one comes twice
  static Heading of(String file, List<String> cells) {
    Set<String> seen = new HashSet<>();
    cells.forEach(cell -> Headings.of(cell).ifPresent(label -> seen.add(label.key())));
    ReportFamily family = family(file, seen, cells);
    int many = cells.size();
    @Nullable Field[] fields = new Field[many];
    String[] names = new String[many];
    Set<String> keys = new HashSet<>();
    List<String> unknown = new ArrayList<>();
    String language = "en";
    Set<String> iso = iso(cells);
    for (int i = 0; i < many; i++) {
      String written = cells.get(i).strip();
      Optional<Headings.Label> label =
          Headings.of(written, family)
              .filter(found -> Headings.isIso(written) || !iso.contains(found.key()));
      String key = label.map(Headings.Label::key).orElse(written);
      language = label.map(Headings.Label::language).filter(l -> !l.equals("en")).orElse(language);
      if (!key.isEmpty() && !keys.add(key)) {
        throw new Refused("column-twice", file, Map.of("column", key), null);
      }
      if (label.isEmpty() && !written.isEmpty()) {
        unknown.add(written);
      }
      fields[i] = Field.of(key).filter(f -> Field.of(family).contains(f)).orElse(null);
      names[i] = label.isPresent() ? key.toLowerCase(java.util.Locale.ROOT) : written;
    }
    return new Heading(family, language, fields, names, keys, unknown);
  }

  /// Moments that come a second time with `(ISO)` behind their heading: those count, the others are
  /// kept as written (domain/reports.md 13).
  private static Set<String> iso(List<String> cells) {
    Set<String> keys = new HashSet<>();
    for (String cell : cells) {
      if (Headings.isIso(cell)) {
        Headings.of(cell).ifPresent(label -> keys.add(label.key()));
      }
    }
    return keys;
  }

  private static ReportFamily family(String file, Set<String> seen, List<String> cells) {
    List<String> settlement = missing(SETTLEMENT_LEAST, seen);
    List<String> release = missing(RELEASE_LEAST, seen);
    if (release.isEmpty() && !settlement.isEmpty()) {
      return ReportFamily.RELEASE;
    }
    if (settlement.isEmpty()) {
      return ReportFamily.SETTLEMENT;
    }
    String all = String.join(" ", cells).toLowerCase(java.util.Locale.ROOT);
    if (all.contains("(operation_id)") || all.contains("(date_created)")) {
      throw new Refused("panel", file);
    }
    boolean nothing =
        settlement.size() == SETTLEMENT_LEAST.size() && release.size() == RELEASE_LEAST.size();
    if (nothing) {
      throw new Refused("no-report", file);
    }
    boolean nearer = settlement.size() < release.size();
    throw new Refused(
        "columns",
        file,
        Map.of(
            "family",
            nearer ? "settlement" : "release",
            "missing",
            String.join(", ", nearer ? settlement : release)),
        null);
  }

  private static List<String> missing(List<String> wanted, Set<String> seen) {
    return wanted.stream().filter(key -> !seen.contains(key)).toList();
  }

  ReportFamily family() {
    return family;
  }

  String language() {
    return language;
  }

  int size() {
    return names.length;
  }

  /// The typed column at that place; null when its cells are only kept.
  @Nullable Field field(int column) {
    return fields[column];
  }

  /// The key in lower case, or the heading as written; empty for a column without one.
  String name(int column) {
    return names[column];
  }

  boolean has(String key) {
    return keys.contains(key);
  }

  List<String> missing() {
    return missing(family == ReportFamily.SETTLEMENT ? SETTLEMENT_USUAL : RELEASE_USUAL, keys);
  }

  List<String> unknown() {
    return unknown;
  }
}
