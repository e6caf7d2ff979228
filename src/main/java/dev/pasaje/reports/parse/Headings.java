// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.Field;
import dev.pasaje.reports.ReportFamily;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The headings of both reports in three languages, with and without the key in brackets
/// (domain/reports.md 13, in headings.tsv).
final class Headings {
  private static final Pattern BRACKETS = Pattern.compile("^(.*?)\\s*\\(([A-Z_]+)\\)$");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  /// Names some clients give to columns (domain/reports.md 9, last row).
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "RELEASE_DATE", "DATE",
          "APPROVAL_DATE", "TRANSACTION_APPROVAL_DATE",
          "NET_CREDIT", "NET_CREDIT_AMOUNT",
          "NET_DEBIT", "NET_DEBIT_AMOUNT");

  private static final Map<String, Label> LABELS = new HashMap<>();
  private static final Set<String> KEYS = new HashSet<>();

  static {
    load();
  }

  /// @param language `en` when the heading is the key itself
  record Label(String key, String language) {}

  private Headings() {}

  /// Upper case, without accents, marks and doubled blanks.
  static String normal(String text) {
    String plain = text;
    if (!isPlain(text)) {
      plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
      plain = plain.replace("\uFEFF", "");
    }
    return BLANKS.matcher(plain).replaceAll(" ").strip().toUpperCase(Locale.ROOT);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 126) {
        return false;
      }
    }
    return true;
  }

  /// What a heading stands for; `MONEDA` is each report's own currency.
  static Optional<Label> of(String heading, ReportFamily family) {
    return of(heading)
        .map(label ->
            family == ReportFamily.RELEASE && label.key().equals("TRANSACTION_CURRENCY")
                ? new Label("CURRENCY", label.language())
                : label);
  }

  static boolean isIso(String heading) {
    return normal(heading).endsWith("(ISO)");
  }

  static Optional<Label> of(String heading) {
    String normal = normal(heading);
    Matcher brackets = BRACKETS.matcher(normal);
    if (brackets.matches()) {
      Optional<Label> key = key(brackets.group(2));
      if (key.isPresent()) {
        Label outer = LABELS.get(brackets.group(1));
        return Optional.of(new Label(key.get().key(), outer == null ? "en" : outer.language()));
      }
      normal = brackets.group(1);
    }
    Optional<Label> key = key(normal.replace(' ', '_'));
    return key.isPresent() ? key : Optional.ofNullable(LABELS.get(normal));
  }

  private static Optional<Label> key(String key) {
    String known = OTHER_NAMES.getOrDefault(key, key);
    return KEYS.contains(known) ? Optional.of(new Label(known, "en")) : Optional.empty();
  }

  private static void load() {
    for (Field field : Field.values()) {
      if (field != Field.TAXES_SUM) {
        KEYS.add(field.name());
      }
    }
    try (InputStream in = Headings.class.getResourceAsStream("headings.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .map(line -> line.split("\t", -1))
          .forEach(cells -> {
            KEYS.add(cells[0]);
            labels(cells[0], cells[1], "es");
            labels(cells[0], cells[2], "pt");
          });
    } catch (IOException broken) {
      throw new UncheckedIOException("headings.tsv", broken);
    }
  }

  private static void labels(String key, String texts, String language) {
    for (String text : texts.split("\\|", -1)) {
      if (!text.isEmpty()) {
        // The same word in two languages says nothing of the language.
        LABELS.merge(
            normal(text), new Label(key, language), (old, _) -> new Label(old.key(), "en"));
      }
    }
  }
}
