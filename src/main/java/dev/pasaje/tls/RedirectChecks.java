// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.tls.TlsFacts.End;
import dev.pasaje.tls.TlsFacts.Failure;
import dev.pasaje.tls.TlsFacts.Hop;
import dev.pasaje.tls.TlsFacts.Host;
import dev.pasaje.tls.TlsFacts.Journey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Checks on where addresses lead; domain/credentials.md 9.2, check 20.
final class RedirectChecks {
  private RedirectChecks() {}

  /// Every address that was asked for on the way, and the one it led to last.
  private static List<URI> stations(Journey journey) {
    List<URI> all = new ArrayList<>(journey.hops().stream().map(Hop::address).toList());
    if (journey.hops().isEmpty()) {
      return all;
    }
    Hop last = journey.hops().getLast();
    last.location().flatMap(to -> resolve(last.address(), to)).ifPresent(all::add);
    return all;
  }

  private static Optional<URI> resolve(URI from, String location) {
    try {
      return Optional.of(from.resolve(new URI(location.strip())));
    } catch (URISyntaxException noAddress) {
      return Optional.empty();
    }
  }

  /// The page must not be served without TLS: the payment form belongs on an HTTPS page (9.1).
  static Outcome notRedirected(TlsFacts facts) {
    return Tally.hosts(
            facts,
            (tally, host) -> {
              if (!host.https()) {
                tally.bad(
                    Evidence.setting(
                            host.uses().isEmpty() ? "address" : host.uses().getFirst().id(),
                            "http://" + Tally.label(host))
                        .expecting("https"));
              }
              host.plain().ifPresent(journey -> plain(tally, journey));
              for (Journey journey : host.secure()) {
                if (journey.end() == End.ANSWERED
                    && !Headers.secure(journey.hops().getLast().address())) {
                  tally.bad(
                      journey.from(), "ends at " + journey.hops().getLast().address(), "https");
                }
              }
            })
        .otherwise(Outcome.Inapplicability.NOT_USED)
        .outcome();
  }

  private static void plain(Tally tally, Journey journey) {
    if (stations(journey).stream().anyMatch(Headers::secure)) {
      tally.good(journey.from(), "leads to https");
    } else if (journey.hops().isEmpty()) {
      Optional<Failure> failure = journey.failure();
      if (failure.isPresent() && refused(failure.get())) {
        tally.good(journey.from(), Tally.words(failure.get()));
      } else {
        tally.unseen(journey.from(), failure.map(Tally::words).orElse("no answer"));
      }
    } else {
      tally.bad(journey.from(), "HTTP " + journey.hops().getLast().status(), "a redirect to https");
    }
  }

  private static boolean refused(Failure failure) {
    return switch (failure.reason()) {
      case REFUSED -> true;
      case UNKNOWN_HOST, NO_ROUTE, TIMEOUT, TLS, BROKEN, TOO_LARGE -> false;
    };
  }

  static Outcome downgrade(TlsFacts facts) {
    return journeys(
        facts,
        (tally, journey) -> {
          List<URI> stations = stations(journey);
          Optional<String> fall = Optional.empty();
          for (int i = 1; i < stations.size() && fall.isEmpty(); i++) {
            if (Headers.secure(stations.get(i - 1))
                && "http".equalsIgnoreCase(stations.get(i).getScheme())) {
              fall = Optional.of(stations.get(i - 1) + " → " + stations.get(i));
            }
          }
          if (fall.isPresent()) {
            tally.bad(journey.from(), fall.get(), "https all the way");
          } else {
            seen(tally, journey);
          }
        });
  }

  static Outcome loop(TlsFacts facts) {
    return journeys(
        facts,
        (tally, journey) -> {
          switch (journey.end()) {
            case LOOP -> tally.bad(journey.from(), "a loop", "an answer");
            case TOO_MANY ->
                tally.bad(
                    journey.from(), "more than " + Journey.MAX_HOPS + " redirects", "an answer");
            case BAD_LOCATION ->
                tally.bad(journey.from(), "a redirect without a usable address", "an answer");
            case ANSWERED, FAILED -> seen(tally, journey);
          }
        });
  }

  /// Notes that a journey shows nothing bad, or that its end was not seen.
  private static void seen(Tally tally, Journey journey) {
    if (journey.end() != End.FAILED) {
      tally.good(journey.from(), journey.hops().size() + " answers");
    } else if (journey.failure().filter(RedirectChecks::silent).isPresent()) {
      tally.unseen(journey.from(), journey.failure().map(Tally::words).orElse(""));
    }
  }

  /// Nobody answered; that a port is closed or TLS fails is told by other checks.
  static boolean silent(Failure failure) {
    return switch (failure.reason()) {
      case UNKNOWN_HOST, NO_ROUTE, TIMEOUT, BROKEN -> true;
      case REFUSED, TLS, TOO_LARGE -> false;
    };
  }

  private static Outcome journeys(TlsFacts facts, BiConsumer<Tally, Journey> look) {
    return Tally.hosts(
            facts,
            (tally, host) ->
                Stream.concat(host.plain().stream(), host.secure().stream())
                    .forEach(journey -> look.accept(tally, journey)))
        .outcome();
  }

  /// For good, first to TLS on the same host, and to the same page.
  static Outcome careless(TlsFacts facts) {
    return Tally.hosts(
            facts,
            (tally, host) ->
                host.plain()
                    .ifPresent(journey -> {
                      List<URI> stations = stations(journey);
                      if (stations.size() < 2 || stations.stream().noneMatch(Headers::secure)) {
                        return;
                      }
                      List<String> faults =
                          faults(host, journey.hops().getFirst(), stations.get(1));
                      if (faults.isEmpty()) {
                        tally.good(journey.from(), stations.get(1).toString());
                      } else {
                        tally.bad(
                            journey.from(),
                            String.join(", ", faults),
                            "301 or 308 to https, same host, same path");
                      }
                    }))
        .outcome();
  }

  private static List<String> faults(Host host, Hop first, URI to) {
    List<String> faults = new ArrayList<>();
    if (first.status() != 301 && first.status() != 308) {
      faults.add("HTTP " + first.status());
    }
    if (!Headers.name(to).equals(host.name())) {
      faults.add("to " + Headers.name(to));
    } else if (!Headers.secure(to)) {
      faults.add("first to http");
    }
    String path = path(first.address());
    if (!path.equals("/") && !path(to).startsWith(path)) {
      faults.add("path " + path + " lost");
    }
    return faults;
  }

  private static String path(URI address) {
    String path = Optional.ofNullable(address.getRawPath()).orElse("");
    return path.isEmpty() ? "/" : path;
  }
}
