// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import dev.pasaje.sandbox.weather.DeliveryWeather;
import dev.pasaje.sandbox.weather.Weather;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Carries happenings to their addresses: plans each delivery at an instant of the world's clock,
/// makes the attempts that are due, and remembers what became of them.
///
/// With the same seed, weather, clock readings and answers the same bytes leave in the same order.
/// No lock is held while a request is on its way.
public final class Courier {
  /// Bounds the memory of supersession; far more resources than one test touches between retries.
  private static final int MOST_RESOURCES = 100_000;

  private final CourierClock clock;
  private final Weather weather;
  private final Wire wire;
  private final Panel panel;
  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private final Map<Long, Delivery> deliveries = new LinkedHashMap<>();
  private final Map<String, Long> newest =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_RESOURCES;
        }
      };
  private final Map<String, Instant> hidden = new LinkedHashMap<>();
  private long seed;
  private long numbers;
  private CourierSettings settings;
  private Consumer<Settled> settled = _ -> {};

  private record Due(Instant at, long number) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /// The clock, and what to do when the time of the next attempt may have become earlier.
  private record CourierClock(InstantSource now, Runnable changed) {}

  public Courier(
      CourierSettings settings,
      InstantSource clock,
      Weather weather,
      Panel panel,
      Wire wire,
      long seed) {
    this(settings, clock, weather, panel, wire, seed, () -> {});
  }

  /// @param planned called, without a lock, after something was planned
  public Courier(
      CourierSettings settings,
      InstantSource clock,
      Weather weather,
      Panel panel,
      Wire wire,
      long seed,
      Runnable planned) {
    this.settings = settings;
    this.clock = new CourierClock(clock, planned);
    this.weather = weather;
    this.panel = panel;
    this.wire = wire;
    this.seed = seed;
  }

  public Panel panel() {
    return panel;
  }

  public synchronized CourierSettings settings() {
    return settings;
  }

  public synchronized void change(CourierSettings other) {
    settings = other;
  }

  /// Plans the deliveries of a happening and returns how many there are.
  public int announce(Happening happening) {
    WebhookSettings webhooks = panel.webhooks(happening.applicationId());
    List<Target> targets = Addresses.of(happening, webhooks, panel.ipn(happening.userId()));
    Instant now = clock.now().instant();
    synchronized (this) {
      newest.merge(happening.resourceKey(), happening.version(), Math::max);
      for (Target target : targets) {
        plan(happening, target, now);
      }
    }
    if (!targets.isEmpty()) {
      clock.changed().run();
    }
    return targets.size();
  }

  private void plan(Happening happening, Target target, Instant now) {
    DeliveryWeather met = weather.nextDelivery();
    Delivery first = add(happening, target, met, false, now);
    if (met.beforeCommit() && happening.version() <= 1) {
      hidden.put(happening.resourceId(), now.plus(settings.scaled(met.hiddenFor())));
    }
    if (met.duplicated() && first.state() == Delivery.State.WAITING) {
      add(happening, target, met, false, now);
    }
    if (met.forged() && target.channel() == Channel.WEBHOOK) {
      add(happening, target, met, true, now);
    }
  }

  private Delivery add(
      Happening happening, Target target, DeliveryWeather met, boolean forged, Instant now) {
    long number = ++numbers;
    boolean dropped = met.dropped() && !forged;
    Instant due = now.plus(firstPause(target.channel(), met, number));
    Delivery delivery =
        new Delivery(
            number,
            happening,
            target.channel(),
            target.url(),
            met,
            forged,
            now,
            dropped ? Delivery.State.DROPPED : Delivery.State.WAITING,
            dropped ? null : due,
            List.of());
    deliveries.put(number, delivery);
    if (!dropped) {
      queue.add(new Due(due, number));
    }
    forget();
    return delivery;
  }

  private Duration firstPause(Channel channel, DeliveryWeather met, long number) {
    if (met.beforeCommit()) {
      return Duration.ZERO;
    }
    Duration pause = settings.firstDelay().plus(met.delay());
    if (channel == Channel.IPN) {
      // neither channel is first: six pairs were measured, 3 to 3, 19 to 305 ms apart
      SplittableRandom random = random(number, 0);
      long gap = random.nextLong(19, 306);
      pause = random.nextBoolean() ? pause.plusMillis(gap) : pause.minusMillis(gap);
    }
    return pause.isNegative() ? Duration.ZERO : settings.scaled(pause);
  }

  /// Makes every attempt that is due, one after the other, and returns how many were made.
  public int pump() {
    int made = 0;
    for (Optional<Delivery> next = take(); next.isPresent(); next = take()) {
      attempt(next.get());
      made++;
    }
    return made;
  }

  /// Takes the next delivery whose attempt is due off the queue.
  Optional<Delivery> take() {
    synchronized (this) {
      while (true) {
        Due due = queue.peek();
        if (due == null || due.at().isAfter(clock.now().instant())) {
          return Optional.empty();
        }
        queue.remove();
        Delivery delivery = deliveries.get(due.number());
        if (delivery == null
            || delivery.state() != Delivery.State.WAITING
            || !due.at().equals(delivery.due())) {
          continue;
        }
        if (!delivery.attempts().isEmpty() && superseded(delivery)) {
          deliveries.put(due.number(), delivery.ended(Delivery.State.SUPERSEDED));
          continue;
        }
        return Optional.of(delivery);
      }
    }
  }

  /// Makes one attempt and plans the next when it fails.
  void attempt(Delivery delivery) {
    Instant at = clock.now().instant();
    int number = delivery.attempts().size() + 1;
    SplittableRandom random = random(delivery.number(), number);
    WebhookSettings webhooks = panel.webhooks(delivery.happening().applicationId());
    Outgoing request = Composer.compose(delivery, number, at, webhooks, random);
    Duration limit = settings().answerWithin();
    Duration own = delivery.happening().topic().answerWithin();
    Answer answer = wire.send(request, own.compareTo(limit) < 0 ? own : limit);
    Attempt attempt = new Attempt(number, at, request, answer);
    synchronized (this) {
      if (!delivery.equals(deliveries.get(delivery.number()))) {
        return; // forgotten, or reset while it was on its way
      }
      if (answer.accepted()) {
        settle(delivery, attempt, Delivery.State.DELIVERED, null);
        return;
      }
      Optional<Duration> pause = pause(delivery, number, random);
      if (superseded(delivery)) {
        settle(delivery, attempt, Delivery.State.SUPERSEDED, null);
      } else if (pause.isEmpty()) {
        settle(delivery, attempt, Delivery.State.FAILED, null);
      } else {
        Instant due = clock.now().instant().plus(settings.scaled(pause.get()));
        settle(delivery, attempt, Delivery.State.WAITING, due);
        queue.add(new Due(due, delivery.number()));
      }
    }
  }

  private void settle(
      Delivery delivery, Attempt attempt, Delivery.State state, @Nullable Instant due) {
    deliveries.put(delivery.number(), delivery.attempted(attempt, state, due));
    settled.accept(
        new Settled(
            delivery.number(), attempt.number(), attempt.at(), attempt.answer(), state, due));
  }

  /// Tells somebody what became of each attempt.
  public synchronized void onSettled(Consumer<Settled> watcher) {
    settled = watcher;
  }

  /// Notes an attempt of an earlier run as if it had just been made, without sending.
  public void note(Settled earlier) {
    Optional<Delivery> found = waiting(earlier.delivery());
    if (found.isEmpty()) {
      return;
    }
    Delivery delivery = found.get();
    WebhookSettings webhooks = panel.webhooks(delivery.happening().applicationId());
    SplittableRandom random = random(earlier.delivery(), earlier.attempt());
    Outgoing request =
        Composer.compose(delivery, earlier.attempt(), earlier.at(), webhooks, random);
    Attempt attempt = new Attempt(earlier.attempt(), earlier.at(), request, earlier.answer());
    synchronized (this) {
      settle(delivery, attempt, earlier.state(), earlier.due());
      if (earlier.due() != null) {
        queue.add(new Due(earlier.due(), earlier.delivery()));
      }
    }
  }

  private synchronized Optional<Delivery> waiting(long number) {
    return Optional.ofNullable(deliveries.get(number))
        .filter(delivery -> delivery.state() == Delivery.State.WAITING);
  }

  private Optional<Duration> pause(Delivery delivery, int attempt, SplittableRandom random) {
    return switch (delivery.happening().topic()) {
      // a fraud alert is sent once: anything but 200 or 201 loses it for good
      case FRAUD -> Optional.empty();
      case DELIVERY -> attempt < 15 ? Optional.of(Duration.ofHours(12)) : Optional.empty();
      case PAYMENT,
          MERCHANT_ORDER,
          ORDER,
          SUBSCRIPTION,
          SUBSCRIPTION_PLAN,
          AUTHORIZED_PAYMENT,
          CONNECT,
          CLAIM,
          CHARGEBACK,
          CARD,
          POINT,
          WALLET_CONNECT ->
          settings.schedule().pauseAfter(attempt, random);
    };
  }

  private boolean superseded(Delivery delivery) {
    Happening h = delivery.happening();
    return newest.getOrDefault(h.resourceKey(), 0L) > h.version();
  }

  /// When the next attempt is due.
  public synchronized Optional<Instant> nextDue() {
    Due due = queue.peek();
    return due == null ? Optional.empty() : Optional.of(due.at());
  }

  /// Whether the weather still hides a resource that was notified before it was committed.
  public synchronized boolean hides(String resourceId) {
    Instant until = hidden.get(resourceId);
    if (until == null) {
      return false;
    }
    if (until.isAfter(clock.now().instant())) {
      return true;
    }
    hidden.remove(resourceId);
    return false;
  }

  /// The deliveries remembered, in order of announcement.
  public synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries.values());
  }

  /// Forgets every delivery and starts again from the first number of the seed.
  public synchronized void reset(long newSeed) {
    queue.clear();
    deliveries.clear();
    newest.clear();
    hidden.clear();
    numbers = 0;
    seed = newSeed;
  }

  private void forget() {
    if (deliveries.size() <= settings.remembered()) {
      return;
    }
    List<Long> old = new ArrayList<>();
    int surplus = deliveries.size() - settings.remembered();
    for (Delivery delivery : deliveries.values()) {
      if (delivery.state() != Delivery.State.WAITING) {
        old.add(delivery.number());
        if (old.size() == surplus) {
          break;
        }
      }
    }
    old.forEach(deliveries::remove);
  }

  private SplittableRandom random(long number, int attempt) {
    return new SplittableRandom(seed * 31 + number * 0x9e3779b97f4a7c15L + attempt);
  }
}
