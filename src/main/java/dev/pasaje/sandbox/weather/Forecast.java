// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.weather;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How often each thing goes wrong: probabilities from 0 to 1, times in milliseconds.
///
/// The preset figures of [#STORM] are chosen so that a thousand payments meet every fault; only the
/// shape of the delivery delay is measured (p50 1.7 s, p90 20 s).
///
/// @param latencyMillis mean latency of an answer; each one varies by 40 % up or down
/// @param tooManyRequests answered 429 with `Retry-After: retryAfterSeconds`
/// @param delay held back by a log-normal time around `delayMillis`
/// @param reorder held back by up to a minute, so that later deliveries overtake it
/// @param beforeCommit notified before the resource can be read, for up to `beforeCommitMillis`
/// @param missingHeaders without `x-signature` or without `x-request-id`
/// @param mangled with a damaged query or body
public record Forecast(
    int latencyMillis,
    double tooManyRequests,
    int retryAfterSeconds,
    double serverError,
    double reset,
    double truncated,
    double slow,
    int slowMillis,
    double delay,
    int delayMillis,
    double reorder,
    double duplicate,
    double drop,
    double forge,
    double wrongSecret,
    double missingHeaders,
    double mangled,
    double beforeCommit,
    int beforeCommitMillis) {

  /// Nothing goes wrong.
  public static final Forecast CALM =
      new Forecast(0, 0, 1, 0, 0, 0, 0, 50, 0, 1700, 0, 0, 0, 0, 0, 0, 0, 0, 2000);

  /// The busiest day of the year: slow, limited and late, but honest.
  public static final Forecast BLACK_FRIDAY =
      new Forecast(
          120, 0.08, 1, 0.02, 0, 0, 0.02, 20, 0.4, 20_000, 0.1, 0.1, 0.01, 0, 0, 0, 0, 0.05, 3000);

  /// Everything at once.
  public static final Forecast STORM =
      new Forecast(
          10, 0.05, 1, 0.05, 0.03, 0.02, 0.02, 5, 0.3, 1700, 0.15, 0.15, 0.05, 0.05, 0.05, 0.04,
          0.06, 0.1, 2000);

  private static final Map<String, Forecast> PRESETS =
      Map.of("calm", CALM, "black-friday", BLACK_FRIDAY, "storm", STORM);

  public Forecast {
    List<String> problems = new ArrayList<>();
    probability(problems, "tooManyRequests", tooManyRequests);
    probability(problems, "serverError", serverError);
    probability(problems, "reset", reset);
    probability(problems, "truncated", truncated);
    probability(problems, "slow", slow);
    probability(problems, "delay", delay);
    probability(problems, "reorder", reorder);
    probability(problems, "duplicate", duplicate);
    probability(problems, "drop", drop);
    probability(problems, "forge", forge);
    probability(problems, "wrongSecret", wrongSecret);
    probability(problems, "missingHeaders", missingHeaders);
    probability(problems, "mangled", mangled);
    probability(problems, "beforeCommit", beforeCommit);
    atMost(problems, "latencyMillis", latencyMillis, 60_000);
    atMost(problems, "retryAfterSeconds", retryAfterSeconds, 3600);
    atMost(problems, "slowMillis", slowMillis, 10_000);
    atMost(problems, "delayMillis", delayMillis, 86_400_000);
    atMost(problems, "beforeCommitMillis", beforeCommitMillis, 3_600_000);
    if (tooManyRequests + serverError + reset + truncated + slow > 1) {
      problems.add("the probabilities of the request faults add up to more than 1");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /// The preset of this name: `calm`, `black-friday` or `storm`.
  public static Forecast preset(String name) {
    Forecast forecast = PRESETS.get(name.toLowerCase(Locale.ROOT));
    if (forecast == null) {
      throw new IllegalArgumentException("weather '" + name + "' is not one of " + presets());
    }
    return forecast;
  }

  /// The names of the presets, in alphabetical order.
  public static List<String> presets() {
    return List.copyOf(new TreeMap<>(PRESETS).keySet());
  }

  /// The names of the members, in the order of the record.
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : Forecast.class.getRecordComponents()) {
      names.add(component.getName());
    }
    return names;
  }

  private static void probability(List<String> problems, String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      problems.add(name + " is " + value + ", accepted: 0 to 1");
    }
  }

  private static void atMost(List<String> problems, String name, int value, int max) {
    if (value < 0 || value > max) {
      problems.add(name + " is " + value + ", accepted: 0 to " + max);
    }
  }
}
