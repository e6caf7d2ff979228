// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.tls.TlsFacts.Egress;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Host;
import dev.pasaje.tls.TlsFacts.Protocol;
import dev.pasaje.tls.TlsFacts.Suite;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks on a host as a whole: its grade, whether its addresses agree, the way to the API.
final class OverallChecks {
  static final String UNTESTED =
      "not tested: Heartbleed, CCS, ROBOT, DROWN, Ticketbleed, revocation";
  static final String TESTSSL = "use testssl.sh";

  private OverallChecks() {}

  static Outcome gradeBelowA(TlsFacts facts) {
    Tally tally =
        Tally.addresses(
            facts,
            place -> {
              Accepted accepted = new Accepted(place.endpoint());
              Grade grade = Grade.of(place.host(), place.endpoint(), facts.at());
              String found = words(grade);
              if (accepted.offered().isEmpty() || place.endpoint().chains().isEmpty()) {
                place.unseen("not enough seen");
              } else if (grade.letter().compareTo(Grade.Letter.A_MINUS) <= 0) {
                if (accepted.complete()) {
                  place.good(found);
                } else {
                  place.unseen(found + ", at best: not everything asked for");
                }
              } else if (!grade.caps().isEmpty() || accepted.complete()) {
                place.bad(found, "A");
              } else {
                place.unseen("not everything asked for");
              }
            });
    Outcome outcome = tally.outcome();
    return switch (outcome) {
      case Outcome.Failed(List<Evidence> evidence) -> new Outcome.Failed(withLimits(evidence));
      case Outcome.Passed(List<Evidence> evidence) -> new Outcome.Passed(withLimits(evidence));
      case Outcome.Unknown unknown -> unknown;
      case Outcome.NotApplicable not -> not;
    };
  }

  private static List<Evidence> withLimits(List<Evidence> evidence) {
    return Stream.concat(
            evidence.stream(),
            Stream.of(Evidence.certificate("testssl.sh", UNTESTED).expecting(TESTSSL)))
        .toList();
  }

  /// `B, score 94 (protocol 95, key exchange 90, cipher 90); cap B: TLS 1.0 offered`.
  static String words(Grade grade) {
    String caps =
        grade.caps().stream()
            .map(cap -> "; cap " + cap.at().sign() + ": " + cap.reason())
            .collect(Collectors.joining());
    String warnings =
        grade.warnings().stream().map(one -> "; warning: " + one).collect(Collectors.joining());
    return grade.letter().sign()
        + ", score "
        + grade.score()
        + " (protocol "
        + grade.protocol()
        + ", key exchange "
        + grade.keyExchange()
        + ", cipher "
        + grade.cipher()
        + ")"
        + caps
        + warnings;
  }

  static Outcome addressesDiffer(TlsFacts facts) {
    return Tally.hosts(
            facts,
            (tally, host) -> {
              if (host.withinReach().size() < 2) {
                return;
              }
              for (Endpoint endpoint : host.withinReach()) {
                if (endpoint.failure().isPresent() && !Tally.closed(endpoint)) {
                  tally.unseen(
                      host,
                      endpoint.address() + " " + endpoint.failure().map(Tally::words).orElse(""));
                }
              }
              compare(tally, host);
            })
        .otherwise(Outcome.Inapplicability.NOTHING_TO_COMPARE)
        .outcome();
  }

  private static void compare(Tally tally, Host host) {
    List<Endpoint> seen =
        host.withinReach().stream()
            .filter(endpoint -> endpoint.failure().isEmpty() || Tally.closed(endpoint))
            .toList();
    if (seen.size() < 2) {
      return;
    }
    for (Endpoint other : seen.subList(1, seen.size())) {
      Endpoint first = seen.getFirst();
      String mine = likeness(first, complete(first, other));
      String theirs = likeness(other, complete(first, other));
      if (!mine.equals(theirs)) {
        tally.bad(host, other.address() + ": " + theirs, first.address() + ": " + mine);
      }
    }
    tally.good(host, seen.size() + " addresses alike");
  }

  private static boolean complete(Endpoint one, Endpoint other) {
    return new Accepted(one).complete() && new Accepted(other).complete();
  }

  /// What must be the same. Suites are compared only when both were asked for all of them.
  private static String likeness(Endpoint endpoint, boolean complete) {
    if (Tally.closed(endpoint)) {
      return endpoint.speaksPlainHttp() ? "plain HTTP" : "no TLS";
    }
    Set<String> leaves =
        endpoint.chains().stream()
            .map(chain -> chain.leaf().sha256())
            .map(hash -> hash.substring(0, Math.min(12, hash.length())))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> suites =
        endpoint.suites().stream().map(Suite::name).collect(Collectors.toCollection(TreeSet::new));
    return ProtocolChecks.labels(new Accepted(endpoint).offered())
        + "; certificate "
        + String.join(" ", leaves)
        + (complete
            ? "; " + suites.size() + " suites " + Integer.toHexString(suites.hashCode())
            : "");
  }

  /// The merchant's server must reach the API, which takes TLS 1.2 and newer only (9.1).
  static Outcome apiUnreachable(TlsFacts facts) {
    if (facts.egress().isEmpty()) {
      return Outcome.notApplicable(Outcome.Inapplicability.NOT_USED);
    }
    Egress egress = facts.egress().get();
    Protocol least = TlsProfile.leastOfMercadoPago();
    String call = "TLS " + egress.api();
    if (egress.failure().isPresent()) {
      Evidence evidence =
          Evidence.call(call, Tally.words(egress.failure().get())).expecting(least.label());
      return switch (egress.failure().get().reason()) {
        case TLS -> Outcome.failed(evidence);
        case UNKNOWN_HOST, REFUSED, NO_ROUTE, TIMEOUT, BROKEN, TOO_LARGE ->
            Outcome.unknown(Outcome.Ignorance.NO_ANSWER, evidence);
      };
    }
    if (egress.protocol().isEmpty()) {
      return Outcome.unknown(Outcome.Ignorance.NO_ANSWER, Evidence.call(call, null));
    }
    Protocol spoken = egress.protocol().get();
    Evidence evidence =
        Evidence.call(call, spoken.label() + (egress.trusted() ? "" : ", certificate not trusted"))
            .expecting(least.label());
    return spoken.compareTo(least) >= 0 && egress.trusted()
        ? Outcome.passed(evidence)
        : Outcome.failed(evidence);
  }
}
