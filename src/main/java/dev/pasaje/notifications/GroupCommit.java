// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lets many callers share one commit: whoever comes while a transaction is being written goes into
/// the next one together. Nobody waits for company, so a lone caller is as fast as without.
///
/// Safe for many threads; holds at most [#CAPACITY] and says no beyond. The writer is a virtual
/// thread, like its callers: handing over to them and back is then a matter of one scheduler, which
/// under load costs half of what a thread of the system does.
final class GroupCommit<T> implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());
  private static final int CAPACITY = 8192;
  private static final int MOST_AT_ONCE = 512;
  private static final Duration ENDING = Duration.ofSeconds(15);
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  private final Queue<Entry<T>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final Writer<T> writer;
  private final Thread thread;
  private volatile boolean idle;
  private volatile boolean closing;
  private volatile boolean ended;

  /// Writes all or none.
  interface Writer<T> {
    void write(List<T> all) throws SQLException;
  }

  private enum State {
    WAITING,
    WRITTEN,
    FAILED
  }

  private static final class Entry<T> {
    final T value;
    final Thread waiter = Thread.currentThread();
    volatile State state = State.WAITING;

    Entry(T value) {
      this.value = value;
    }

    void end(State how) {
      state = how;
      LockSupport.unpark(waiter);
    }
  }

  GroupCommit(String name, Writer<T> writer) {
    this.writer = writer;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    thread.start();
  }

  /// Returns when the value is on disk, or is not known to be.
  ///
  /// @return false when the queue is full or the store fails
  boolean write(T value) {
    if (closing || queued.incrementAndGet() > CAPACITY) {
      queued.decrementAndGet();
      return false;
    }
    Entry<T> entry = new Entry<>(value);
    queue.add(entry);
    if (idle) {
      LockSupport.unpark(thread);
    }
    // The writer ends every entry that came before its own end. A timed wait would cost more than
    // all the rest of the handling.
    while (entry.state == State.WAITING && !ended && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(entry);
    }
    return entry.state == State.WRITTEN;
  }

  private void run() {
    List<Entry<T>> batch = new ArrayList<>(MOST_AT_ONCE);
    while (!closing || !queue.isEmpty()) {
      @Nullable Entry<T> next = queue.poll();
      while (next != null) {
        batch.add(next);
        next = batch.size() < MOST_AT_ONCE ? queue.poll() : null;
      }
      if (batch.isEmpty()) {
        idle = true;
        if (queue.isEmpty() && !closing) {
          LockSupport.park(this);
        }
        idle = false;
      } else {
        queued.addAndGet(-batch.size());
        try {
          write(batch);
        } catch (Error failed) {
          LOG.log(Level.SEVERE, "notifications could not be written", failed);
        } finally {
          fail(batch);
          batch.clear();
        }
      }
    }
    ended = true;
    fail(queue);
  }

  private static <T> void fail(Collection<Entry<T>> entries) {
    for (Entry<T> entry : entries) {
      if (entry.state == State.WAITING) {
        entry.end(State.FAILED);
      }
    }
  }

  /// A value the store refuses must not take the others with it: then each goes alone.
  private void write(List<Entry<T>> batch) {
    if (attempt(batch) || batch.size() == 1) {
      return;
    }
    for (Entry<T> entry : batch) {
      if (!attempt(List.of(entry)) && store == Health.DOWN) {
        return;
      }
    }
  }

  private enum Health {
    UP,
    DOWN
  }

  private volatile Health store = Health.UP;
  private volatile long failedAt;

  /// How many wait for the next transaction.
  int waiting() {
    return queued.get();
  }

  /// Whether a write has a chance: the last one succeeded, or failed long enough ago to try again.
  /// A balancer that heeds this must not keep away for ever what alone would show that it is over.
  boolean healthy() {
    return store == Health.UP || System.nanoTime() - failedAt > RECOVERY.toNanos();
  }

  private boolean attempt(List<Entry<T>> entries) {
    try {
      writer.write(entries.stream().map(entry -> entry.value).toList());
      if (store == Health.DOWN) {
        LOG.log(Level.WARNING, "the store takes notifications again");
      }
      store = Health.UP;
      entries.forEach(entry -> entry.end(State.WRITTEN));
      return true;
    } catch (SQLException | RuntimeException failed) {
      boolean refused = failed instanceof SQLException sql && isData(sql);
      if (!refused && store == Health.UP) {
        LOG.log(
            Level.SEVERE,
            "the store does not take notifications, so none is acknowledged: {0}",
            String.valueOf(failed.getMessage()).lines().findFirst().orElse(""));
      }
      if (!refused) {
        failedAt = System.nanoTime();
        store = Health.DOWN;
      }
      return false;
    }
  }

  /// Class 22 of SQL states: the value itself is refused, not the writing.
  private static boolean isData(SQLException failed) {
    return failed.getSQLState() != null && failed.getSQLState().startsWith("22");
  }

  /// Writes what is there, then ends.
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(ENDING);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
