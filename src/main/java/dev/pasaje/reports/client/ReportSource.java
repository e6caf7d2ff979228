// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Where one report is asked for, looked for and downloaded, for one account.
public sealed interface ReportSource permits ReportApi, ActivitiesApi, MarketplaceApi {

  /// How asking for a report ended.
  sealed interface Creation {
    record Made(ReportTask task) implements Creation {}

    /// 203: understood, not created; the answer may name dates to ask with.
    record NotMade(String answer) implements Creation {}

    /// Nothing came back, or it was asked for already: it may be there. Search before asking again.
    record Unsure(String detail) implements Creation {}
  }

  /// What people call it; also its folder in the archive.
  String id();

  /// As it is stored; empty when none ever was.
  Optional<ObjectNode> configuration();

  /// Stores one, or another one in its place.
  ///
  /// @param before what [#configuration] answered
  void configure(ObjectNode configuration, Optional<ObjectNode> before);

  Creation create(Range range);

  ReportTask task(String id);

  /// As the panel lists them.
  List<ReportTask> list();

  /// Reports of a range, the newest first.
  List<ReportTask> search(Range range);

  /// The names a file of that name may have in the archive.
  default List<String> keptAs(String fileName) {
    return List.of(fileName);
  }

  /// @return the file in the folder; its ending may be another than asked for
  Path download(String fileName, Path folder) throws IOException;
}
