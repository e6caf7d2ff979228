// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.db.Database;
import dev.pasaje.db.StoredArrival;
import dev.pasaje.notifications.Inbox.Entry;
import dev.pasaje.notifications.Inbox.Filter;
import dev.pasaje.notifications.Inbox.Replayed;
import dev.pasaje.resources.Progress;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What can be done with arrivals afterwards, on either database.
abstract class InboxContract {
  private static final Instant NOW = Arrivals.AT.plusSeconds(60);

  private Database database;
  private Receiver receiver;
  private Inbox inbox;

  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    inbox = new Inbox(database);
    receiver =
        new Receiver(
            database,
            List.of(
                ReceiverServer.integration("tienda", Arrivals.SECRET),
                ReceiverServer.integration("otra", "another secret")),
            100,
            () -> Arrivals.AT,
            _ -> {});
  }

  @AfterEach
  void stop() {
    receiver.close();
    database.close();
  }

  private void receive(Arrivals arrival) {
    receiver.receive(arrival.arrive());
  }

  private static Arrivals forged(String id) {
    return Arrivals.payment(id).signed("nothing", Arrivals.TS, "not the secret");
  }

  private List<String> reasons() {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select integration || ' ' || resource_id || ' ' || reason || ' ' || wanted"
                        + " from work order by 1")
                .mapTo(String.class)
                .list());
  }

  @Test
  void all_of_a_kind_are_found_in_order_and_raised_once_for_each_resource() {
    receive(forged("1"));
    receive(forged("1"));
    receive(forged("2"));
    receive(Arrivals.payment("3"));
    receive(Arrivals.payment("4").at("nobody"));

    Filter wrong = new Filter("", "quarantined", "");
    List<Entry> found = inbox.between(wrong, Instant.EPOCH, 0, inbox.last(), 10);

    assertThat(found).extracting(Entry::resourceId).containsExactly("1", "1", "2");
    assertThat(inbox.between(wrong, Instant.EPOCH, found.getFirst().id(), inbox.last(), 1))
        .extracting(Entry::id)
        .containsExactly(found.get(1).id());
    assertThat(inbox.between(wrong, Arrivals.AT.plusMillis(1), 0, inbox.last(), 10)).isEmpty();
    assertThat(inbox.between(new Filter("otra", "", ""), Instant.EPOCH, 0, 99, 9)).isEmpty();
    assertThat(inbox.between(new Filter("", "", "3"), Instant.EPOCH, 0, 99, 9)).hasSize(1);
    assertThat(inbox.replay(found, entry -> Optional.of(entry.integration()), NOW))
        .isEqualTo(new Replayed(3, 0));
    assertThat(reasons())
        .containsExactly("tienda 1 replay 1", "tienda 2 replay 1", "tienda 3 notification 1");
    assertThat(inbox.replay(found, _ -> Optional.empty(), NOW)).isEqualTo(new Replayed(0, 3));
    Entry nobodys = inbox.latest(new Filter("", "unrouted", ""), 1).getFirst();
    inbox.replay(List.of(nobodys), _ -> Optional.of("otra"), NOW);
    assertThat(reasons()).contains("otra 4 replay 1");
    assertThat(inbox.these(List.of(nobodys.id(), 999L))).containsExactly(nobodys);
    assertThat(inbox.these(List.of())).isEmpty();
  }

  @Test
  void what_names_nothing_is_counted_and_raises_nothing() {
    receive(Arrivals.webhook("x_unknown", "1").body("{\"type\":\"x_unknown\"}"));

    Entry entry = inbox.latest(Filter.ALL, 1).getFirst();

    assertThat(entry.disposition()).isEqualTo("nothing-to-read");
    assertThat(inbox.replay(List.of(entry), _ -> Optional.of("tienda"), NOW))
        .isEqualTo(new Replayed(0, 1));
    assertThat(reasons()).isEmpty();
  }

  private void arrive(long id, String resource) {
    StoredArrival.of("tienda", Instant.EPOCH, "payment", resource).numbered(id).store(database);
  }

  private static List<Long> ids(List<Entry> entries) {
    return entries.stream().map(Entry::id).toList();
  }

  @Test
  void a_watch_sees_each_arrival_once_also_those_that_come_late() {
    arrive(1, "1");
    Watch watch = new Watch(inbox, inbox.last());

    assertThat(watch.step()).isEmpty();
    arrive(2, "2");
    arrive(6, "6");
    assertThat(ids(watch.step())).containsExactly(2L, 6L);
    arrive(4, "4");
    assertThat(ids(watch.step())).containsExactly(4L);
    arrive(3, "3");
    arrive(7, "7");
    assertThat(ids(watch.step())).containsExactly(3L, 7L);
    assertThat(watch.step()).isEmpty();
    for (int i = 0; i < 100; i++) {
      assertThat(watch.step()).isEmpty();
    }
    arrive(5, "5");
    assertThat(watch.step()).as("after half a minute nobody waits any more").isEmpty();
    arrive(9_000_000, "x");
    assertThat(ids(watch.step())).as("a jump is no gap").containsExactly(9_000_000L);
  }

  @Test
  void what_became_of_a_resource_is_told_at_every_stage() {
    ResourceRef payment = new ResourceRef(ResourceKind.PAYMENT, "42");
    WorkQueue queue = new WorkQueue(database);
    assertThat(Progress.of(database, "tienda", payment)).isEmpty();

    receive(Arrivals.payment("42"));
    assertThat(stage(payment)).isEqualTo(Progress.Stage.WAITING);

    WorkQueue.Claim claim = queue.claim("node", "tienda", 1, Duration.ofMinutes(1), NOW).getFirst();
    assertThat(stage(payment)).isEqualTo(Progress.Stage.CLAIMED);

    queue.bury("node", claim, "not-found", NOW);
    Progress dead = Progress.of(database, "tienda", payment).orElseThrow();
    assertThat(dead.stage()).isEqualTo(Progress.Stage.DEAD);
    assertThat(dead.trouble()).isEqualTo("not-found");
    assertThat(dead.since()).isEqualTo(NOW);
    assertThat(queue.dead("otra", 9)).isEmpty();
    assertThat(queue.dead("tienda", 9))
        .singleElement()
        .satisfies(one -> assertThat(one.resource()).contains(payment));

    queue.raise("tienda", payment, WorkQueue.Reason.REPLAY, NOW);
    WorkQueue.Claim again = queue.claim("node", "tienda", 1, Duration.ofMinutes(1), NOW).getFirst();
    database.write().useTransaction(handle -> queue.complete(handle, "node", again, NOW));
    database
        .write()
        .useHandle(handle ->
            handle.execute(
                "insert into resource (integration, kind, resource_id, version, hash, reference,"
                    + " read_at, body) values ('tienda', 'payment', '42', 1, '', 'A-1', ?, '{}')",
                NOW.toEpochMilli()));
    Progress read = Progress.of(database, "tienda", payment).orElseThrow();
    assertThat(read.stage()).isEqualTo(Progress.Stage.READ);
    assertThat(read.readAt()).contains(NOW);
    assertThat(read.reference()).isEqualTo("A-1");
  }

  private Progress.Stage stage(ResourceRef resource) {
    return Progress.of(database, "tienda", resource).orElseThrow().stage();
  }
}
