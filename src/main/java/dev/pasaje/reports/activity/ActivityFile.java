// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.activity;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.pasaje.failure.PasajeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Reads an activities report or a marketplace's sales, zipped or not, in one pass. Columns may
/// stand in any order and number; one that nobody knows is named; a row that cannot be read is told
/// with its line and does not cost the others.
public final class ActivityFile {
  private static final String SEPARATORS = ",;\t|";
  private static final int MOST_TOLD = 1000;

  /// `1234.56` and `1234,56`: the decimal separator is a setting (domain/reports.md 5).
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}([.,]\\d{1,6})?");

  /// What a column means, by its key or, in the marketplace's report, its heading.
  private enum Meaning {
    ID,
    STATUS,
    TYPE,
    METHOD,
    WHY,
    DETAIL,
    AMOUNT,
    FEE,
    SHARE,
    NET,
    OTHER
  }

  private static final Map<String, Meaning> MEANINGS = meanings();

  /// What was found.
  ///
  /// @param rows that could be read
  /// @param malformed the first thousand that could not
  /// @param unknown columns no document names
  public record Read(long rows, List<Malformed> malformed, List<String> unknown) {}

  /// @param found what stood there
  public record Malformed(long line, String column, String found) {}

  private ActivityFile() {}

  private static Map<String, Meaning> meanings() {
    Map<String, Meaning> all = new HashMap<>();
    all.put("operation_id", Meaning.ID);
    all.put("payment", Meaning.ID);
    all.put("status", Meaning.STATUS);
    all.put("status description", Meaning.STATUS);
    all.put("operation_type", Meaning.TYPE);
    all.put("payment method type", Meaning.METHOD);
    all.put("rejection_causes", Meaning.WHY);
    all.put("status_detail", Meaning.DETAIL);
    all.put("status detail", Meaning.DETAIL);
    all.put("transaction_amount", Meaning.AMOUNT);
    all.put("transaction amt. lc", Meaning.AMOUNT);
    all.put("mercadopago_fee", Meaning.FEE);
    all.put("mp fee amt. lc", Meaning.SHARE);
    all.put("marketplace fee amt. lc", Meaning.SHARE);
    all.put("net_received_amount", Meaning.NET);
    all.put("net received amt lc", Meaning.NET);
    for (String known :
        ("date_created,date_approved,date_released,external_reference,payment_type,installments,"
                + "amount_refunded,chargeback_id,claim_id,store_id,pos_id,counterpart_name,"
                + "counterpart_email,buyer_document,bank_account,provider_id,collector,nickname,"
                + "purchase order,created date,approved date,total paid amount")
            .split(",", -1)) {
      all.put(known, Meaning.OTHER);
    }
    return Map.copyOf(all);
  }

  /// @throws PasajeException when it is no such report, or grows beyond reason
  public static Read read(Path file, Consumer<Activity> each) {
    String name = String.valueOf(file.getFileName());
    try (BufferedReader text =
        new BufferedReader(
            new InputStreamReader(Zipped.open(file), StandardCharsets.UTF_8), 1 << 16)) {
      char separator = separator(text, name);
      try (CsvReader<CsvRecord> records =
          CsvReader.builder()
              .fieldSeparator(separator)
              .commentStrategy(CommentStrategy.NONE)
              .skipEmptyLines(true)
              .allowExtraFields(true)
              .allowMissingFields(true)
              .ofCsvRecord((Reader) text)) {
        return new Reading(name).all(records.iterator(), each);
      }
    } catch (IOException | CsvParseException broken) {
      // The CSV reader wraps what its stream throws.
      if (broken.getCause() instanceof PasajeException refused) {
        throw refused;
      }
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "reports.refused.unreadable",
          Map.of("file", name, "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }

  private static PasajeException headless(String file) {
    return new PasajeException(
        PasajeException.Kind.USAGE, "reports.refused.activity", Map.of("file", file));
  }

  private static char separator(BufferedReader text, String name) throws IOException {
    text.mark(1 << 14);
    StringBuilder first = new StringBuilder();
    for (int c = text.read(); c >= 0 && c != '\n' && first.length() < (1 << 13); c = text.read()) {
      first.append((char) c);
    }
    text.reset();
    if (first.indexOf("\uFEFF") == 0) {
      int _ = text.read();
    }
    char best = 0;
    long most = 0;
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char one = SEPARATORS.charAt(i);
      long count = first.chars().filter(c -> c == one).count();
      if (count > most) {
        most = count;
        best = one;
      }
    }
    if (most == 0) {
      throw headless(name);
    }
    return best;
  }

  private static final class Reading {
    private final String name;
    private final List<Malformed> malformed = new ArrayList<>();
    private long rows;

    Reading(String name) {
      this.name = name;
    }

    Read all(Iterator<CsvRecord> records, Consumer<Activity> each) {
      if (!records.hasNext()) {
        throw headless(name);
      }
      List<String> headings = records.next().getFields();
      List<Meaning> meanings = new ArrayList<>();
      List<String> unknown = new ArrayList<>();
      for (String heading : headings) {
        Meaning meaning = MEANINGS.get(heading.strip().toLowerCase(Locale.ROOT));
        if (meaning == null && !heading.isBlank()) {
          unknown.add(heading.strip());
        }
        meanings.add(meaning == null ? Meaning.OTHER : meaning);
      }
      if (!meanings.contains(Meaning.ID) || !meanings.contains(Meaning.AMOUNT)) {
        throw headless(name);
      }
      while (records.hasNext()) {
        CsvRecord record = records.next();
        if (record.getFieldCount() != headings.size()) {
          tell(
              new Malformed(record.getStartingLineNumber(), "", record.getFieldCount() + " cells"));
          continue;
        }
        activity(record, headings, meanings)
            .ifPresent(activity -> {
              rows++;
              each.accept(activity);
            });
      }
      return new Read(rows, List.copyOf(malformed), List.copyOf(unknown));
    }

    private void tell(Malformed one) {
      if (malformed.size() < MOST_TOLD) {
        malformed.add(one);
      }
    }

    private Optional<Activity> activity(
        CsvRecord record, List<String> headings, List<Meaning> meanings) {
      Map<Meaning, String> cells = new HashMap<>();
      Map<Meaning, BigDecimal> amounts = new HashMap<>();
      for (int i = 0; i < headings.size(); i++) {
        String cell = record.getField(i).strip();
        switch (meanings.get(i)) {
          case AMOUNT, FEE, SHARE, NET -> {
            if (!cell.isEmpty() && !AMOUNT.matcher(cell).matches()) {
              tell(new Malformed(record.getStartingLineNumber(), headings.get(i), cell));
              return Optional.empty();
            }
            if (!cell.isEmpty()) {
              amounts.merge(
                  meanings.get(i), new BigDecimal(cell.replace(',', '.')), BigDecimal::add);
            }
          }
          case ID, STATUS, TYPE, METHOD, WHY, DETAIL -> cells.put(meanings.get(i), cell);
          case OTHER -> {}
        }
      }
      if (cells.getOrDefault(Meaning.ID, "").isEmpty()) {
        tell(new Malformed(record.getStartingLineNumber(), "operation_id", ""));
        return Optional.empty();
      }
      String why = cells.getOrDefault(Meaning.WHY, "");
      return Optional.of(
          new Activity(
              record.getStartingLineNumber(),
              cells.getOrDefault(Meaning.ID, ""),
              cells.getOrDefault(Meaning.STATUS, ""),
              cells.getOrDefault(Meaning.TYPE, cells.getOrDefault(Meaning.METHOD, "")),
              why.isEmpty() ? cells.getOrDefault(Meaning.DETAIL, "") : why,
              Optional.ofNullable(amounts.get(Meaning.AMOUNT)),
              // The marketplace's report gives fees as positive shares.
              Optional.ofNullable(amounts.get(Meaning.FEE))
                  .or(() ->
                      Optional.ofNullable(amounts.get(Meaning.SHARE)).map(BigDecimal::negate)),
              Optional.ofNullable(amounts.get(Meaning.NET))));
    }
  }
}
