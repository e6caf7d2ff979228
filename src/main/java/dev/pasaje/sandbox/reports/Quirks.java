// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Oddities of real report files that can be switched on. All but the reserve pairs and the empty
/// files of test accounts start off.
public enum Quirks {
  /// Payouts and refunds are preceded by a pair of `reserve_` rows.
  RESERVE_PAIRS,
  /// `DESCRIPTION` is cut after 30 characters, as in `reserve_for_bpp_shipping_retur`.
  TRUNCATED_DESCRIPTIONS,
  /// `TAXES_DISAGGREGATED` has unquoted names and values and is no JSON.
  INVALID_TAXES_DISAGGREGATED,
  /// `tax_withdholding`, spelt as in the documentation.
  TYPO_VALUES,
  /// `date_created` of a listed report is UTC labelled `-04:00`.
  WRONG_CLOCK,
  /// File names start with `reserve-`.
  RESERVE_PREFIX,
  /// CSV files start with a byte order mark.
  BYTE_ORDER_MARK,
  /// CSV lines end with CR LF.
  CARRIAGE_RETURNS,
  /// Every second row has its dates at -03:00.
  MIXED_OFFSETS,
  /// The release date of every sixth settlement row lies before its approval.
  EARLY_RELEASE_DATES,
  /// The money of a sale in several instalments comes in as many parts; only in Brazil. The
  /// settlement report has a row for each beside the sale's own (`DESCRIPTION` INSTALLMENT), the
  /// release report a `payment` row for each on its day. Off, the seller gets all at once.
  INSTALMENT_ROWS,
  /// Yields come as they were observed: no payment method, no release date, never released
  /// (reports.md 15.6).
  OBSERVED_YIELDS,
  /// A row of a type no document names.
  UNKNOWN_TYPE,
  /// The first row of the file comes twice; breaks the balance on purpose.
  DUPLICATE_ROW,
  /// Accounts of test users have files without movements, as documented.
  EMPTY_FOR_TEST,
  /// One cent is missing in the first row's net amount; breaks the identities on purpose.
  BROKEN_NET,
  /// A new report stays `pending` for ever.
  STUCK_TASK,
  /// A request for a report is answered with 203 and creates nothing (not in MLB).
  REFUSED_RANGE;

  /// How a fresh emulator starts.
  static Set<Quirks> initial() {
    return EnumSet.of(RESERVE_PAIRS, EMPTY_FOR_TEST);
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ObjectNode json(Set<Quirks> on) {
    ObjectNode body = Json.object();
    for (Quirks quirk : values()) {
      body.put(quirk.key(), on.contains(quirk));
    }
    return body;
  }

  /// Switches the named ones; answers the names that are unknown or not a boolean.
  static List<String> change(Set<Quirks> on, JsonNode body) {
    List<String> unknown = new ArrayList<>();
    for (String name : body.propertyNames()) {
      Quirks quirk = null;
      for (Quirks each : values()) {
        quirk = each.key().equals(name) ? each : quirk;
      }
      if (quirk == null || !body.path(name).isBoolean()) {
        unknown.add(name);
      } else if (body.path(name).booleanValue()) {
        on.add(quirk);
      } else {
        on.remove(quirk);
      }
    }
    return unknown;
  }
}
