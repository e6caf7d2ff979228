// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {
  private final List<List<Integer>> transactions = new CopyOnWriteArrayList<>();

  @Test
  void whoever_comes_during_a_commit_shares_the_next_one() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (var group =
            new GroupCommit<Integer>(
                "test",
                all -> {
                  transactions.add(List.copyOf(all));
                  first.countDown();
                  await(go);
                });
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> answers = new ArrayList<>();
      answers.add(callers.submit(() -> group.write(0)));
      await(first);
      for (int i = 1; i <= 100; i++) {
        int value = i;
        answers.add(callers.submit(() -> group.write(value)));
      }
      while (group.waiting() < 100) {
        Thread.onSpinWait();
      }
      go.countDown();
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(transactions).hasSize(2);
    assertThat(transactions.getLast()).hasSize(100);
  }

  @Test
  void a_value_that_the_store_refuses_does_not_take_the_others_with_it() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (var group =
            new GroupCommit<Integer>(
                "test",
                all -> {
                  first.countDown();
                  await(go);
                  if (all.contains(13)) {
                    throw new SQLException("no such letter", "22021");
                  }
                  transactions.add(List.copyOf(all));
                });
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> opening = callers.submit(() -> group.write(0));
      await(first);
      Future<Boolean> good = callers.submit(() -> group.write(12));
      Future<Boolean> bad = callers.submit(() -> group.write(13));
      while (group.waiting() < 2) {
        Thread.onSpinWait();
      }
      go.countDown();
      assertThat(opening.get()).isTrue();
      assertThat(good.get()).isTrue();
      assertThat(bad.get()).isFalse();
      assertThat(group.healthy()).isTrue();
    }
  }

  @Test
  void a_store_that_fails_acknowledges_nothing_and_is_tried_again() {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (var group =
        new GroupCommit<Integer>(
            "test",
            _ -> {
              if (broken.get()) {
                throw new SQLException("disk full");
              }
            })) {
      assertThat(group.write(1)).isFalse();
      assertThat(group.healthy()).isFalse();
      broken.set(false);
      assertThat(group.write(2)).isTrue();
      assertThat(group.healthy()).isTrue();
    }
  }

  @Test
  void an_error_of_the_machine_ends_no_caller_and_not_the_writer() {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (var group =
        new GroupCommit<Integer>(
            "test",
            _ -> {
              if (broken.getAndSet(false)) {
                throw new OutOfMemoryError("as in a test");
              }
            })) {
      assertThat(group.write(1)).isFalse();
      assertThat(group.write(2)).isTrue();
    }
  }

  @Test
  void after_its_end_nothing_is_taken_and_nobody_waits() {
    var group = new GroupCommit<Integer>("test", all -> transactions.add(List.copyOf(all)));
    assertThat(group.write(1)).isTrue();
    group.close();
    assertThat(group.write(2)).isFalse();
    assertThat(transactions).containsExactly(List.of(1));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
