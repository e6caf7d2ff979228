// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.settings.Settings.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Writes to a topic. The key is the order, so that one order's events are in one partition and
/// keep their order; an event counts as delivered when the brokers have acknowledged it.
final class KafkaCarrier implements Carrier {
  /// It logs the values of all settings at INFO; held here, or the level would be collected away.
  private static final Logger TALKATIVE = Logger.getLogger(AbstractConfig.class.getName());

  private static final Pattern SETTING = Pattern.compile("configuration ([a-z][a-z0-9.]{1,80})");

  private final String topic;
  private final Duration limit;
  private final Map<String, Object> properties;
  private @Nullable KafkaProducer<String, byte[]> producer;

  /// @throws PasajeException when Kafka's client does not take the properties; it names the
  ///   property, never its value
  KafkaCarrier(Target.Kafka target, Duration limit) {
    TALKATIVE.setLevel(Level.WARNING);
    this.topic = target.topic();
    this.limit = limit;
    this.properties = properties(target, limit);
    try {
      new ProducerConfig(properties);
    } catch (ConfigException refused) {
      // No cause: its message quotes the value.
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "outbox.kafka",
          Map.of("target", target.name(), "property", setting(refused)));
    }
  }

  private static Map<String, Object> properties(Target.Kafka target, Duration limit) {
    Map<String, Object> all = new HashMap<>();
    target.properties().forEach((key, value) -> all.put(key, value.reveal()));
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrap());
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Kafka's own patience is shorter than ours: an attempt that is over is not still repeated by
    // the client, perhaps behind a later event of the order.
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) (limit.toMillis() / 4));
    all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) (limit.toMillis() / 4));
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) (limit.toMillis() / 2));
    return all;
  }

  private static String setting(ConfigException refused) {
    Matcher named = SETTING.matcher(String.valueOf(refused.getMessage()));
    return named.find() ? named.group(1) : "?";
  }

  @Override
  public Attempt carry(Deliveries.Claim claim) {
    List<Header> headers =
        claim.replays() == 0
            ? List.of(header("webhook-id", claim.eventId()))
            : List.of(
                header("webhook-id", claim.eventId()),
                header("pasaje-replay", String.valueOf(claim.replays())));
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(
            topic,
            null,
            claim.integration() + "/" + claim.reference(),
            claim.body().getBytes(StandardCharsets.UTF_8),
            headers);
    try {
      producer().send(letter).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Attempt.Delivered(0);
    } catch (InterruptedException | InterruptException stopped) {
      return new Attempt.Stopped();
    } catch (ExecutionException failed) {
      return failed(failed.getCause() == null ? failed : failed.getCause());
    } catch (TimeoutException | KafkaException | IllegalStateException failed) {
      return failed(failed);
    }
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private Attempt failed(Throwable why) {
    if (!(why instanceof RetriableException)) {
      // Some failures leave a producer of no use, and none says so; a new one costs little.
      discard();
    }
    return new Attempt.Failed(
        0,
        "kafka-" + why.getClass().getSimpleName(),
        why instanceof org.apache.kafka.common.errors.RecordTooLargeException
            ? Attempt.Blame.EVENT
            : Attempt.Blame.TARGET,
        Optional.empty());
  }

  /// Made when first needed: making one asks the network for the brokers' names, and a start must
  /// not fail because they are away.
  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(properties);
    }
    return producer;
  }

  private synchronized void discard() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  @Override
  public String fingerprint() {
    return "";
  }

  @Override
  public void close() {
    discard();
  }
}
