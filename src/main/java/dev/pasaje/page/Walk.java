// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import dev.pasaje.page.PageFacts.End;
import dev.pasaje.page.PageFacts.Hop;
import dev.pasaje.page.PageFacts.Reach;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Document;

/// The way to a page: asked for as a browser does, redirects followed by hand.
final class Walk {
  private static final int MAX_HOPS = 10;

  private final Transport transport;
  private final String userAgent;
  private final Predicate<String> publicHost;

  /// @param publicHost whether all addresses of a host are public
  Walk(Transport transport, String userAgent, Predicate<String> publicHost) {
    this.transport = transport;
    this.userAgent = userAgent;
    this.publicHost = publicHost;
  }

  /// Where the way ended.
  ///
  /// @param landing the page; empty when there is none
  record Visit(Reach reach, Optional<Landing> landing) {}

  record Landing(URI address, Exchange.Answer answer, Document page) {}

  Visit go(URI from, Deadline deadline) {
    List<Hop> hops = new ArrayList<>();
    Set<URI> seen = new HashSet<>();
    boolean fromPublic = publicHost.test(Links.host(from));
    boolean newCookies = false;
    URI at = from;
    while (true) {
      if (!seen.add(at) && !newCookies) {
        return end(End.LOOP, hops, Links.clean(at) + " again");
      }
      if (hops.size() > MAX_HOPS) {
        return end(End.TOO_MANY_REDIRECTS, hops, "more than " + MAX_HOPS);
      }
      if (fromPublic && !publicHost.test(Links.host(at))) {
        return end(End.PRIVATE_ADDRESS, hops, Links.host(at));
      }
      switch (get(at, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1", deadline)) {
        case Exchange.NoAnswer no -> {
          return end(end(no.reason()), hops, no.reason().id() + ": " + no.detail());
        }
        case Exchange.Answer answer -> {
          Hop hop =
              new Hop(
                  Links.clean(at),
                  answer.status(),
                  Cookies.of(answer.headers().getOrDefault("set-cookie", List.of())));
          newCookies = !hop.cookies().isEmpty();
          hops.add(hop);
          if (!redirects(answer)) {
            return arrived(at, answer, hops);
          }
          URI base = at;
          Optional<URI> next = answer.header("location").flatMap(text -> Links.resolve(base, text));
          if (next.isEmpty()) {
            return end(End.BAD_LOCATION, hops, "status " + answer.status());
          }
          at = withoutFragment(next.get());
        }
      }
    }
  }

  Exchange get(URI address, String accept, Deadline deadline) {
    Duration left = deadline.left();
    if (left.isZero()) {
      return new Exchange.NoAnswer(Exchange.Reason.TIMEOUT, "the limit is used up");
    }
    try {
      return transport.send(
          HttpRequest.newBuilder(address)
              .header("User-Agent", userAgent)
              .header("Accept", accept)
              .header("Accept-Encoding", "gzip, deflate")
              .GET()
              .build(),
          left);
    } catch (IllegalArgumentException odd) {
      return new Exchange.NoAnswer(Exchange.Reason.BROKEN, "not an address one can ask");
    }
  }

  private static Visit arrived(URI at, Exchange.Answer answer, List<Hop> hops) {
    int status = answer.status();
    if (status == 401 || status == 403 || status == 429) {
      return end(End.TURNED_AWAY, hops, "status " + status);
    }
    if (status >= 400) {
      return end(End.ERROR_STATUS, hops, "status " + status);
    }
    try {
      Document page = Body.page(answer, at.toString());
      return new Visit(new Reach(End.READ, hops, ""), Optional.of(new Landing(at, answer, page)));
    } catch (Body.Refused refused) {
      return end(refused.end(), hops, refused.detail());
    }
  }

  private static boolean redirects(Exchange.Answer answer) {
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static End end(Exchange.Reason reason) {
    return switch (reason) {
      case UNKNOWN_HOST, REFUSED, NO_ROUTE, TIMEOUT, BROKEN -> End.NO_ANSWER;
      case TLS -> End.NO_TLS;
      case TOO_LARGE -> End.TOO_LARGE;
    };
  }

  private static Visit end(End end, List<Hop> hops, String detail) {
    return new Visit(new Reach(end, hops, detail), Optional.empty());
  }

  private static URI withoutFragment(URI uri) {
    int mark = uri.toString().indexOf('#');
    return mark < 0 ? uri : URI.create(uri.toString().substring(0, mark));
  }
}
