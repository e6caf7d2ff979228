// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.reports.activity.ActivityDigest;
import dev.pasaje.reports.activity.ActivityFile;
import dev.pasaje.reports.archive.Archive;
import dev.pasaje.reports.view.View;
import dev.pasaje.reports.view.ViewTable;
import dev.pasaje.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reports of operations as the views `activities` and `rejected` show them.
final class ReportActivities {
  /// The reports, as their folders in the archive are called.
  static final List<String> REPORTS =
      List.of(
          "activities_collection",
          "activities_after_collection",
          "activities_withdraw",
          "marketplace-sales");

  private final Terminal terminal;
  private boolean malformed;

  ReportActivities(Terminal terminal) {
    this.terminal = terminal;
  }

  static List<Path> files(Archive archive, String integration) {
    return REPORTS.stream().flatMap(report -> archive.files(integration, report).stream()).toList();
  }

  /// Whether a row of a file read so far could not be read.
  boolean malformed() {
    return malformed;
  }

  /// Reads files; what could not be read of them is told on the error stream.
  ActivityDigest read(List<Path> files) {
    Texts texts = Texts.of("reports", terminal.language());
    ActivityDigest digest = new ActivityDigest();
    for (Path file : files) {
      ActivityFile.Read read = ActivityFile.read(file, digest);
      String name = String.valueOf(file.getFileName());
      for (ActivityFile.Malformed one : read.malformed()) {
        malformed = true;
        terminal
            .err()
            .println(
                texts.get(
                    "activity.malformed",
                    Map.of(
                        "file", name,
                        "line", Long.toString(one.line()),
                        "column", one.column(),
                        "found", one.found())));
      }
      if (!read.unknown().isEmpty()) {
        terminal
            .err()
            .println(
                texts.get(
                    "activity.unknown",
                    Map.of("file", name, "columns", String.join(", ", read.unknown()))));
      }
    }
    return digest;
  }

  static ViewTable table(View view, ActivityDigest digest) {
    boolean rejected = view == View.REJECTED;
    return new ViewTable(
        view,
        (rejected ? digest.rejected() : digest.groups())
            .stream()
                .map(group ->
                    rejected
                        ? List.of(
                            group.type(), Long.toString(group.operations()), money(group.amount()))
                        : List.of(
                            group.status(),
                            group.type(),
                            Long.toString(group.operations()),
                            money(group.amount()),
                            money(group.fees()),
                            money(group.net())))
                .toList(),
        0);
  }

  private static String money(BigDecimal amount) {
    return (amount.scale() < 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : amount)
        .toPlainString();
  }
}
