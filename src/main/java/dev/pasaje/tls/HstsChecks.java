// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.tls.TlsFacts.Hop;
import dev.pasaje.tls.TlsFacts.Journey;
import java.util.List;
import java.util.Optional;

/// Checks on `Strict-Transport-Security`; domain/credentials.md 9.6. None of them ever advises
/// `preload`: the keepers of that list ask not to.
final class HstsChecks {
  private HstsChecks() {}

  @FunctionalInterface
  private interface Look {
    void at(Tally tally, Hop hop);
  }

  /// Each host's own answers; an address is not a name, so the header does not count there (RFC
  /// 6797 8.1.1).
  private static Outcome headers(TlsFacts facts, Look look) {
    return Tally.hosts(
            facts,
            (tally, host) -> {
              if (HostNames.isAddress(host.name())) {
                return;
              }
              List<Hop> own = Headers.own(host);
              own.forEach(hop -> look.at(tally, hop));
              if (own.isEmpty()) {
                for (Journey journey : host.secure()) {
                  journey
                      .failure()
                      .filter(RedirectChecks::silent)
                      .ifPresent(why -> tally.unseen(journey.from(), Tally.words(why)));
                }
              }
            })
        .outcome();
  }

  private static Evidence header(Hop hop, String found) {
    return Evidence.header(hop.address() + " Strict-Transport-Security", found);
  }

  static Outcome missing(TlsFacts facts) {
    return headers(
        facts,
        (tally, hop) -> {
          if (hop.hsts().isEmpty()) {
            tally.bad(header(hop, "no header").expecting("max-age=" + Hsts.LEAST_SECONDS));
          } else {
            tally.good(hop.address(), hop.hsts().getFirst());
          }
        });
  }

  static Outcome tooShort(TlsFacts facts, TlsProfile profile) {
    return headers(
        facts,
        (tally, hop) -> {
          Optional<Long> age = Hsts.of(hop.hsts()).maxAge();
          if (age.isPresent() && age.get() < Hsts.LEAST_SECONDS) {
            tally.bad(
                header(hop, "max-age=" + age.get())
                    .expecting(
                        "at least "
                            + Hsts.LEAST_SECONDS
                            + ", better "
                            + profile.leastHstsSeconds()));
          } else if (age.isPresent()) {
            tally.good(hop.address(), "max-age=" + age.get());
          }
        });
  }

  static Outcome malformed(TlsFacts facts) {
    return headers(
        facts,
        (tally, hop) -> {
          if (hop.hsts().isEmpty()) {
            return;
          }
          Optional<String> fault = Hsts.of(hop.hsts()).fault();
          if (fault.isPresent()) {
            tally.bad(header(hop, fault.get()).expecting("one header, max-age=<seconds>"));
          } else {
            tally.good(hop.address(), hop.hsts().getFirst());
          }
        });
  }
}
