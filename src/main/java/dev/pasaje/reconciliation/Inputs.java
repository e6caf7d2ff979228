// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one reconciliation reads.
///
/// @param files Parquet files by relation; with Trino its tables are read instead
/// @param reports what is known of each report file beside its rows
/// @param payments the stretch of time whose payments are all there; empty when nobody knows
record Inputs(
    Map<Relation, List<Path>> files, List<Report> reports, Optional<Coverage.Range> payments) {

  /// A report file as its sidecar tells it.
  ///
  /// @param begin and `end` of the range it was asked for; both or none
  /// @param whole without a range: the time its rows show to be there whole
  record Report(
      String family,
      String file,
      Optional<Instant> begin,
      Optional<Instant> end,
      Optional<Coverage.Range> whole,
      List<Malformed> malformed) {
    Report {
      malformed = List.copyOf(malformed);
    }

    Optional<Coverage.Range> range() {
      return begin.flatMap(from -> end.map(to -> new Coverage.Range(from, to)));
    }

    Report inside(Optional<Coverage.Range> span) {
      return new Report(family, file, begin, end, span, malformed);
    }
  }

  /// A row that could not be read.
  record Malformed(long line, String column, String found, String why) {}

  Inputs {
    Map<Relation, List<Path>> copy = new EnumMap<>(Relation.class);
    files.forEach((relation, list) -> copy.put(relation, List.copyOf(list)));
    files = Map.copyOf(copy);
    reports = List.copyOf(reports);
  }

  /// What is covered: ranges that were asked for, and what files of unknown range surely hold.
  Coverage coverage(String family) {
    List<Coverage.Range> ranges = new ArrayList<>();
    reports.stream()
        .filter(report -> report.family().equals(family))
        .forEach(report -> report.range().or(report::whole).ifPresent(ranges::add));
    return Coverage.of(ranges);
  }

  /// Only the ranges that were asked for.
  Coverage asked(String family) {
    return Coverage.of(
        reports.stream()
            .filter(report -> report.family().equals(family))
            .flatMap(report -> report.range().stream())
            .toList());
  }
}
