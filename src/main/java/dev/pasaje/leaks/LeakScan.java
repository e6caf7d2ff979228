// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/// One look for credentials in files, in history or in what is staged. Two threads read.
///
/// @param known what the settings know
/// @param allowed finds that were accepted
/// @param mostBytes larger contents are left out and told
/// @param progress how many of how many contents are read; may be called by several threads
public record LeakScan(KnownSecrets known, AllowList allowed, long mostBytes, Progress progress) {
  private static final int THREADS = 2;
  private static final int AT_ONCE = 64;

  /// Contents larger than this are left out by default: 64 MiB.
  public static final long USUAL_BYTES = 64L << 20;

  /// Hears how far a scan is.
  @FunctionalInterface
  public interface Progress {
    Progress NONE = (_, _) -> {};

    void at(int done, int all);
  }

  /// Why something was not read.
  public enum Why {
    /// It cannot be opened, or not read to its end.
    UNREADABLE,
    /// It is larger than the scan was told to read.
    TOO_LARGE,
    /// The repository lacks it, or holds it damaged.
    BROKEN
  }

  /// What was not read.
  ///
  /// @param where a path, or commit and path
  public record Unread(String where, Why why) {}

  /// What a scan found and what it did not see.
  ///
  /// @param accepted finds the list of allowed ones knows
  /// @param contents texts that were read
  /// @param bytes of everything opened
  /// @param binary contents left out for being no text
  public record Report(
      List<Leak> leaks, int accepted, long contents, long bytes, long binary, List<Unread> unread) {
    public Report {
      leaks = List.copyOf(leaks);
      unread = List.copyOf(unread);
    }

    /// Whether something was found that is no mere note.
    public boolean bad() {
      return leaks.stream().anyMatch(leak -> leak.kind().severity() != LeakKind.Severity.NOTE);
    }

    /// 1 when something was found, 3 when nothing was but not everything could be read, else 0.
    /// What was too large was left out on purpose.
    public int exitCode() {
      if (bad()) {
        return 1;
      }
      return unread.stream().anyMatch(one -> one.why() != Why.TOO_LARGE) ? 3 : 0;
    }
  }

  /// The files under a path as they lie there.
  ///
  /// @param history whether to look at everything the repository that holds them ever had, too
  /// @throws dev.pasaje.failure.PasajeException when history is asked for and there is none
  public Report path(Path path, boolean history) {
    Findings findings = new Findings();
    if (history) {
      try (Repository repository = Git.of(path)) {
        files(path, findings);
        past(repository, findings);
      }
    } else {
      files(path, findings);
    }
    return findings.report(known, allowed);
  }

  /// What the next commit would add to the repository that holds a path.
  public Report staged(Path path) {
    Findings findings = new Findings();
    try (Repository repository = Git.of(path)) {
      Staged.read(repository, mostBytes, findings);
    }
    return findings.report(known, allowed);
  }

  private void files(Path path, Findings findings) {
    WorkingFiles working = new WorkingFiles(path, mostBytes, findings);
    share(
        working.list(),
        rest -> {
          ContentReader reader = new ContentReader(mostBytes);
          rest.forEach(file -> working.read(file, reader));
        });
  }

  private void past(Repository repository, Findings findings) {
    share(
        new History(repository, findings).list(),
        rest -> {
          ContentReader text = new ContentReader(mostBytes);
          try (ObjectReader reader = repository.newObjectReader()) {
            rest.forEach(one -> History.read(one, reader, text, mostBytes, findings));
          }
        });
  }

  /// What one thread has to read, which it takes in small runs from what is left.
  private final class Rest<T> {
    private final List<T> all;
    private final AtomicInteger next;

    Rest(List<T> all, AtomicInteger next) {
      this.all = all;
      this.next = next;
    }

    void forEach(Consumer<T> work) {
      int from = next.getAndAdd(AT_ONCE);
      while (from < all.size()) {
        int to = Math.min(all.size(), from + AT_ONCE);
        all.subList(from, to).forEach(work);
        progress.at(to, all.size());
        from = next.getAndAdd(AT_ONCE);
      }
    }
  }

  private <T> void share(List<T> all, Consumer<Rest<T>> work) {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(() -> work.accept(new Rest<>(all, next))));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a scan ended early", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
