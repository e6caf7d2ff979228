// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

/// A worker before the emulator over HTTP; time is the emulator's.
abstract class WorkerContract extends StoreContract {
  static final JsonMapper JSON = JsonMapper.shared();

  Emulator emulator;
  WorkQueue queue;
  Noted noted;
  Snapshots snapshots;
  final List<Snapshot> followed = Collections.synchronizedList(new ArrayList<>());
  volatile String poison = "none";

  @SuppressWarnings("NullAway.Init")
  WorkerContract(Store store) {
    super(store);
  }

  @BeforeEach
  void start() {
    emulator = Emulator.start();
    queue = new WorkQueue(database);
    snapshots = new Snapshots(database, List.of());
    noted = new Noted();
    followed.clear();
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  Worker worker(String node, Integration... integrations) {
    List<Integration> all =
        integrations.length > 0
            ? List.of(integrations)
            : List.of(emulator.integration("tienda", Product.CHECKOUT_API));
    return new Worker(
        new Surroundings(database, emulator.access(), emulator.clock(), noted),
        all,
        List.of((handle, now, before, reason, at) -> {
          if (now.reference().equals(poison)) {
            throw new IllegalStateException("a bug");
          }
          followed.add(now);
        }),
        Worker.Limits.USUAL,
        node,
        new Random(1));
  }

  void raise(String integration, ResourceRef resource) {
    queue.raise(integration, resource, WorkQueue.Reason.NOTIFICATION, emulator.now());
  }

  Instant due(String id) {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery("select due_at from work where resource_id = :id")
                .bind("id", id)
                .mapTo(long.class)
                .map(Instant::ofEpochMilli)
                .one());
  }
}
