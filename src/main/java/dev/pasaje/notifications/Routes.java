// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.integration.Integration;
import dev.pasaje.secret.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// To which integration an arrival belongs, and what its signature is worth there.
final class Routes {
  private final Map<String, Route> byId = new LinkedHashMap<>();
  private final Map<String, List<Route>> byOwner = new HashMap<>();

  /// In the place of an integration that is not there: the same work, in the same time.
  private final Route nobody;

  /// @param hints for what nobody can verify
  /// @param forged for what is plainly wrong, which must not eat up the place of the hints
  record Route(String integration, SignatureCheck signatures, Quota hints, Quota forged) {
    boolean admits(SignatureCheck.Verdict verdict, Instant now) {
      return switch (verdict) {
        case VERIFIED -> true;
        case ABSENT, UNVERIFIABLE, NO_SECRET -> hints.take(now);
        case MISMATCH, MALFORMED -> forged.take(now);
      };
    }
  }

  Routes(List<Integration> integrations, int hintsPerSecond, Instant now) {
    for (Integration integration : integrations) {
      Route route =
          new Route(
              integration.id(),
              SignatureCheck.of(integration.webhookSecrets()),
              new Quota(hintsPerSecond, now),
              new Quota(hintsPerSecond, now));
      byId.put(integration.id(), route);
      integration.owners().forEach(owner -> byOwner.merge(owner, List.of(route), Routes::both));
    }
    this.nobody =
        new Route(
            "",
            SignatureCheck.of(List.of(Secret.of(UUID.randomUUID().toString()))),
            new Quota(hintsPerSecond, now),
            new Quota(hintsPerSecond, now));
  }

  private static List<Route> both(List<Route> some, List<Route> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /// @param signature as judged with the secrets of the route
  record Destination(Route route, SignatureCheck.Result signature) {}

  Destination of(Arrival arrival, Notice notice) {
    if (!arrival.address().isEmpty()) {
      Route route = byId.getOrDefault(arrival.address(), nobody);
      return new Destination(route, verified(route, arrival, notice));
    }
    // At the shared address: a signature that is right proves whose it is; else who is named.
    for (Route route : byId.values()) {
      SignatureCheck.Result signature = verified(route, arrival, notice);
      if (signature.verdict() == SignatureCheck.Verdict.VERIFIED) {
        return new Destination(route, signature);
      }
    }
    Route route = named(arrival, notice);
    return new Destination(route, verified(route, arrival, notice));
  }

  private Route named(Arrival arrival, Notice notice) {
    List<Route> owned = notice.owner().map(byOwner::get).orElse(List.of());
    if (owned.size() == 1) {
      return owned.getFirst();
    }
    // The marker of the pages for several accounts; domain/notifications.md 1.2.
    Optional<Route> marked =
        RawQuery.of(arrival.query()).first("client", "cliente", "customer").map(byId::get);
    if (marked.isPresent()) {
      return marked.get();
    }
    return byId.size() == 1 && notice.owner().isEmpty() ? byId.values().iterator().next() : nobody;
  }

  private static SignatureCheck.Result verified(Route route, Arrival arrival, Notice notice) {
    SignatureCheck.Result result =
        route
            .signatures()
            .verify(
                arrival.header("x-signature"),
                arrival.header("x-request-id"),
                notice.signedId(),
                notice.bodyId(),
                arrival.at());
    // IPN carries a signature that no secret gives (domain/notifications.md 5.3); how a notice of a
    // statement is signed, and where, is documented nowhere (domain/reports.md 5).
    boolean beyond = notice.channel() == Channel.IPN || notice.topic().equals(Topic.STATEMENT);
    return beyond && result.verdict() != SignatureCheck.Verdict.VERIFIED
        ? new SignatureCheck.Result(
            SignatureCheck.Verdict.UNVERIFIABLE, "", 0, result.unit(), result.drift())
        : result;
  }
}
