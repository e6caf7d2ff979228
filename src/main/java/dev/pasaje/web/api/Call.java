// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import dev.pasaje.json.BadDocument;
import dev.pasaje.json.Documents;
import dev.pasaje.text.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A request to one route, its parts looked at once and refused when they make no sense.
///
/// @param values of the route's names in the path
/// @param query as it came
/// @param content read when a route wants it
record Call(Map<String, String> values, String query, Supplier<byte[]> content, Language language) {
  static final int USUAL_LIMIT = 100;
  static final int GREATEST_LIMIT = 500;

  /// Mercado Pago's own limit of `external_reference`.
  private static final int LONGEST = 256;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /// A text from the path: not empty, not endless, nothing that cannot be seen.
  String value(String name) {
    String value = values.getOrDefault(name, "");
    if (!plain(value)) {
      throw new Refusal(Problem.PATH, Map.of("name", name));
    }
    return value;
  }

  private static boolean plain(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.codePoints().noneMatch(Character::isISOControl);
  }

  /// The query's parameters.
  ///
  /// @param known what the route knows; anything else is a mistake that must not pass in silence
  Map<String, String> parameters(Set<String> known) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = PercentCode.decode(equals < 0 ? pair : pair.substring(0, equals)).orElse(pair);
      if (!known.contains(name)) {
        throw new Refusal(
            Problem.PARAMETER_UNKNOWN,
            Map.of("name", shortened(name), "known", String.join(", ", known)));
      }
      Optional<String> value = PercentCode.decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (value.filter(Call::plain).isEmpty() || parameters.put(name, value.get()) != null) {
        throw parameter(name);
      }
    }
    return parameters;
  }

  private static String shortened(String text) {
    String seen = text.replaceAll("\\p{Cntrl}", "?");
    return seen.length() <= 40 ? seen : seen.substring(0, 39) + "…";
  }

  static Refusal parameter(String name) {
    return new Refusal(Problem.PARAMETER, Map.of("name", name));
  }

  static int limit(Map<String, String> parameters) {
    String limit = parameters.getOrDefault("limit", String.valueOf(USUAL_LIMIT));
    int most = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
    if (most < 1 || most > GREATEST_LIMIT) {
      throw parameter("limit");
    }
    return most;
  }

  /// The body: a JSON object with these keys and no others, all of them text.
  Map<String, String> texts(List<String> keys) {
    JsonNode body;
    try {
      body = Documents.json("body", content.get());
    } catch (BadDocument bad) {
      throw new Refusal(Problem.BODY, Map.of("why", bad.in(language)));
    }
    if (!body.isObject()) {
      throw new Refusal(Problem.BODY, Map.of("why", body.getNodeType().toString()));
    }
    for (String key : body.propertyNames()) {
      if (!keys.contains(key)) {
        throw new Refusal(
            Problem.FIELD_UNKNOWN,
            Map.of("name", shortened(key), "known", String.join(", ", keys)));
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : keys) {
      JsonNode text = body.path(key);
      if (!text.isString() || !plain(text.asString())) {
        throw field(key);
      }
      texts.put(key, text.asString());
    }
    return texts;
  }

  static Refusal field(String name) {
    return new Refusal(Problem.FIELD, Map.of("name", name));
  }
}
