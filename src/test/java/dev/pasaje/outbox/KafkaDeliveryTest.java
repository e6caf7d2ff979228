// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.db.Database;
import dev.pasaje.db.TestDatabases;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.outbox.Outbox.State;
import dev.pasaje.secret.Secret;
import dev.pasaje.settings.Settings.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Deliveries to a real broker in this process, started once.
class KafkaDeliveryTest {
  private static final int PARTITIONS = 4;

  private static Broker broker;

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private String topic;
  private Database database;
  private Target.Kafka target;
  private Outbox outbox;
  private Writing orders;
  private Dispatcher dispatcher;

  @BeforeAll
  static void start(@TempDir Path files) throws Exception {
    broker = new Broker(files);
  }

  @AfterAll
  static void stop() {
    broker.stop();
  }

  @BeforeEach
  void open(TestInfo test) throws Exception {
    topic = "orders-" + test.getTestMethod().orElseThrow().getName();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    }
    database = TestDatabases.sqlite(directory);
    target =
        new Target.Kafka(
            "bus",
            List.of(),
            broker.address(),
            topic,
            Map.of("client.id", Secret.of("pasaje-test")));
    outbox = new Outbox(database, List.of(target));
    orders = new Writing(database, outbox);
    dispatcher = dispatcher();
  }

  private Dispatcher dispatcher() {
    DeliveryWatcher watcher =
        new DeliveryWatcher() {
          @Override
          public void failed(String target, String trouble) {
            told.add(trouble);
          }
        };
    return new Dispatcher(
        database, List.of(target), "node", clock, new Random(1), watcher, Duration.ofSeconds(8));
  }

  @AfterEach
  void close() {
    dispatcher.close();
    database.close();
  }

  private void drain() {
    while (dispatcher.runOnce() > 0) {}
  }

  /// Everything in the topic, by partition and offset.
  private List<ConsumerRecord<String, byte[]>> records() {
    Map<String, Object> properties = Map.of("bootstrap.servers", broker.address());
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        TopicPartition one = new TopicPartition(topic, partition);
        consumer.assign(List.of(one));
        consumer.seekToBeginning(List.of(one));
        long end = consumer.endOffsets(List.of(one)).getOrDefault(one, 0L);
        while (consumer.position(one) < end) {
          consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
        }
      }
    }
    return all;
  }

  private static long revision(ConsumerRecord<String, byte[]> found) {
    return new Receiver.Arrival(Map.of(), new String(found.value(), StandardCharsets.UTF_8))
        .revision();
  }

  @Test
  void events_are_keyed_by_order_and_keep_its_order() {
    for (long revision = 1; revision <= 5; revision++) {
      for (int order = 1; order <= 6; order++) {
        orders.write("A/" + order, revision, clock.instant());
      }
    }
    drain();

    List<ConsumerRecord<String, byte[]>> records = records();
    assertThat(records).hasSize(30);
    for (int order = 1; order <= 6; order++) {
      String key = "tienda/A/" + order;
      List<ConsumerRecord<String, byte[]>> own =
          records.stream().filter(found -> found.key().equals(key)).toList();
      assertThat(own).extracting(KafkaDeliveryTest::revision).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(own)
          .extracting(ConsumerRecord::partition)
          .containsOnly(own.getFirst().partition());
    }
    assertThat(records.stream().map(found -> header(found, "webhook-id")).distinct()).hasSize(30);
    assertThat(outbox.letters(State.DELIVERED, 0, "", 100)).hasSize(30);
  }

  private static String header(ConsumerRecord<String, byte[]> found, String name) {
    var header = found.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Test
  void a_replay_has_its_old_id_and_its_number() {
    orders.write("A-1", 1, clock.instant());
    drain();
    long id = outbox.letters(State.DELIVERED, 0, "", 1).getFirst().outboxId();
    outbox.replay(id, "bus", clock.instant());
    drain();

    assertThat(records())
        .extracting(found -> header(found, "webhook-id") + header(found, "pasaje-replay"))
        .containsExactly("evt_" + id, "evt_" + id + "1");
  }

  @Test
  void a_broker_that_goes_and_comes_back_costs_time_and_nothing_else() {
    orders.write("A-1", 1, clock.instant());
    drain();

    broker.stop();
    try {
      orders.write("A-1", 2, clock.instant());
      orders.write("A-1", 3, clock.instant());
      drain();
      assertThat(told).hasSize(1).allMatch(trouble -> trouble.startsWith("kafka-"));
      assertThat(orders.due("bus")).isEqualTo(2);
    } finally {
      broker.startAgain();
    }
    while (orders.due("bus") > 0) {
      clock.advance(Duration.ofHours(1));
      drain();
    }

    List<Long> revisions = records().stream().map(KafkaDeliveryTest::revision).distinct().toList();
    assertThat(revisions).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_topic_that_is_not_there_is_a_failure_like_any_other() {
    target = new Target.Kafka("bus", List.of(), broker.address(), "nowhere", Map.of());
    dispatcher.close();
    dispatcher = dispatcher();
    orders.write("A-1", 1, clock.instant());
    dispatcher.runOnce();

    assertThat(told).containsExactly("kafka-TimeoutException");
    assertThat(orders.due("bus")).isEqualTo(1);
  }

  @Test
  void brokers_nobody_knows_stop_no_start() {
    target = new Target.Kafka("bus", List.of(), "broker.invalid:9092", topic, Map.of());
    dispatcher.close();
    dispatcher = dispatcher();
    orders.write("A-1", 1, clock.instant());
    dispatcher.runOnce();

    assertThat(told).hasSize(1).allMatch(trouble -> trouble.startsWith("kafka-"));
  }

  @Test
  void a_property_kafka_does_not_take_is_named_and_its_value_is_not() {
    target =
        new Target.Kafka(
            "bus",
            List.of(),
            broker.address(),
            topic,
            Map.of("batch.size", Secret.of("marked-value")));

    assertThatThrownBy(this::dispatcher)
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("deliver.bus.kafka.properties")
        .hasMessageContaining("batch.size")
        .satisfies(thrown -> {
          java.io.StringWriter trace = new java.io.StringWriter();
          thrown.printStackTrace(new java.io.PrintWriter(trace));
          assertThat(trace.toString()).doesNotContain("marked-value");
        });
  }

  @Test
  void what_makes_delivery_safe_cannot_be_set_away() {
    target =
        new Target.Kafka(
            "bus",
            List.of(),
            broker.address(),
            topic,
            Map.of("acks", Secret.of("0"), "enable.idempotence", Secret.of("false")));
    dispatcher.close();
    dispatcher = dispatcher();
    orders.write("A-1", 1, clock.instant());
    drain();

    assertThat(records()).hasSize(1);
  }

  @Test
  void no_value_of_a_property_is_logged() {
    List<String> logged = new CopyOnWriteArrayList<>();
    java.util.logging.Handler ear =
        new java.util.logging.Handler() {
          @Override
          public void publish(java.util.logging.LogRecord entry) {
            logged.add(entry.getMessage() + List.of(String.valueOf(entry.getThrown())));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    java.util.logging.Logger kafka = java.util.logging.Logger.getLogger("org.apache.kafka");
    java.util.logging.Level usual = kafka.getLevel();
    kafka.addHandler(ear);
    kafka.setLevel(java.util.logging.Level.INFO);
    kafka.setUseParentHandlers(false);
    try {
      target =
          new Target.Kafka(
              "bus",
              List.of(),
              broker.address(),
              topic,
              Map.of("sasl.kerberos.service.name", Secret.of("marked-value")));
      try (Dispatcher talkative = dispatcher()) {
        orders.write("A-1", 1, clock.instant());
        assertThat(talkative.runOnce()).isEqualTo(1);
      }
    } finally {
      kafka.setLevel(usual);
      kafka.setUseParentHandlers(true);
      kafka.removeHandler(ear);
    }

    assertThat(logged).isNotEmpty().noneMatch(line -> line.contains("marked"));
  }
}
