// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Failure;
import dev.pasaje.tls.TlsFacts.Host;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one check saw at all hosts and addresses, added up to one outcome: a failure outweighs what
/// was not seen, and that outweighs what is good.
final class Tally {
  /// More says nothing new.
  private static final int MOST_EVIDENCE = 20;

  private enum Kind {
    BAD,
    UNSEEN,
    GOOD
  }

  /// @param address empty when it is about the host as a whole
  private record Entry(
      Kind kind, Host host, String address, String found, @Nullable String expected) {
    Entry ofHost() {
      return new Entry(kind, host, "", found, expected);
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Set<Evidence> bad = new LinkedHashSet<>();
  private final Set<Evidence> unseen = new LinkedHashSet<>();
  private final Set<Evidence> good = new LinkedHashSet<>();
  private Outcome.Inapplicability otherwise = Outcome.Inapplicability.COVERED_BY_ANOTHER;

  /// Where something is seen: an address of a host.
  record Place(Tally tally, Host host, Endpoint endpoint) {
    void bad(String found, String expected) {
      tally.entries.add(new Entry(Kind.BAD, host, endpoint.address(), found, expected));
    }

    void bad(String found) {
      tally.entries.add(new Entry(Kind.BAD, host, endpoint.address(), found, null));
    }

    void good(String found) {
      tally.entries.add(new Entry(Kind.GOOD, host, endpoint.address(), found, null));
    }

    void unseen(String why) {
      tally.entries.add(new Entry(Kind.UNSEEN, host, endpoint.address(), why, null));
    }
  }

  /// Looks at every address that answered; at those that did not, it only notes why.
  static Tally addresses(TlsFacts facts, Consumer<Place> look) {
    Tally tally = new Tally();
    for (Host host : facts.hosts()) {
      tally.unresolved(host);
      for (Endpoint endpoint : host.withinReach()) {
        Place place = new Place(tally, host, endpoint);
        if (endpoint.failure().isPresent()) {
          if (!closed(endpoint)) {
            place.unseen(words(endpoint.failure().get()));
          }
        } else if (!closed(endpoint)) {
          look.accept(place);
        }
      }
    }
    return tally;
  }

  /// Looks at every host, answered or not.
  static Tally hosts(TlsFacts facts, BiConsumer<Tally, Host> look) {
    Tally tally = new Tally();
    for (Host host : facts.hosts()) {
      tally.unresolved(host);
      look.accept(tally, host);
    }
    return tally;
  }

  private void unresolved(Host host) {
    host.unresolved()
        .ifPresent(failure -> entries.add(new Entry(Kind.UNSEEN, host, "", words(failure), null)));
  }

  /// Whether it is plain that there is no TLS, rather than that nobody answered.
  static boolean closed(Endpoint endpoint) {
    return endpoint.speaksPlainHttp()
        || endpoint
            .failure()
            .filter(failure ->
                switch (failure.reason()) {
                  case REFUSED, TLS -> true;
                  case UNKNOWN_HOST, NO_ROUTE, TIMEOUT, BROKEN, TOO_LARGE -> false;
                })
            .isPresent();
  }

  static String words(Failure failure) {
    return failure.reason().id() + ": " + failure.detail();
  }

  void bad(Evidence evidence) {
    bad.add(evidence);
  }

  void bad(Host host, String found, String expected) {
    entries.add(new Entry(Kind.BAD, host, "", found, expected));
  }

  void good(Host host, String found) {
    entries.add(new Entry(Kind.GOOD, host, "", found, null));
  }

  void unseen(Host host, String why) {
    entries.add(new Entry(Kind.UNSEEN, host, "", why, null));
  }

  void good(URI address, String found) {
    good.add(Evidence.page(address.toString(), found));
  }

  void bad(URI address, String found, String expected) {
    bad.add(Evidence.page(address.toString(), found).expecting(expected));
  }

  void unseen(URI address, String why) {
    unseen.add(Evidence.page(address.toString(), why));
  }

  /// Why the check does not apply when nothing was noted; covered by another if not said.
  Tally otherwise(Outcome.Inapplicability reason) {
    otherwise = reason;
    return this;
  }

  Outcome outcome() {
    settle(Kind.BAD, bad);
    settle(Kind.UNSEEN, unseen);
    settle(Kind.GOOD, good);
    if (!bad.isEmpty()) {
      return new Outcome.Failed(some(bad));
    }
    if (!unseen.isEmpty()) {
      return new Outcome.Unknown(Outcome.Ignorance.NO_ANSWER, some(unseen));
    }
    return good.isEmpty() ? Outcome.notApplicable(otherwise) : new Outcome.Passed(some(good));
  }

  private static List<Evidence> some(Set<Evidence> all) {
    return all.stream().limit(MOST_EVIDENCE).toList();
  }

  /// Entries become evidence; the address is named only when the addresses differ.
  private void settle(Kind kind, Set<Evidence> evidence) {
    for (Entry entry : entries) {
      if (entry.kind() == kind) {
        boolean everywhere =
            entry.host().withinReach().stream()
                .allMatch(endpoint ->
                    entries.stream()
                        .anyMatch(other ->
                            other.address().equals(endpoint.address())
                                && other.ofHost().equals(entry.ofHost())));
        evidence.add(
            entry.address().isEmpty() || everywhere
                ? evidence(entry, label(entry.host()))
                : evidence(entry, label(entry.host()) + " (" + entry.address() + ")"));
      }
    }
  }

  private static Evidence evidence(Entry entry, String where) {
    Evidence evidence = Evidence.certificate(where, entry.found());
    return entry.expected() == null ? evidence : evidence.expecting(entry.expected());
  }

  /// `shop.example`, with the port when it is not the usual one.
  static String label(Host host) {
    if (host.port() == 443) {
      return host.name();
    }
    return (host.name().indexOf(':') < 0 ? host.name() : "[" + host.name() + "]")
        + ":"
        + host.port();
  }
}
