// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.check.Finding;
import dev.pasaje.integration.Product;
import dev.pasaje.outside.Outlook;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Host;
import dev.pasaje.tls.lab.Lab;
import dev.pasaje.tls.lab.LabCase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What Pasaje found at one case of the lab.
record LabVerdict(LabCase asked, TlsFacts facts, List<Finding> findings) {

  static LabVerdict of(LabCase one, Lab lab, Duration limit) {
    Outlook outlook = new Outlook(limit, lab.trust(), false, "Pasaje/lab", InstantSource.system());
    TlsFacts facts =
        new TlsProbe(outlook, (host, time) -> Lab.addresses(host))
            .look(List.of(lab.target(one)), Optional.empty());
    return new LabVerdict(
        one, facts, Tls.judge(facts, TlsProfile.named("intermediate"), Product.CHECKOUT_PRO));
  }

  Set<String> failed() {
    return ids(Finding::failed);
  }

  Set<String> unknown() {
    return ids(Finding::unknown);
  }

  private Set<String> ids(Predicate<Finding> which) {
    return findings.stream()
        .filter(which)
        .map(finding -> finding.info().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The letter of its only address; empty when nobody spoke TLS there.
  Optional<String> grade() {
    Host host = facts.hosts().getFirst();
    return host.endpoints().stream()
        .filter(endpoint -> endpoint.failure().isEmpty())
        .findFirst()
        .map(endpoint -> Grade.of(host, endpoint, facts.at()).letter().sign());
  }

  Endpoint endpoint() {
    return facts.hosts().getFirst().endpoints().getFirst();
  }
}
