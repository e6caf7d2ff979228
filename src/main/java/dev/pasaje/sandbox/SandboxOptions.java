// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.notifications.CourierSettings;
import dev.pasaje.sandbox.weather.Forecast;
import dev.pasaje.sandbox.world.Rules;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// How an emulator starts.
///
/// @param port 0 for any free one
/// @param start where the emulator's time stands still until moved; empty to follow the real clock
/// @param seedName what the world holds at the start: names and files separated by commas, such as
///   `showcase`; empty for nothing but the accounts
/// @param publicUrl the address the emulator's own links carry; empty for its base URL
/// @param requestsKept how many received requests are remembered
/// @param surroundings weather, notifications, TLS and what is kept
public record SandboxOptions(
    String host,
    int port,
    long seed,
    Optional<Instant> start,
    InstantSource realClock,
    String seedName,
    String publicUrl,
    Rules rules,
    int requestsKept,
    Surroundings surroundings) {

  public static SandboxOptions usual() {
    return new SandboxOptions(
        "127.0.0.1",
        0,
        1,
        Optional.empty(),
        InstantSource.system(),
        "",
        "",
        Rules.USUAL,
        1000,
        Surroundings.USUAL);
  }

  public SandboxOptions withHost(String other) {
    return new SandboxOptions(
        other,
        port,
        seed,
        start,
        realClock,
        seedName,
        publicUrl,
        rules,
        requestsKept,
        surroundings);
  }

  public SandboxOptions withPort(int other) {
    return new SandboxOptions(
        host,
        other,
        seed,
        start,
        realClock,
        seedName,
        publicUrl,
        rules,
        requestsKept,
        surroundings);
  }

  public SandboxOptions withSeed(long other) {
    return new SandboxOptions(
        host,
        port,
        other,
        start,
        realClock,
        seedName,
        publicUrl,
        rules,
        requestsKept,
        surroundings);
  }

  public SandboxOptions withStart(Instant at) {
    return new SandboxOptions(
        host,
        port,
        seed,
        Optional.of(at),
        realClock,
        seedName,
        publicUrl,
        rules,
        requestsKept,
        surroundings);
  }

  public SandboxOptions withSeedName(String name) {
    return new SandboxOptions(
        host, port, seed, start, realClock, name, publicUrl, rules, requestsKept, surroundings);
  }

  public SandboxOptions withPublicUrl(String url) {
    return new SandboxOptions(
        host, port, seed, start, realClock, seedName, url, rules, requestsKept, surroundings);
  }

  public SandboxOptions withRules(Rules other) {
    return new SandboxOptions(
        host, port, seed, start, realClock, seedName, publicUrl, other, requestsKept, surroundings);
  }

  public SandboxOptions withRequestsKept(int count) {
    return new SandboxOptions(
        host, port, seed, start, realClock, seedName, publicUrl, rules, count, surroundings);
  }

  public SandboxOptions withSurroundings(Surroundings other) {
    return new SandboxOptions(
        host, port, seed, start, realClock, seedName, publicUrl, rules, requestsKept, other);
  }

  /// The same with this weather from the start.
  public SandboxOptions withWeather(Forecast forecast) {
    return withSurroundings(surroundings.withForecast(forecast));
  }

  /// The same with notifications timed and retried like this.
  public SandboxOptions withCourier(CourierSettings courier) {
    return withSurroundings(surroundings.withCourier(courier));
  }

  /// The same over TLS, with the throw-away authority written to a directory.
  public SandboxOptions withTls(Path directory) {
    return withSurroundings(surroundings.withTls(directory));
  }

  /// The same with its state kept in a directory over restarts.
  public SandboxOptions withData(Path directory) {
    return withSurroundings(surroundings.withData(directory));
  }
}
