// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import dev.pasaje.db.Database;
import dev.pasaje.outbox.Outbox.Letter;
import dev.pasaje.outbox.Outbox.State;
import dev.pasaje.settings.Settings.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A dispatcher between a store and two receivers: `erp`, which wants all orders, and `stock`,
/// which wants those of `kiosco`.
abstract class Dispatching {
  /// For receivers that let one wait.
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir Path directory;
  final SettableClock clock = new SettableClock();
  final Receiver receiver = new Receiver();
  final Receiver other = new Receiver();
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<Target> targets = List.of(receiver.target("erp"), other.target("stock", "kiosco"));
  Database database;
  Outbox outbox;
  Writing orders;
  Dispatcher dispatcher;

  abstract Database open(Path directory);

  @BeforeEach
  void open() {
    database = open(directory);
    outbox = new Outbox(database, targets);
    orders = new Writing(database, outbox);
    dispatcher = dispatcher("node-1");
  }

  Dispatcher dispatcher(String node) {
    return new Dispatcher(database, targets, node, clock, new Random(1), new Told(), SHORT);
  }

  final class Told implements DeliveryWatcher {
    @Override
    public void delivered(String target, Duration lag) {
      told.add(target + " delivered after " + lag);
    }

    @Override
    public void failed(String target, String trouble) {
      told.add(target + " failed " + trouble);
    }

    @Override
    public void died(String target, long outboxId, String trouble) {
      told.add(target + " died " + trouble);
    }

    @Override
    public void closed(String target) {
      told.add(target + " closed");
    }

    @Override
    public void broke(String target, RuntimeException why) {
      told.add(target + " broke " + why);
    }
  }

  @AfterEach
  void close() {
    dispatcher.close();
    database.close();
    receiver.close();
    other.close();
  }

  void drain() {
    while (dispatcher.runOnce() > 0) {}
  }

  List<Letter> letters(State state) {
    return outbox.letters(state, 0, "", 100);
  }
}
