// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.control;

import dev.pasaje.sandbox.http.Request;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.notifications.Bulletin;
import dev.pasaje.sandbox.notifications.Courier;
import dev.pasaje.sandbox.notifications.CourierSettings;
import dev.pasaje.sandbox.notifications.Panel;
import dev.pasaje.sandbox.notifications.Rounds;
import dev.pasaje.sandbox.notifications.Simulator;
import dev.pasaje.sandbox.notifications.Wire;
import dev.pasaje.sandbox.weather.Weather;
import dev.pasaje.sandbox.world.Application;
import dev.pasaje.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// One world with everything that lives as long as it does: its routes, its notifications and the
/// threads that keep its time. A reset replaces it.
public final class Scene implements AutoCloseable {
  private final World world;
  private final Router router;
  private final Courier courier;
  private final Simulator simulator;
  private final Wire wire;
  private final Rounds rounds;
  private final Thread timekeeper;

  private Scene(
      World world, Router router, Courier courier, Simulator simulator, Wire wire, Rounds rounds) {
    this.world = world;
    this.router = router;
    this.courier = courier;
    this.simulator = simulator;
    this.wire = wire;
    this.rounds = rounds;
    timekeeper = Thread.ofVirtual().name("sandbox-time").start(world::keepTime);
  }

  public static Scene open(
      World world,
      Router router,
      Weather weather,
      CourierSettings settings,
      boolean publicReceivers,
      long seed) {
    var wire = new Wire(publicReceivers);
    var panel = new Panel(application -> secret(world, application));
    var rounds = new AtomicReference<@Nullable Rounds>();
    var courier =
        new Courier(settings, world.clock(), weather, panel, wire, seed, () -> wake(rounds.get()));
    world.listen(new Bulletin(world, courier));
    var simulator = new Simulator(panel, wire, world.clock(), seed);
    // on a clock that stands still nothing leaves by itself: whoever moves the clock pumps
    Rounds running = Rounds.start(courier, world.clock(), world::clockRuns);
    rounds.set(running);
    return new Scene(world, router, courier, simulator, wire, running);
  }

  public World world() {
    return world;
  }

  public Router router() {
    return router;
  }

  public Courier courier() {
    return courier;
  }

  public Simulator simulator() {
    return simulator;
  }

  /// Whom to believe when a notification goes to a receiver with TLS.
  public void trust(SSLContext authorities) {
    wire.trust(authorities);
  }

  /// Moves time forward, doing on the way what falls due in the world and on the wire, each at its
  /// own time. Not to be called under the world's lock: it sends.
  public void advance(Duration by) {
    setTime(world.now().plus(by));
  }

  /// Sets the time; forward as [#advance].
  public void setTime(Instant target) {
    courier.pump();
    for (Optional<Instant> next = next(target); next.isPresent(); next = next(target)) {
      world.setTime(next.get());
      courier.pump();
    }
    world.setTime(target);
    courier.pump();
    rounds.wake();
  }

  /// Sends what is due now, and waits for the answers.
  public int pump() {
    return courier.pump();
  }

  /// The clock stands still from now on, or runs on.
  public void runClock(boolean running) {
    if (running) {
      world.resumeClock();
    } else {
      world.stopClock();
    }
    rounds.wake();
  }

  private Optional<Instant> next(Instant target) {
    Instant now = world.now();
    Instant best = target;
    Optional<Instant> delivery = courier.nextDue();
    if (delivery.isPresent() && delivery.get().isBefore(best)) {
      best = delivery.get();
    }
    Optional<Instant> work = world.exclusively(() -> world.agenda().next());
    if (work.isPresent() && work.get().isBefore(best)) {
      best = work.get();
    }
    return best.isAfter(now) && best.isBefore(target) ? Optional.of(best) : Optional.empty();
  }

  @Override
  public void close() {
    timekeeper.interrupt();
    rounds.close();
    wire.close();
  }

  private static String secret(World world, String applicationId) {
    long id = Request.parseLong(applicationId).orElse(0L);
    return world
        .exclusively(() -> world.accounts().application(id))
        .map(Application::webhookSecret)
        // what no application announced can be verified by nobody
        .orElse("0".repeat(64));
  }

  private static void wake(@Nullable Rounds rounds) {
    if (rounds != null) {
      rounds.wake();
    }
  }
}
