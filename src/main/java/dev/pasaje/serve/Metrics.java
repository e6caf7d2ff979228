// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.serve;

import dev.pasaje.notifications.Receiver;
import dev.pasaje.outbox.Outbox;
import dev.pasaje.resources.WorkQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The figures of `/metrics`. Labels have few values: what others write into a notification is none
/// of them.
final class Metrics implements Receiver.Listener, AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Timer answers;
  private final Map<String, Timer> drifts = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final Map<Labels, Counter> received = new ConcurrentHashMap<>();

  /// @param manifest which form of the signature matched, for the verified
  private record Labels(
      String integration,
      String channel,
      String signature,
      String manifest,
      String disposition,
      String receipt) {}

  Metrics(WorkQueue queue, InstantSource clock) {
    this.clock = clock;
    answers =
        Timer.builder("pasaje.notification.answer")
            .description("From the arrival of a notification to its being on disk")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gauge(
        "pasaje.work.due",
        "Resources that wait to be read again",
        () -> queue.depth(clock.instant()).due());
    gauge(
        "pasaje.work.dead",
        "Resources given up, to be looked at",
        () -> queue.depth(clock.instant()).dead());
    gauge(
        "pasaje.work.lag.seconds",
        "How long the longest waiting reason to read has waited",
        () -> queue.depth(clock.instant()).oldest().map(Duration::toSeconds).orElse(0L));
  }

  void outbox(Outbox outbox, InstantSource clock) {
    for (String target : outbox.depth().keySet()) {
      gauge(
          "pasaje.delivery.due",
          "Changes on their way to a target",
          () -> depth(outbox, target).map(Outbox.Depth::due).orElse(0L),
          "target",
          target);
      gauge(
          "pasaje.delivery.lag.seconds",
          "How old the oldest change is that has not reached a target",
          () ->
              depth(outbox, target)
                  .flatMap(Outbox.Depth::oldest)
                  .map(oldest -> Duration.between(oldest, clock.instant()).toSeconds())
                  .orElse(0L),
          "target",
          target);
    }
  }

  private static Optional<Outbox.Depth> depth(Outbox outbox, String target) {
    return Optional.ofNullable(outbox.depth().get(target));
  }

  private void gauge(String name, String description, Supplier<Number> value, String... tags) {
    Gauge.builder(name, value).description(description).tags(tags).register(registry);
  }

  @Override
  public void received(Receiver.Received one) {
    received
        .computeIfAbsent(
            new Labels(
                one.integration().isEmpty() ? "none" : one.integration(),
                one.channel().id(),
                one.signature(),
                one.manifest().isEmpty() ? "none" : one.manifest(),
                one.disposition(),
                one.receipt() == Receiver.Receipt.NOT_STORED ? "not-stored" : "stored"),
            labels ->
                Counter.builder("pasaje.notifications.received")
                    .description("Notifications that arrived")
                    .tag("integration", labels.integration())
                    .tag("channel", labels.channel())
                    .tag("signature", labels.signature())
                    .tag("manifest", labels.manifest())
                    .tag("disposition", labels.disposition())
                    .tag("receipt", labels.receipt())
                    .register(registry))
        .increment();
    answers.record(positive(Duration.between(one.arrival().at(), clock.instant())));
    if (one.signature().equals("verified")) {
      one.drift().ifPresent(drift -> drift(one.unit()).record(positive(drift)));
    }
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private Timer drift(String unit) {
    return drifts.computeIfAbsent(
        unit,
        one ->
            Timer.builder("pasaje.signature.drift")
                .description("How long before its arrival a notification was signed")
                .tag("unit", one)
                .register(registry));
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
