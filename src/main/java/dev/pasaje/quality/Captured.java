// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request to the API as it was recorded on its way, by a proxy or by an emulator.
///
/// One line of JSON: `{at, method, path, query, requestHeaders, requestBody, status,
/// responseHeaders, responseBody}`. An emulator's own list of requests says `headers` and `body`
/// and has no answers; a body may be JSON or text that is JSON.
///
/// @param query as sent, without the question mark
/// @param headers by name in any case
/// @param status of the answer; 0 when it was not recorded
record Captured(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    Tree body,
    int status,
    Tree response) {
  /// Which request makes which record; domain/api.md 2 to 8.
  private static final Map<Place.Document, Pattern> MAKES =
      Map.of(
          Place.Document.PAYMENT, Pattern.compile("/v1/payments/?"),
          Place.Document.PREFERENCE, Pattern.compile("/checkout/preferences/?"),
          Place.Document.ORDER, Pattern.compile("/v1/orders/?"),
          Place.Document.PREAPPROVAL, Pattern.compile("/preapproval/?"),
          Place.Document.PAYMENT_INTENT,
              Pattern.compile("/point/integration-api/devices/[^/]+/payment-intents/?"),
          Place.Document.MERCHANT_ORDER, Pattern.compile("/instore/.*"));

  static Captured of(Tree line) {
    String address = line.text("path").orElse("");
    int mark = address.indexOf('?');
    return new Captured(
        line.text("method").orElse(""),
        mark < 0 ? address : address.substring(0, mark),
        line.text("query").orElse(mark < 0 ? "" : address.substring(mark + 1)),
        headers(either(line, "requestHeaders", "headers")),
        parsed(either(line, "requestBody", "body")),
        line.decimal("status").map(BigDecimal::intValue).orElse(0),
        parsed(line.at("responseBody")));
  }

  private static Tree either(Tree line, String one, String other) {
    return line.node().has(one) ? line.at(one) : line.at(other);
  }

  private static Tree parsed(Tree body) {
    if (!body.node().isString()) {
      return body;
    }
    try {
      return new Tree(JsonMapper.shared().readTree(body.node().stringValue()));
    } catch (JacksonException notJson) {
      return Tree.NONE;
    }
  }

  /// Header names do not depend on case (RFC 9110 5.1). One that repeats is a list, or there are
  /// pairs of `name` and `value`; the last counts.
  static Map<String, String> headers(Tree headers) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Tree line : headers.elements()) {
      line.text("name").ifPresent(name -> line.text("value").ifPresent(v -> byName.put(name, v)));
    }
    for (Map.Entry<String, JsonNode> entry : headers.node().properties()) {
      Tree value = new Tree(entry.getValue());
      Tree one =
          value.node().isArray() ? new Tree(value.node().path(value.node().size() - 1)) : value;
      one.text().ifPresent(text -> byName.put(entry.getKey(), text));
    }
    return byName;
  }

  /// Not refused, as far as is known.
  boolean answeredWell() {
    return status < 300;
  }

  boolean makes(Place.Document document) {
    Pattern pattern = MAKES.get(document);
    return pattern != null
        && (method.equals("POST") || document == Place.Document.MERCHANT_ORDER)
        && pattern.matcher(path).matches();
  }

  /// Whether this is the request that made a record: by the id in the answer, or for want of an
  /// answer by the merchant's own number.
  boolean made(Place.Document document, Tree record) {
    if (!makes(document) || !record.given()) {
      return false;
    }
    Optional<String> id = record.text("id");
    if (response.text("id").isPresent()) {
      return response.text("id").equals(id);
    }
    Optional<String> reference = record.text("external_reference");
    return reference.isPresent() && body.text("external_reference").equals(reference);
  }

  /// Whether this may be the request that made a record when neither an answer nor a number of the
  /// merchant's tells: the same sum, or the same things.
  boolean resembles(Place.Document document, Tree record) {
    if (!makes(document)
        || !answeredWell()
        || !record.given()
        || response.text("id").isPresent()
        || body.text("external_reference").isPresent()) {
      return false;
    }
    Optional<BigDecimal> sum =
        body.decimal("transaction_amount").or(() -> body.decimal("total_amount"));
    return sum.isPresent()
        ? record
            .decimal("transaction_amount")
            .or(() -> record.decimal("total_amount"))
            .filter(total -> total.compareTo(sum.get()) == 0)
            .isPresent()
        : !titles(body).isEmpty() && titles(body).equals(titles(record));
  }

  private static List<String> titles(Tree record) {
    return record.list("items").stream().flatMap(item -> item.text("title").stream()).toList();
  }

  /// Whether it may change or create something, so that repeating it needs a key.
  boolean charges() {
    return method.equals("POST")
        && (makes(Place.Document.PAYMENT)
            || makes(Place.Document.ORDER)
            || path.matches("/v1/payments/[^/]+/refunds|/v1/orders/[^/]+/(refund|capture|cancel)"));
  }

  String shown() {
    return method + " " + path;
  }
}
