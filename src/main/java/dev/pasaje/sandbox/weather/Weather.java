// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.weather;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// The seeded source of everything that goes wrong.
///
/// The n-th request and the n-th delivery meet the same weather in every run with the same seed and
/// forecast, whatever else happens in between. Safe for use by several threads.
public final class Weather {
  private static final long REQUESTS = 0x5265717565737473L;
  private static final long DELIVERIES = 0x44656c6976657279L;

  private static final List<Mangling> CONTENT =
      List.of(
          Mangling.WITHOUT_DATA_ID_IN_QUERY,
          Mangling.WITHOUT_DATA_IN_BODY,
          Mangling.UPPER_CASE_ID,
          Mangling.MALFORMED_DATE,
          Mangling.NUMBERS_AS_STRINGS);
  private static final int[] SERVER_ERRORS = {500, 502, 503};

  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong deliveries = new AtomicLong();
  private volatile State state;

  private record State(long seed, Forecast forecast) {}

  public Weather(long seed, Forecast forecast) {
    state = new State(seed, forecast);
  }

  public Forecast forecast() {
    return state.forecast();
  }

  public void change(Forecast forecast) {
    state = new State(state.seed(), forecast);
  }

  /// Starts again from the first request and delivery of the seed.
  public void reseed(long seed) {
    state = new State(seed, state.forecast());
    requests.set(0);
    deliveries.set(0);
  }

  /// The weather of the next request.
  public RequestWeather nextRequest() {
    long n = requests.getAndIncrement();
    State now = state;
    if (now.forecast().equals(Forecast.CALM)) {
      return RequestWeather.CALM;
    }
    return request(now, new SplittableRandom(mix(now.seed() ^ REQUESTS, n)));
  }

  /// The weather of the next delivery.
  public DeliveryWeather nextDelivery() {
    long n = deliveries.getAndIncrement();
    State now = state;
    if (now.forecast().equals(Forecast.CALM)) {
      return DeliveryWeather.CALM;
    }
    return delivery(now.forecast(), new SplittableRandom(mix(now.seed() ^ DELIVERIES, n)));
  }

  private static RequestWeather request(State now, SplittableRandom random) {
    Forecast f = now.forecast();
    long latency = Math.round(f.latencyMillis() * (0.6 + 0.8 * random.nextDouble()));
    double u = random.nextDouble();
    RequestFault fault = new RequestFault.None();
    if ((u -= f.tooManyRequests()) < 0) {
      fault = new RequestFault.TooManyRequests(f.retryAfterSeconds());
    } else if ((u -= f.serverError()) < 0) {
      fault = new RequestFault.ServerError(SERVER_ERRORS[random.nextInt(SERVER_ERRORS.length)]);
    } else if ((u -= f.reset()) < 0) {
      fault = new RequestFault.Reset();
    } else if ((u -= f.truncated()) < 0) {
      fault = new RequestFault.Truncated();
    } else if (u - f.slow() < 0) {
      fault = new RequestFault.Slow(Duration.ofMillis(f.slowMillis()));
    }
    return new RequestWeather(Duration.ofMillis(latency), fault);
  }

  private static DeliveryWeather delivery(Forecast f, SplittableRandom random) {
    boolean dropped = random.nextDouble() < f.drop();
    boolean duplicated = random.nextDouble() < f.duplicate();
    boolean forged = random.nextDouble() < f.forge();
    boolean wrongSecret = random.nextDouble() < f.wrongSecret();
    long delay = 0;
    if (random.nextDouble() < f.delay()) {
      // log-normal with p90 = 12 x p50, as 471 first deliveries showed (1.7 s and 20.4 s); a day is
      // the longest that is waited for
      double factor = Math.exp(1.94 * random.nextGaussian());
      delay = Math.min(Math.round(f.delayMillis() * factor), 86_400_000L);
    }
    if (random.nextDouble() < f.reorder()) {
      delay += random.nextLong(1, 60_000);
    }
    long hidden =
        random.nextDouble() < f.beforeCommit() && f.beforeCommitMillis() > 0
            ? random.nextLong(1, f.beforeCommitMillis() + 1L)
            : 0;
    Mangling mangling = Mangling.NOTHING;
    if (random.nextDouble() < f.missingHeaders()) {
      mangling = random.nextBoolean() ? Mangling.WITHOUT_REQUEST_ID : Mangling.WITHOUT_SIGNATURE;
    } else if (random.nextDouble() < f.mangled()) {
      mangling = CONTENT.get(random.nextInt(CONTENT.size()));
    }
    return new DeliveryWeather(
        dropped,
        duplicated,
        forged,
        wrongSecret,
        Duration.ofMillis(delay),
        Duration.ofMillis(hidden),
        mangling);
  }

  private static long mix(long seed, long n) {
    // the finaliser of MurmurHash3, so that neighbouring numbers give unrelated weather
    long z = seed + (n + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
