// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.check.Outcome;
import dev.pasaje.tls.TlsFacts.Certificate;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Group;
import dev.pasaje.tls.TlsFacts.Protocol;
import dev.pasaje.tls.TlsFacts.Suite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Compares addresses with a published profile, much as sslyze does: every version and suite must
/// be one of the profile's. A further group is no fault, but one of the profile's must be there;
/// stapling is not asked for (domain/credentials.md 9.3, 9.4).
final class ProfileCheck {
  private final TlsProfile profile;
  private final Instant at;

  ProfileCheck(TlsProfile profile, Instant at) {
    this.profile = profile;
    this.at = at;
  }

  static Outcome met(TlsFacts facts, TlsProfile profile) {
    ProfileCheck check = new ProfileCheck(profile, facts.at());
    String name = "Mozilla " + profile.version() + " " + profile.name();
    return Tally.addresses(
            facts,
            place -> {
              List<String> differences = check.differences(place.endpoint());
              differences.forEach(difference -> place.bad(difference, name));
              if (differences.isEmpty()) {
                if (new Accepted(place.endpoint()).complete()) {
                  place.good(name);
                } else {
                  place.unseen("not everything asked for");
                }
              }
            })
        .outcome();
  }

  private List<String> differences(Endpoint endpoint) {
    List<String> all = new ArrayList<>();
    Accepted accepted = new Accepted(endpoint);
    for (Protocol protocol : accepted.offered()) {
      if (!profile.protocols().contains(protocol)) {
        all.add(protocol.label());
      }
    }
    if (profile.protocols().stream().allMatch(accepted::refuses)) {
      all.add("none of " + ProtocolChecks.labels(profile.protocols()));
    }
    String suites =
        endpoint.suites().stream()
            .filter(suite -> profile.protocols().contains(suite.protocol()))
            .map(Suite::name)
            .filter(name -> !profile.suites().contains(name))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!suites.isEmpty()) {
      all.add(suites);
    }
    if (!endpoint.groups().isEmpty()
        && endpoint.groups().stream()
            .map(Group::name)
            .noneMatch(name -> profile.groups().stream().anyMatch(name::equalsIgnoreCase))) {
      all.add("no group of " + String.join(", ", profile.groups()));
    }
    if (!endpoint.chains().isEmpty()) {
      certificates(endpoint, all);
    }
    return all;
  }

  /// One certificate of an allowed kind is enough; of it everything must be right.
  private void certificates(Endpoint endpoint, List<String> all) {
    List<Certificate> leaves = endpoint.chains().stream().map(chain -> chain.leaf()).toList();
    List<Certificate> allowed = leaves.stream().filter(this::allowedKey).toList();
    if (allowed.isEmpty()) {
      all.add("key " + leaves.getFirst().keyAlgorithm());
    }
    for (Certificate leaf : allowed) {
      if (leaf.keyAlgorithm().equals("RSA") && leaf.keyBits() < profile.leastRsaBits()) {
        all.add("RSA " + leaf.keyBits());
      }
      if (profile.signatures().stream().noneMatch(leaf.signatureAlgorithm()::equalsIgnoreCase)) {
        all.add("signature " + leaf.signatureAlgorithm());
      }
    }
    for (Certificate leaf : leaves) {
      long days = Lifetime.of(leaf, at).days();
      if (days > profile.maxLifetimeDays()) {
        all.add("lifetime " + days + " days");
      }
    }
  }

  private boolean allowedKey(Certificate leaf) {
    return profile.keys().contains(leaf.keyAlgorithm());
  }
}
