// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `TAXES_DISAGGREGATED`, which real files fill with what is no JSON:
/// `[{financial_entity:debitos_creditos,amount:-90.00,detail:tax_withholding_collector}]`; the
/// quoted form is read alike (domain/reports.md 15.1).
public final class TaxList {
  private TaxList() {}

  /// One tax of the list.
  ///
  /// @param entity who takes it, such as `debitos_creditos`
  public record Tax(String entity, String detail, BigDecimal amount) {}

  /// @return empty when the text cannot be understood
  public static Optional<List<Tax>> read(String text) {
    String rest = text.strip();
    if (rest.length() >= 2 && rest.startsWith("[") && rest.endsWith("]")) {
      rest = rest.substring(1, rest.length() - 1).strip();
    } else if (!rest.startsWith("{")) {
      return Optional.empty();
    }
    List<Tax> taxes = new ArrayList<>();
    while (!rest.isEmpty()) {
      int end = rest.indexOf('}');
      if (rest.charAt(0) != '{' || end < 0) {
        return Optional.empty();
      }
      String inside = rest.substring(1, end).strip();
      if (!inside.isEmpty()) {
        Optional<Tax> tax = tax(inside);
        if (tax.isEmpty()) {
          return Optional.empty();
        }
        taxes.add(tax.get());
      }
      rest = rest.substring(end + 1).strip();
      if (rest.startsWith(",")) {
        rest = rest.substring(1).strip();
        if (rest.isEmpty()) {
          return Optional.empty();
        }
      } else if (!rest.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(taxes);
  }

  private static Optional<Tax> tax(String inside) {
    String entity = "";
    String detail = "";
    BigDecimal amount = null;
    for (String pair : inside.split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 0) {
        return Optional.empty();
      }
      String value = bare(pair.substring(colon + 1));
      switch (bare(pair.substring(0, colon))) {
        case "financial_entity" -> entity = value;
        case "detail" -> detail = value;
        case "amount" -> {
          try {
            amount = CellReader.amount(value);
          } catch (BadCell none) {
            return Optional.empty();
          }
        }
        default -> {}
      }
    }
    return amount == null ? Optional.empty() : Optional.of(new Tax(entity, detail, amount));
  }

  private static String bare(String text) {
    String bare = text.strip();
    boolean quoted =
        bare.length() >= 2
            && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
            && bare.charAt(bare.length() - 1) == bare.charAt(0);
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }
}
