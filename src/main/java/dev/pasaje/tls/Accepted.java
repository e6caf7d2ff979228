// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What one address accepts, with the traits of its suites.
record Accepted(Endpoint endpoint) {
  boolean offers(Protocol protocol) {
    return answer(protocol) == Answer.YES;
  }

  boolean refuses(Protocol protocol) {
    return answer(protocol) == Answer.NO;
  }

  Answer answer(Protocol protocol) {
    return endpoint.offers().getOrDefault(protocol, Answer.UNKNOWN);
  }

  List<Protocol> offered() {
    return List.of(Protocol.values()).stream().filter(this::offers).toList();
  }

  List<SuiteTraits> traits() {
    return endpoint.suites().stream()
        .flatMap(suite -> SuiteTraits.of(suite.name()).stream())
        .toList();
  }

  boolean any(Protocol protocol, Predicate<SuiteTraits> which) {
    return endpoint.suites().stream()
        .filter(suite -> suite.protocol() == protocol)
        .map(suite -> SuiteTraits.of(suite.name()))
        .flatMap(Optional::stream)
        .anyMatch(which);
  }

  /// Whether it is certain that no suite is so: all were asked for, and each is known here.
  boolean none(Predicate<SuiteTraits> which) {
    List<SuiteTraits> traits = traits();
    return endpoint.suitesComplete()
        && !traits.isEmpty()
        && traits.size() == endpoint.suites().size()
        && traits.stream().noneMatch(which);
  }

  /// Whether everything was asked for, so that nothing worse can be hidden.
  boolean complete() {
    return endpoint.suitesComplete()
        && !endpoint.suites().isEmpty()
        && !endpoint.chains().isEmpty()
        && List.of(Protocol.values()).stream()
            .allMatch(protocol -> answer(protocol) != Answer.UNKNOWN);
  }
}
