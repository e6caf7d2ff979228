// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How many readings of one integration may run, and whether any may: a circuit breaker of its own,
/// so that an integration in trouble holds no other up. Safe for many threads.
final class Gate {
  /// How long an API in trouble is left alone.
  private static final Duration OPEN = Duration.ofSeconds(30);

  /// How long refused credentials are not tried again: only a person can change them.
  static final Duration REFUSED = Duration.ofMinutes(5);

  private static final int WINDOW = 20;
  private static final int LEAST_CALLS = 10;
  private static final int MOST_FAILURES_PERCENT = 50;

  private final CircuitBreaker breaker;
  private final AtomicInteger running = new AtomicInteger();
  private volatile String why = "api";

  Gate(String integration, InstantSource clock, Observer observer) {
    breaker =
        CircuitBreaker.of(
            integration,
            CircuitBreakerConfig.custom()
                .clock(clock.withZone(ZoneOffset.UTC))
                .currentTimestampFunction(java.time.Clock::millis, TimeUnit.MILLISECONDS)
                .slidingWindow(
                    WINDOW, LEAST_CALLS, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(MOST_FAILURES_PERCENT)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(1)
                .writableStackTraceEnabled(false)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(event -> {
          switch (event.getStateTransition().getToState()) {
            case OPEN -> observer.paused(integration, why);
            case CLOSED -> observer.resumed(integration);
            case HALF_OPEN, FORCED_OPEN, DISABLED, METRICS_ONLY -> {}
          }
        });
  }

  /// How many more readings may begin. After a pause it is one, whose end decides.
  int places(int most) {
    return switch (breaker.getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> most - running.get();
      case HALF_OPEN -> 1 - running.get();
      case FORCED_OPEN -> 0;
      case OPEN -> {
        // Asking is what ends the pause when it is over.
        if (!breaker.tryAcquirePermission()) {
          yield 0;
        }
        breaker.releasePermission();
        yield 1 - running.get();
      }
    };
  }

  boolean open() {
    return breaker.getState() == CircuitBreaker.State.OPEN;
  }

  void taken() {
    running.incrementAndGet();
  }

  void left() {
    running.decrementAndGet();
  }

  /// Whether a reading may be made now; whoever gets true must say how it ended.
  boolean enter() {
    return breaker.tryAcquirePermission();
  }

  /// The API answered, whatever it said of this resource.
  void answered() {
    breaker.onSuccess(0, TimeUnit.MILLISECONDS);
  }

  void failed() {
    why = "api";
    breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException("the API is in trouble"));
  }

  synchronized void refused() {
    if (!open()) {
      why = "credentials";
      breaker.transitionToOpenStateFor(REFUSED);
    }
  }
}
