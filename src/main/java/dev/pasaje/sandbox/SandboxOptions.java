// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.world.Rules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// How an emulator starts.
///
/// @param port 0 for any free one
/// @param start where the emulator's time stands still until moved; empty to follow the real clock
/// @param seedName what the world holds at the start: empty, or `showcase`
/// @param publicUrl the address the emulator's own links carry; empty for its base URL
/// @param requestsKept how many received requests are remembered
public record SandboxOptions(
    String host,
    int port,
    long seed,
    Optional<Instant> start,
    InstantSource realClock,
    String seedName,
    String publicUrl,
    Rules rules,
    int requestsKept) {

  public static SandboxOptions usual() {
    return new SandboxOptions(
        "127.0.0.1", 0, 1, Optional.empty(), InstantSource.system(), "", "", Rules.USUAL, 1000);
  }

  public SandboxOptions withHost(String other) {
    return new SandboxOptions(
        other, port, seed, start, realClock, seedName, publicUrl, rules, requestsKept);
  }

  public SandboxOptions withPort(int other) {
    return new SandboxOptions(
        host, other, seed, start, realClock, seedName, publicUrl, rules, requestsKept);
  }

  public SandboxOptions withSeed(long other) {
    return new SandboxOptions(
        host, port, other, start, realClock, seedName, publicUrl, rules, requestsKept);
  }

  public SandboxOptions withStart(Instant at) {
    return new SandboxOptions(
        host, port, seed, Optional.of(at), realClock, seedName, publicUrl, rules, requestsKept);
  }

  public SandboxOptions withSeedName(String name) {
    return new SandboxOptions(
        host, port, seed, start, realClock, name, publicUrl, rules, requestsKept);
  }

  public SandboxOptions withPublicUrl(String url) {
    return new SandboxOptions(
        host, port, seed, start, realClock, seedName, url, rules, requestsKept);
  }

  public SandboxOptions withRules(Rules other) {
    return new SandboxOptions(
        host, port, seed, start, realClock, seedName, publicUrl, other, requestsKept);
  }

  public SandboxOptions withRequestsKept(int count) {
    return new SandboxOptions(
        host, port, seed, start, realClock, seedName, publicUrl, rules, count);
  }
}
