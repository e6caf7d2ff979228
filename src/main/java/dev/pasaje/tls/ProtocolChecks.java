// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.check.Outcome;
import dev.pasaje.tls.Tally.Place;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Protocol;
import dev.pasaje.tls.TlsFacts.Suite;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Checks on versions, suites and keys of the handshake; domain/credentials.md 9.2.
final class ProtocolChecks {
  private ProtocolChecks() {}

  static Outcome notAnswering(TlsFacts facts) {
    Tally tally =
        Tally.addresses(
            facts,
            place -> {
              Accepted accepted = new Accepted(place.endpoint());
              if (!accepted.offered().isEmpty()) {
                place.good(labels(accepted.offered()));
              } else if (List.of(Protocol.values()).stream().allMatch(accepted::refuses)) {
                place.bad("no protocol version accepted");
              } else {
                place.unseen("not asked in time");
              }
            });
    facts
        .hosts()
        .forEach(host ->
            host.endpoints().stream()
                .filter(Tally::closed)
                .forEach(endpoint -> new Place(tally, host, endpoint).bad(why(endpoint), "TLS")));
    return tally.outcome();
  }

  private static String why(Endpoint endpoint) {
    return endpoint.speaksPlainHttp()
        ? "plain HTTP on the TLS port"
        : endpoint.failure().map(Tally::words).orElse("");
  }

  static String labels(List<Protocol> protocols) {
    return protocols.stream().map(Protocol::label).collect(Collectors.joining(", "));
  }

  /// Fails when one of some versions is offered.
  static Outcome offered(TlsFacts facts, List<Protocol> unwanted) {
    return Tally.addresses(
            facts,
            place -> {
              Accepted accepted = new Accepted(place.endpoint());
              List<Protocol> found = unwanted.stream().filter(accepted::offers).toList();
              if (!found.isEmpty()) {
                place.bad(labels(found));
              } else if (unwanted.stream().allMatch(accepted::refuses)) {
                place.good(labels(accepted.offered()));
              } else {
                place.unseen("not asked in time");
              }
            })
        .outcome();
  }

  /// Fails when none of some versions is offered.
  static Outcome missing(TlsFacts facts, List<Protocol> wanted) {
    return Tally.addresses(
            facts,
            place -> {
              Accepted accepted = new Accepted(place.endpoint());
              if (wanted.stream().anyMatch(accepted::offers)) {
                place.good(labels(accepted.offered()));
              } else if (wanted.stream().allMatch(accepted::refuses)) {
                place.bad(labels(accepted.offered()), labels(wanted));
              } else {
                place.unseen("not asked in time");
              }
            })
        .outcome();
  }

  /// As for the cap of testssl.sh: it fails when no suite at all is so, not when one is not.
  static Outcome none(TlsFacts facts, Predicate<SuiteTraits> which, String expected) {
    return Tally.addresses(
            facts,
            place -> {
              Accepted accepted = new Accepted(place.endpoint());
              if (accepted.traits().stream().anyMatch(which)) {
                place.good(place.endpoint().suites().size() + " suites");
              } else if (accepted.none(which)) {
                place.bad(names(place.endpoint(), _ -> true), expected);
              } else {
                place.unseen("not all suites asked for");
              }
            })
        .outcome();
  }

  static Outcome weakSuites(TlsFacts facts) {
    return Tally.addresses(
            facts,
            place -> {
              String weak = names(place.endpoint(), SuiteTraits::weak);
              // What is not known here is nothing that was ever called good; it is not judged.
              if (!weak.isEmpty()) {
                place.bad(weak);
              } else if (place.endpoint().suitesComplete()) {
                place.good(place.endpoint().suites().size() + " suites, none weak");
              } else {
                place.unseen("not all suites asked for");
              }
            })
        .outcome();
  }

  private static String names(Endpoint endpoint, Predicate<SuiteTraits> which) {
    return endpoint.suites().stream()
        .filter(suite -> SuiteTraits.of(suite.name()).filter(which).isPresent())
        .map(Suite::name)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  static Outcome keyExchangeWeak(TlsFacts facts) {
    return Tally.addresses(
            facts,
            place -> {
              List<Strength> weak =
                  Strength.exchanges(place.endpoint()).stream().filter(Strength::isShort).toList();
              if (!weak.isEmpty()) {
                place.bad(
                    weak.stream().map(Strength::name).distinct().collect(Collectors.joining(", ")),
                    "DH 2048, a curve of 224");
              } else if (place.endpoint().suitesComplete()) {
                place.good("no short key");
              } else {
                place.unseen("not all suites asked for");
              }
            })
        .outcome();
  }

  static Outcome insecureRenegotiation(TlsFacts facts) {
    return old(facts, Endpoint::secureRenegotiation, Answer.NO, "RFC 5746 not supported");
  }

  static Outcome compression(TlsFacts facts) {
    return old(facts, Endpoint::compression, Answer.YES, "TLS compression accepted");
  }

  /// What TLS 1.3 has no more, so that a server of that alone has nothing to answer.
  private static Outcome old(
      TlsFacts facts, Function<Endpoint, Answer> question, Answer bad, String found) {
    return Tally.addresses(
            facts,
            place -> {
              Answer answer = question.apply(place.endpoint());
              if (answer == bad) {
                place.bad(found);
              } else if (answer != Answer.UNKNOWN || only13(place.endpoint())) {
                place.good(answer == Answer.UNKNOWN ? "only TLS 1.3" : "as it should be");
              } else {
                place.unseen("not seen");
              }
            })
        .outcome();
  }

  private static boolean only13(Endpoint endpoint) {
    return new Accepted(endpoint).offered().equals(List.of(Protocol.TLS_1_3));
  }
}
