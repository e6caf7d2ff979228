// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.proof;

import dev.pasaje.reports.Release;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.Settlement;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.parse.RowSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// Whether some report files close, each alone, next to each other, and settlement against release.
///
/// @param files as read; one given twice is read once
/// @param breaches the first of each identity, in the order they were met
/// @param checked how often each identity was looked at
/// @param broken how often it failed, all counted
/// @param noted how often there was something to know
public record Proof(
    List<Parsed> files,
    List<Breach> breaches,
    Map<Identity, Long> checked,
    Map<Identity, Long> broken,
    Map<Identity, Long> noted) {
  public Proof {
    files = List.copyOf(files);
    breaches = List.copyOf(breaches);
    checked = Map.copyOf(checked);
    broken = Map.copyOf(broken);
    noted = Map.copyOf(noted);
  }

  /// Nothing failed and every row could be read.
  public boolean closes() {
    return broken.isEmpty() && files.stream().allMatch(file -> file.malformedRows() == 0);
  }

  public static Proof of(List<Path> paths) {
    return of(paths, (_, _) -> {});
  }

  /// @param progress bytes done and to do, over all files
  public static Proof of(List<Path> paths, BiConsumer<Long, Long> progress) {
    Findings findings = new Findings();
    CrossProof cross = new CrossProof(findings);
    List<Parsed> files = new ArrayList<>();
    List<ReleaseProof> releases = new ArrayList<>();
    Set<String> hashes = new HashSet<>();
    for (int i = 0; i < paths.size(); i++) {
      Path path = paths.get(i);
      String name = String.valueOf(path.getFileName());
      OneFile one = new OneFile(name, findings, cross, hashes, new Step(i, paths.size(), progress));
      Parsed parsed = ReportParser.parse(path, one);
      if (one.again) {
        continue;
      }
      files.add(parsed);
      one.settlement.end();
      if (parsed.family() == ReportFamily.RELEASE) {
        one.release.end();
        releases.add(one.release);
      }
    }
    cross.end();
    chain(releases, findings);
    return new Proof(
        files, findings.breaches(), findings.checked(), findings.broken(), findings.noted());
  }

  private record Step(int index, int many, BiConsumer<Long, Long> progress) {}

  private static final class OneFile implements RowSink {
    private final SettlementProof settlement;
    private final ReleaseProof release;
    private final String name;
    private final CrossProof cross;
    private final Set<String> hashes;
    private final Step step;
    private boolean again;

    OneFile(String name, Findings findings, CrossProof cross, Set<String> hashes, Step step) {
      this.name = name;
      this.settlement = new SettlementProof(name, findings);
      this.release = new ReleaseProof(name, findings);
      this.cross = cross;
      this.hashes = hashes;
      this.step = step;
    }

    @Override
    public void begin(ReportFamily family, String sha256) {
      again = !hashes.add(sha256);
    }

    @Override
    public void row(ReportRow row) {
      if (again) {
        return;
      }
      switch (row) {
        case Settlement settled -> settlement.row(settled);
        case Release released -> release.row(released);
      }
      cross.row(name, row);
    }

    @Override
    public void progress(long done, long all) {
      long part = all == 0 ? 1000 : done * 1000 / all;
      step.progress().accept(step.index() * 1000L + part, step.many() * 1000L);
    }
  }

  /// Reports whose ranges touch: the later one opens with what the earlier one closes with.
  private static void chain(List<ReleaseProof> releases, Findings findings) {
    List<ReleaseProof> dated =
        releases.stream()
            .filter(one -> one.begins().isPresent() && one.opening().isPresent())
            .sorted(Comparator.comparing(one -> one.begins().orElseThrow().at()))
            .toList();
    for (int i = 1; i < dated.size(); i++) {
      ReleaseProof before = dated.get(i - 1);
      ReleaseProof after = dated.get(i);
      boolean touch =
          before
              .ends()
              .map(end ->
                  Duration.between(end.at(), after.begins().orElseThrow().at())
                          .abs()
                          .compareTo(Duration.ofSeconds(1))
                      <= 0)
              .orElse(false);
      Optional<java.math.BigDecimal> closing = before.closing();
      if (touch && closing.isPresent()) {
        findings.equal(
            Identity.R5,
            after.file(),
            1,
            before.file(),
            closing.get(),
            after.opening().orElseThrow());
      }
    }
  }
}
