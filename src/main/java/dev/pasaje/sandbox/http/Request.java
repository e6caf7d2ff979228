// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A request as it came: every header line in order, the query undecoded, the body as bytes.
public final class Request {
  private final String id;
  private final String method;
  private final String path;
  private final String query;
  private final List<Line> headers;
  private final byte[] body;
  private final Map<String, String> params;

  public Request(
      String id,
      String method,
      String path,
      String query,
      List<Line> headers,
      byte[] body,
      Map<String, String> params) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.params = params;
  }

  /// One header line.
  public record Line(String name, String value) {}

  /// What the answer carries as `x-request-id`.
  public String id() {
    return id;
  }

  public String method() {
    return method;
  }

  /// The path undecoded, without the query.
  public String path() {
    return path;
  }

  /// The part after `?`, undecoded, or empty.
  public String query() {
    return query;
  }

  public List<Line> headers() {
    return headers;
  }

  /// The body itself, not a copy: not to be changed.
  public byte[] body() {
    return body;
  }

  /// Values of the `{name}` parts of the route's template, decoded.
  public Map<String, String> params() {
    return params;
  }

  Request with(Map<String, String> values) {
    return new Request(id, method, path, query, headers, body, values);
  }

  Request withBody(byte[] other) {
    return new Request(id, method, path, query, headers, other, params);
  }

  public String param(String name) {
    String value = params.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /// A numeric path part; empty when it is not a number that fits, so that the caller answers as
  /// for an unknown id.
  public Optional<Long> longParam(String name) {
    return parseLong(param(name));
  }

  /// The last line of that name: the official Java SDK sends its own random `X-Idempotency-Key`
  /// before the caller's (measured with sdk-java 3.5.0).
  public Optional<String> header(String name) {
    Optional<String> found = Optional.empty();
    for (Line line : headers) {
      if (line.name().equalsIgnoreCase(name)) {
        found = Optional.of(line.value());
      }
    }
    return found;
  }

  /// The first value of a query parameter, decoded.
  public Optional<String> queryParam(String name) {
    return Optional.ofNullable(queryParams().get(name)).map(List::getFirst);
  }

  public Map<String, List<String>> queryParams() {
    return formValues(query);
  }

  /// The body as JSON, whatever its content type says: browser SDKs send JSON as `text/plain`. An
  /// empty body reads as an empty object.
  public JsonNode json() {
    if (body.length == 0) {
      return Json.object();
    }
    try {
      return Json.parse(body);
    } catch (JacksonException | ArithmeticException | NumberFormatException malformed) {
      throw ApiError.badJson();
    }
  }

  /// The body as a JSON object; anything else is refused as malformed.
  public ObjectNode object() {
    if (json() instanceof ObjectNode object) {
      return object;
    }
    throw ApiError.badJson();
  }

  /// The body as `application/x-www-form-urlencoded`.
  public Map<String, List<String>> form() {
    return formValues(new String(body, StandardCharsets.UTF_8));
  }

  public boolean hasType(String mediaType) {
    return header("content-type")
        .map(t -> t.split(";", 2)[0].strip().equalsIgnoreCase(mediaType))
        .orElse(false);
  }

  private static Map<String, List<String>> formValues(String encoded) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return values;
  }

  /// Percent decoding that takes a broken escape as plain text instead of failing.
  static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return encoded;
    }
  }

  public static Optional<Long> parseLong(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
