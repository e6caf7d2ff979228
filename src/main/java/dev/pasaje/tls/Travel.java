// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.outside.Addresses;
import dev.pasaje.tls.TlsFacts.End;
import dev.pasaje.tls.TlsFacts.Failure;
import dev.pasaje.tls.TlsFacts.Hop;
import dev.pasaje.tls.TlsFacts.Journey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Follows redirects from an address to where they end.
final class Travel {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MAX_VALUES = 50;
  private static final int MAX_TEXT = 4096;

  private final Web web;
  private final Web.Reach reach;
  private final List<Hop> hops = new ArrayList<>();

  private Travel(Web web, Web.Reach reach) {
    this.web = web;
    this.reach = reach;
  }

  /// One journey. A site of the public Internet that leads to a private address leads nowhere.
  ///
  /// @param start addresses of the host it begins at
  static Journey from(URI address, List<InetAddress> start, Web web) {
    boolean isPublic = !start.isEmpty() && start.stream().allMatch(Addresses::isPublic);
    return new Travel(web, isPublic ? Web.Reach.PUBLIC : Web.Reach.ANYWHERE).go(address);
  }

  private Journey go(URI from) {
    Set<URI> seen = new HashSet<>();
    URI address = Place.withoutFragment(from);
    while (hops.size() < Journey.MAX_HOPS) {
      if (!seen.add(address)) {
        return end(from, End.LOOP);
      }
      Optional<Place> place = Place.of(address);
      if (place.isEmpty()) {
        return end(from, End.BAD_LOCATION);
      }
      HttpHead head;
      try {
        head = web.get(address, place.get(), reach, web.box().left(), 0).head();
      } catch (Web.OutOfReachException elsewhere) {
        return end(from, End.BAD_LOCATION);
      } catch (IOException failed) {
        Failure why = web.box().failure(failed);
        return new Journey(from, hops, End.FAILED, Optional.of(why));
      }
      Optional<String> location = head.first("location").map(Travel::cut);
      hops.add(hop(address, head, location));
      if (!REDIRECTS.contains(head.status())) {
        return end(from, End.ANSWERED);
      }
      URI here = address;
      Optional<URI> next = location.flatMap(to -> Place.follow(here, to));
      if (next.isEmpty()) {
        return end(from, End.BAD_LOCATION);
      }
      address = next.get();
    }
    return end(from, seen.contains(address) ? End.LOOP : End.TOO_MANY);
  }

  private Journey end(URI from, End end) {
    return new Journey(from, hops, end, Optional.empty());
  }

  private static Hop hop(URI address, HttpHead head, Optional<String> location) {
    return new Hop(
        address,
        head.status(),
        location,
        head.all("strict-transport-security").stream().limit(MAX_VALUES).map(Travel::cut).toList(),
        head.all("set-cookie").stream().limit(MAX_VALUES).map(Travel::cookie).toList(),
        head.first("server").map(Travel::cut));
  }

  /// Name and flags of a cookie; its value may be a secret.
  static String cookie(String header) {
    String[] parts = header.split(";");
    int equals = parts.length == 0 ? -1 : parts[0].indexOf('=');
    String name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
    Stream<String> flags = Stream.of(parts).skip(1).map(Travel::flag).flatMap(Optional::stream);
    return cut(String.join("; ", Stream.concat(Stream.of(name), flags).toList()));
  }

  private static Optional<String> flag(String attribute) {
    String plain = attribute.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*=\\s*", "=");
    return switch (plain) {
      case "secure" -> Optional.of("Secure");
      case "httponly" -> Optional.of("HttpOnly");
      case "partitioned" -> Optional.of("Partitioned");
      case "samesite=lax" -> Optional.of("SameSite=Lax");
      case "samesite=strict" -> Optional.of("SameSite=Strict");
      case "samesite=none" -> Optional.of("SameSite=None");
      default -> Optional.empty();
    };
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
