// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.check.Finding;
import dev.pasaje.outside.Addresses;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How the tests probe: hastily, with a clock that stands still.
final class Probing {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final Trust TRUST = Trust.usual();
  static final Patience HASTY =
      new Patience(
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofMillis(200),
          Duration.ofMillis(5));

  private Probing() {}

  static Outlook outlook(boolean allowPrivate) {
    return outlook(allowPrivate, TRUST);
  }

  static Outlook outlook(boolean allowPrivate, Trust trust) {
    return new Outlook(Duration.ofSeconds(1), trust, allowPrivate, "Pasaje/test", () -> NOW);
  }

  static ReceiverProbe probe() {
    return new ReceiverProbe(outlook(true), HASTY, Addresses::of);
  }

  static ReceiverTarget target(URI url) {
    return new ReceiverTarget(url, List.of(Secret.of(GoodReceiver.SECRET)));
  }

  static Map<String, String> outcomes(ReceiverFacts facts) {
    Map<String, String> outcomes = new TreeMap<>();
    for (Finding finding : Receiver.judge(facts)) {
      outcomes.put(finding.info().id(), finding.outcome().id());
    }
    return outcomes;
  }

  static Set<String> failed(ReceiverFacts facts) {
    Set<String> failed = new TreeSet<>();
    outcomes(facts)
        .forEach((id, outcome) -> {
          if (outcome.equals("failed")) {
            failed.add(id);
          }
        });
    return failed;
  }
}
