// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.vault.Vault;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Has sellers authorise an application: makes the link, and makes tokens of what comes back. The
/// two may be days and processes apart: what belongs to a link waits in the vault under its
/// `state`.
public final class Authorisations {
  private final Sellers sellers;
  private final Pairs pairs;
  private final TokenEndpoint endpoint;
  private final RandomGenerator random;

  /// What authorising and renewing work with.
  ///
  /// @param vault shared by all nodes that share the store
  /// @param agent the name in `User-Agent`
  public record Surroundings(
      Database database,
      Vault vault,
      Transport transport,
      InstantSource clock,
      String agent,
      RandomGenerator random) {
    Pairs pairs() {
      return Pairs.in(vault, "pasaje oauth");
    }

    TokenEndpoint endpoint() {
      return new TokenEndpoint(transport, clock, agent);
    }
  }

  public Authorisations(Surroundings around) {
    this.sellers = new Sellers(around.database());
    this.pairs = around.pairs();
    this.endpoint = around.endpoint();
    this.random = around.random();
  }

  /// The address the seller opens.
  ///
  /// @param redirect exactly as it is registered for the application
  public URI begin(Application application, URI redirect) {
    return begin(application, redirect, pairs, random);
  }

  static URI begin(Application application, URI redirect, Pairs pairs, RandomGenerator random) {
    Link link = Link.to(application, redirect, random);
    pairs.expect(
        application.integration(), link.state(), new Pairs.Expected(link.verifier(), redirect));
    return link.address();
  }

  /// Makes tokens of the address the seller's browser was sent back to, and keeps them.
  ///
  /// @param redirect with which the code is exchanged; it must be the one of the link
  /// @param answer that address, or its query alone
  /// @throws PasajeException when the seller said no, the answer belongs to no link of ours, or
  ///   Mercado Pago does not take the code
  public Seller finish(Application application, URI redirect, String answer) {
    return finish(application, Optional.of(redirect), answer);
  }

  /// The same, with the address the link was made with.
  public Seller finish(Application application, String answer) {
    return finish(application, Optional.empty(), answer);
  }

  private Seller finish(Application application, Optional<URI> given, String answer) {
    Map<String, String> query = query(answer.strip());
    String state = query.getOrDefault("state", "");
    if (query.containsKey("error")) {
      throw usage("oauth.refused", Map.of("why", query.getOrDefault("error", "")));
    }
    String code = query.getOrDefault("code", "");
    if (code.isBlank() || !state.matches("[A-Za-z0-9_-]{8,64}")) {
      throw usage("oauth.no-code", Map.of());
    }
    Pairs.Expected link =
        pairs
            .expected(application.integration(), state)
            .orElseThrow(() -> usage("oauth.state", Map.of()));
    URI redirect = given.orElse(link.redirect());
    return switch (endpoint.exchange(application, code, link.verifier(), redirect)) {
      case TokenEndpoint.Answer.Granted granted -> keep(application, granted.pair(), redirect);
      case TokenEndpoint.Answer.Refused refused ->
          throw usage("oauth.code-refused", Map.of("why", refused.error()));
      // The code may be used up, and a link is soon made again.
      case TokenEndpoint.Answer.Unclear unclear ->
          throw new PasajeException(
              PasajeException.Kind.UNDETERMINED, "oauth.unclear", Map.of("why", unclear.why()));
    };
  }

  private Seller keep(Application application, TokenPair pair, URI redirect) {
    String integration = application.integration();
    int version = version(integration, pair.userId());
    while (!pairs.store(integration, pair, version)) {
      version = version(integration, pair.userId());
    }
    int stored = version(integration, pair.userId());
    sellers.authorised(application, pair, stored, redirect.toString());
    return sellers.find(integration, pair.userId()).orElseThrow();
  }

  private int version(String integration, String userId) {
    return pairs.current(integration, userId).map(Pairs.Stored::version).orElse(0);
  }

  /// The tokens of a seller now.
  public Optional<TokenPair> pair(String integration, String userId) {
    return pairs.current(integration, userId).map(Pairs.Stored::pair);
  }

  private static Map<String, String> query(String answer) {
    int mark = answer.indexOf('?');
    String text = mark < 0 ? answer : answer.substring(mark + 1);
    int fragment = text.indexOf('#');
    Map<String, String> query = new HashMap<>();
    for (String part : (fragment < 0 ? text : text.substring(0, fragment)).split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        query.putIfAbsent(part.substring(0, equals), decoded(part.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return text;
    }
  }

  private static PasajeException usage(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments);
  }
}
