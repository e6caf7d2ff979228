// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Every `status_detail` of domain/quality.md B2 and B4, from the table `status-details.csv` beside
/// this class.
public final class StatusDetails {
  /// In the order of the table.
  public static final List<StatusDetail> ALL = read();

  /// The keys of B3, in the order in which the details use them.
  public static final Set<String> MESSAGES = messages();

  /// What a buyer is told about a word that nobody knows.
  public static final String UNKNOWN_MESSAGE = "TECH";

  private static final Map<String, StatusDetail> BY_KEY = index();

  private StatusDetails() {}

  /// What a detail means. A word of no table is of the unknown family. Both spellings of `canceled`
  /// are known (B4).
  public static StatusDetail of(StatusDetail.Api api, String status, String detail) {
    StatusDetail found = BY_KEY.get(key(api, status, detail));
    return found != null
        ? found
        : new StatusDetail(
            api,
            status,
            detail,
            StatusDetail.Blame.UNKNOWN,
            StatusDetail.Family.UNKNOWN,
            StatusDetail.Retry.OTHER,
            UNKNOWN_MESSAGE,
            "unknown",
            false);
  }

  private static String key(StatusDetail.Api api, String status, String detail) {
    String word = status.strip().toLowerCase(Locale.ROOT);
    return api.id()
        + " "
        + (word.equals("canceled") ? "cancelled" : word)
        + " "
        + detail.strip().toLowerCase(Locale.ROOT);
  }

  private static Map<String, StatusDetail> index() {
    Map<String, StatusDetail> index = new HashMap<>();
    for (StatusDetail one : ALL) {
      if (index.put(key(one.api(), one.status(), one.detail()), one) != null) {
        throw new IllegalStateException("twice in status-details.csv: " + one);
      }
    }
    return index;
  }

  private static Set<String> messages() {
    Set<String> keys = new LinkedHashSet<>();
    ALL.forEach(one -> keys.add(one.message()));
    return java.util.Collections.unmodifiableSet(keys);
  }

  private static List<StatusDetail> read() {
    try (InputStream in = StatusDetails.class.getResourceAsStream("status-details.csv")) {
      return new String(
              Objects.requireNonNull(in, "status-details.csv").readAllBytes(),
              StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(StatusDetails::row)
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException("status-details.csv", broken);
    }
  }

  private static StatusDetail row(String line) {
    List<String> cells = List.of(line.split(",", -1));
    if (cells.size() != 8) {
      throw new IllegalStateException("status-details.csv: " + line);
    }
    return new StatusDetail(
        StatusDetail.of(StatusDetail.Api.class, cells.get(0)).orElseThrow(),
        cells.get(1),
        cells.get(2),
        StatusDetail.of(StatusDetail.Blame.class, cells.get(3)).orElseThrow(),
        StatusDetail.of(StatusDetail.Family.class, cells.get(4)).orElseThrow(),
        StatusDetail.of(StatusDetail.Retry.class, cells.get(5)).orElseThrow(),
        cells.get(6),
        cells.get(7),
        true);
  }
}
