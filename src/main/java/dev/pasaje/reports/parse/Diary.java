// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.ReportRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What happened while a file was read; bounded, however bad the file is.
final class Diary {
  private static final int MOST_VALUES = 1_000;
  private static final int MOST_LINES = 20;

  private final RowSink sink;
  private final List<Malformed> malformed = new ArrayList<>();
  private final List<Malformed> doubts = new ArrayList<>();
  private final Map<Value, Lines> unknown = new LinkedHashMap<>();
  private long malformedRows;
  private long rows;

  Diary(RowSink sink) {
    this.sink = sink;
  }

  private record Value(String column, String value) {}

  private static final class Lines {
    private final List<Long> first = new ArrayList<>();
    private long count;
  }

  void row(ReportRow row) {
    rows++;
    sink.row(row);
  }

  long rowsSoFar() {
    return rows;
  }

  void malformed(Malformed row) {
    malformedRows++;
    if (malformed.size() < Parsed.MOST) {
      malformed.add(row);
    }
  }

  void doubt(Malformed cell) {
    if (doubts.size() < Parsed.MOST) {
      doubts.add(cell);
    }
  }

  void unknown(String column, String value, long line) {
    String cut = value.length() > 100 ? value.substring(0, 99) + "…" : value;
    Value key = new Value(column, cut);
    if (unknown.size() >= MOST_VALUES && !unknown.containsKey(key)) {
      key = new Value(column, "…");
    }
    Lines lines = unknown.computeIfAbsent(key, _ -> new Lines());
    lines.count++;
    if (lines.first.size() < MOST_LINES) {
      lines.first.add(line);
    }
  }

  Parsed close(String name, String sha256, Heading heading, Parsed.Layout layout) {
    return new Parsed(
        name,
        sha256,
        heading.family(),
        layout,
        rows,
        malformed,
        malformedRows,
        unknown.entrySet().stream()
            .map(entry ->
                new Unknown(
                    entry.getKey().column(),
                    entry.getKey().value(),
                    entry.getValue().first,
                    entry.getValue().count))
            .toList(),
        doubts,
        heading.missing(),
        heading.unknown());
  }
}
