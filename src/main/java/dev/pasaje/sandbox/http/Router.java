// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Routes by method and path template such as `/v1/payments/{id}`. A trailing slash makes no
/// difference (the official Node SDK sends some), a literal part wins over a `{name}` part.
public final class Router implements Handler {
  private final Node root = new Node();
  private final List<String> routes = new ArrayList<>();

  private static final class Node {
    final Map<String, Node> literals = new LinkedHashMap<>();
    final Map<String, Leaf> leaves = new TreeMap<>();
    @Nullable Node any;
  }

  private record Leaf(Handler handler, List<String> names, boolean browser) {}

  private record Match(Node node, List<String> values) {}

  /// Adds a route; a second one for the same method and path is a mistake of the caller.
  public Router on(String method, String template, Handler handler) {
    return add(method, template, handler, false);
  }

  public Router get(String template, Handler handler) {
    return on("GET", template, handler);
  }

  public Router post(String template, Handler handler) {
    return on("POST", template, handler);
  }

  public Router put(String template, Handler handler) {
    return on("PUT", template, handler);
  }

  public Router patch(String template, Handler handler) {
    return on("PATCH", template, handler);
  }

  public Router delete(String template, Handler handler) {
    return on("DELETE", template, handler);
  }

  /// A route that web pages call: answers CORS preflight and lets any origin read the reply.
  public Router browser(String method, String template, Handler handler) {
    return add(method, template, handler, true);
  }

  /// All routes as `METHOD /template`, in order of registration.
  public List<String> routes() {
    return List.copyOf(routes);
  }

  private Router add(String method, String template, Handler handler, boolean browser) {
    Node node = root;
    List<String> names = new ArrayList<>();
    for (String part : parts(template)) {
      if (part.startsWith("{") && part.endsWith("}")) {
        names.add(part.substring(1, part.length() - 1));
        Node next = node.any;
        if (next == null) {
          next = new Node();
          node.any = next;
        }
        node = next;
      } else {
        node = node.literals.computeIfAbsent(part, _ -> new Node());
      }
    }
    if (node.leaves.put(method, new Leaf(handler, List.copyOf(names), browser)) != null) {
      throw new IllegalStateException("two routes for " + method + " " + template);
    }
    routes.add(method + " " + template);
    return this;
  }

  @Override
  public Reply handle(Request request) {
    List<String> parts = parts(request.path());
    String method = served(request.method());
    Match match =
        find(root, parts, 0, new ArrayList<>(), method).orElseThrow(ApiError::unknownRoute);
    Leaf leaf = match.node().leaves.get(method);
    if (leaf == null) {
      if (request.method().equals("OPTIONS")
          && match.node().leaves.values().stream().anyMatch(Leaf::browser)) {
        return Cors.preflight(request);
      }
      throw ApiError.service(405, "method_not_allowed", "method not allowed", List.of());
    }
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < leaf.names().size(); i++) {
      params.put(leaf.names().get(i), Request.decode(match.values().get(i).replace("+", "%2B")));
    }
    return leaf.handler().handle(request.with(params));
  }

  /// Whether there is a route for this method and path.
  public boolean knows(String method, String path) {
    return find(root, parts(path), 0, new ArrayList<>(), served(method))
        .map(match -> match.node().leaves.containsKey(served(method)))
        .orElse(false);
  }

  /// HEAD is answered as GET is, without the body (RFC 9110 9.3.2).
  private static String served(String method) {
    return method.equals("HEAD") ? "GET" : method;
  }

  /// Whether the path is one that web pages call, for any method.
  public boolean isBrowserPath(String path) {
    return find(root, parts(path), 0, new ArrayList<>(), "OPTIONS")
        .map(match -> match.node().leaves.values().stream().anyMatch(Leaf::browser))
        .orElse(false);
  }

  /// Prefers a node that knows the method, so that a literal sibling without it does not hide one.
  private static Optional<Match> find(
      Node node, List<String> parts, int at, List<String> values, String method) {
    if (at == parts.size()) {
      return node.leaves.isEmpty()
          ? Optional.empty()
          : Optional.of(new Match(node, List.copyOf(values)));
    }
    Node literal = node.literals.get(parts.get(at));
    Optional<Match> found =
        literal == null ? Optional.empty() : find(literal, parts, at + 1, values, method);
    if (node.any == null
        || found.filter(match -> match.node().leaves.containsKey(method)).isPresent()) {
      return found;
    }
    List<String> more = new ArrayList<>(values);
    more.add(parts.get(at));
    Optional<Match> other = find(node.any, parts, at + 1, more, method);
    return found.isPresent()
            && other.filter(match -> match.node().leaves.containsKey(method)).isEmpty()
        ? found
        : other;
  }

  private static List<String> parts(String path) {
    String trimmed = path.startsWith("/") ? path.substring(1) : path;
    while (trimmed.endsWith("/")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/"));
  }
}
