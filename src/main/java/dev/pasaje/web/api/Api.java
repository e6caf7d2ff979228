// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import dev.pasaje.outbox.Outbox;
import dev.pasaje.secret.Secret;
import dev.pasaje.text.Language;
import dev.pasaje.web.Tokens;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The REST API under `/api`; register it there. Whoever shows no token of the settings learns
/// nothing, not even which routes there are.
public final class Api implements HttpService {
  private static final int MOST_BODY_BYTES = 16 << 10;

  private final Tokens tokens;
  private final List<Route> routes;
  private final Consumer<RuntimeException> trouble;

  /// @param tokens without any, everything is refused
  /// @param trouble is told what the caller is not: the cause of a 500
  public Api(
      List<Secret> tokens,
      OrderBook orders,
      Outbox outbox,
      InstantSource clock,
      Consumer<RuntimeException> trouble) {
    this.tokens = new Tokens(tokens);
    this.trouble = trouble;
    this.routes =
        Stream.of(
                new OrderRoutes(orders).all(),
                new OutboxRoutes(outbox, clock).all(),
                List.of(new Route("GET", "/api/openapi.json", _ -> description())))
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any(this::serve);
  }

  /// Such as `GET /api/v1/orders`.
  List<String> routes() {
    return routes.stream().map(route -> route.method() + " " + route.template()).toList();
  }

  private static Answer description() {
    try (InputStream in = Api.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is not in the jar");
      }
      return Answer.of(200, in.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void serve(ServerRequest in, ServerResponse out) {
    Language language = language(in);
    Answer answer;
    try {
      answer = answer(in, language);
    } catch (Refusal refusal) {
      answer = refused(refusal, language);
    } catch (RuntimeException broken) {
      trouble.accept(broken);
      answer = Problem.INTERNAL.answer(Map.of(), language);
    }
    send(answer, in, out);
  }

  private static Answer refused(Refusal refusal, Language language) {
    Answer answer = refusal.problem().answer(refusal.arguments(), language);
    return switch (refusal.problem()) {
      case UNAUTHENTICATED -> answer.with("WWW-Authenticate", "Bearer realm=\"pasaje\"");
      case METHOD -> answer.with("Allow", refusal.arguments().getOrDefault("allowed", ""));
      default -> answer;
    };
  }

  private Answer answer(ServerRequest in, Language language) {
    if (!tokens.open(in.headers().values(HeaderNames.AUTHORIZATION))) {
      throw new Refusal(Problem.UNAUTHENTICATED);
    }
    String method = in.prologue().method().text().replace("HEAD", "GET");
    List<String> segments = segments(in.prologue().uriPath().rawPath());
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> values = route.match(segments);
      if (values.isPresent() && route.method().equals(method)) {
        return route
            .does()
            .apply(new Call(values.get(), in.query().rawValue(), () -> content(in), language));
      }
      values.ifPresent(_ -> allowed.add(route.method()));
    }
    if (allowed.isEmpty()) {
      throw new Refusal(Problem.NO_SUCH_ROUTE);
    }
    throw new Refusal(Problem.METHOD, Map.of("allowed", String.join(", ", allowed)));
  }

  private static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String raw : rawPath.substring(1).split("/", -1)) {
      segments.add(
          PercentCode.decode(raw)
              .orElseThrow(() -> new Refusal(Problem.PATH, Map.of("name", "path"))));
    }
    return segments;
  }

  private static byte[] content(ServerRequest in) {
    if (!in.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream stream = in.content().inputStream()) {
      byte[] content = stream.readNBytes(MOST_BODY_BYTES + 1);
      if (content.length > MOST_BODY_BYTES) {
        throw new Refusal(Problem.BODY_TOO_LARGE, Map.of("limit", String.valueOf(MOST_BODY_BYTES)));
      }
      return content;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The first language of the header that Pasaje speaks; its weights are passed over.
  private static Language language(ServerRequest in) {
    return in.headers().values(HeaderNames.ACCEPT_LANGUAGE).stream()
        .flatMap(value -> Stream.of(value.split(",", 10)))
        .map(value -> Language.of(value.split(";", 2)[0]))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(Language.EN);
  }

  private static void send(Answer answer, ServerRequest in, ServerResponse out) {
    out.status(Status.create(answer.status()));
    out.header(HeaderNames.CACHE_CONTROL, "no-store");
    out.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    answer.headers().forEach((name, value) -> out.header(HeaderNames.create(name), value));
    if (in.prologue().method().text().equals("HEAD")) {
      out.contentLength(answer.body().length);
      out.send();
    } else {
      out.send(answer.body());
    }
  }
}
