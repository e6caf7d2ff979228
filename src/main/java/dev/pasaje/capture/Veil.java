// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.capture;

import dev.pasaje.secret.Redactor;
import dev.pasaje.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What of a request and its answer may be kept: that something was sent, never what it was when it
/// is a credential, card data, or a person's.
///
/// Credentials: domain/credentials.md 2. Card data: what PCI DSS forbids to keep, and the token
/// that stands for it. Persons: first letters only, of an e-mail address its host too, which a rule
/// looks at (`@testuser.com`).
final class Veil {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Headers that say which program asks, for whom, and how carefully; all others are dropped.
  private static final Set<String> KEPT =
      Set.of(
          "user-agent",
          "x-product-id",
          "x-tracking-id",
          "x-idempotency-key",
          "x-integrator-id",
          "x-platform-id",
          "x-corporation-id",
          "x-sponsor-id",
          "x-test-scope",
          "x-request-id",
          "content-type",
          "retry-after",
          "date");

  /// Headers of which only the presence is kept.
  private static final Set<String> PRESENT =
      Set.of("authorization", "x-meli-session-id", "x-card-token", "x-signature");

  private static final Set<String> SECRET =
      Set.of(
          "access_token",
          "refresh_token",
          "client_secret",
          "code",
          "code_verifier",
          "test_token",
          "password",
          "secret",
          "token",
          "card_token",
          "card_token_id",
          "session_id",
          "device_session_id",
          "cryptogram",
          "card_number",
          "number_token",
          "security_code",
          "cvv",
          "expiration_month",
          "expiration_year",
          "first_six_digits",
          "last_four_digits",
          "bin",
          "cardholder_name",
          "cardholder");

  private static final Set<String> PERSONAL =
      Set.of(
          "first_name",
          "last_name",
          "surname",
          "nickname",
          "street_name",
          "street_number",
          "zip_code",
          "apartment",
          "floor",
          "area_code",
          "ip_address",
          "date_of_birth",
          "address_line",
          "payer_name",
          "receiver_name",
          "long_name",
          "account_holder_name",
          "account_id",
          "bank_info",
          "qr_code_base64");

  /// Objects in which `number` and `name` are a person's.
  private static final Set<String> PERSONS =
      Set.of(
          "payer", "identification", "phone", "alternative_phone", "customer", "receiver_address");

  private static final Pattern EMAIL =
      Pattern.compile("([^\\s@\"'<>=&;,:/])[^\\s@\"'<>=&;,:/]*@([A-Za-z0-9.-]+\\.[A-Za-z]{2,})");

  /// A card number as people and forms write it.
  private static final Pattern CARD =
      Pattern.compile("(?<![0-9])[2-6](?:[ -]?[0-9]){12,18}(?![0-9])");

  /// What stands for a card, in an address.
  private static final Pattern CARD_TOKEN = Pattern.compile("(?i)(card_tokens/)[^/?]+");

  private Veil() {}

  static String path(String path) {
    return text(CARD_TOKEN.matcher(path).replaceAll("$1" + Secret.REDACTED));
  }

  /// A query or a form: values by the same rules as in a body.
  static String query(String query) {
    if (query.isEmpty()) {
      return "";
    }
    return List.of(query.split("&", -1)).stream()
        .map(pair -> {
          int equals = pair.indexOf('=');
          return equals < 0
              ? text(pair)
              : pair.substring(0, equals)
                  + "="
                  + value(pair.substring(0, equals), pair.substring(equals + 1), "");
        })
        .collect(Collectors.joining("&"));
  }

  /// @param headers names in any case
  static ObjectNode headers(Map<String, List<String>> headers) {
    Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!values.isEmpty() && PRESENT.contains(lower)) {
        kept.put(name, values.getLast().isBlank() ? "" : Secret.REDACTED);
      } else if (!values.isEmpty() && KEPT.contains(lower)) {
        kept.put(name, text(values.getLast()));
      }
    });
    ObjectNode node = NODES.objectNode();
    kept.forEach(node::put);
    return node;
  }

  /// A body that is JSON or a form; null for anything else, and for none.
  ///
  /// @param path of the request: what `/v1/card_tokens` answers with stands for a card
  static JsonNode body(byte[] body, String contentType, String path) {
    if (body.length == 0) {
      return NODES.nullNode();
    }
    if (contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      return form(new String(body, StandardCharsets.UTF_8));
    }
    try {
      JsonNode tree = JSON.readTree(body);
      if (!tree.isObject() && !tree.isArray()) {
        return NODES.nullNode();
      }
      JsonNode veiled = veiled(tree, "", "");
      if (path.startsWith("/v1/card_tokens") && veiled instanceof ObjectNode token) {
        token.replace("id", StringNode.valueOf(Secret.REDACTED));
      }
      return veiled;
    } catch (JacksonException notJson) {
      return NODES.nullNode();
    }
  }

  private static ObjectNode form(String text) {
    ObjectNode node = NODES.objectNode();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = decoded(pair.substring(0, equals));
        node.put(name, value(name, decoded(pair.substring(equals + 1)), ""));
      }
    }
    return node;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return Secret.REDACTED;
    }
  }

  private static JsonNode veiled(JsonNode node, String name, String within) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = NODES.objectNode();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        String key = entry.getKey();
        JsonNode child = entry.getValue();
        boolean hidden = SECRET.contains(key.toLowerCase(Locale.ROOT)) && !child.isNull();
        copy.set(
            text(key),
            hidden && child.isContainer()
                ? StringNode.valueOf(Secret.REDACTED)
                : veiled(child, key, name.isEmpty() ? within : name));
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = NODES.arrayNode();
      node.forEach(child -> copy.add(veiled(child, name, within)));
      return copy;
    }
    if (node.isString() || node.isNumber()) {
      String text = node.asString("");
      String safe = value(name, text, within);
      return safe.equals(text) ? node : StringNode.valueOf(safe);
    }
    return node;
  }

  private static String value(String name, String text, String within) {
    String key = name.toLowerCase(Locale.ROOT);
    int dot = key.lastIndexOf('.');
    String last = key.substring(dot + 1);
    if (text.isBlank()) {
      return text;
    }
    if (SECRET.contains(last) || last.endsWith("_secret") || last.endsWith("_token")) {
      return Secret.REDACTED;
    }
    boolean personal =
        PERSONAL.contains(last)
            || (PERSONS.contains(within.toLowerCase(Locale.ROOT))
                && (last.equals("name") || last.equals("number")))
            || last.equals("doc_number")
            || last.equals("identification_number");
    if (personal) {
      return text.substring(0, text.offsetByCodePoints(0, 1)) + "…";
    }
    return last.equals("id") && text.chars().allMatch(Character::isDigit) ? text : text(text);
  }

  /// Any text: credentials, e-mail addresses and card numbers in it are hidden.
  private static String text(String text) {
    String shapes = Redactor.redact(text);
    String addresses = EMAIL.matcher(shapes).replaceAll("$1…@$2");
    return CARD.matcher(addresses)
        .replaceAll(match -> luhn(match.group()) ? Secret.REDACTED : match.group());
  }

  private static boolean luhn(String number) {
    int sum = 0;
    boolean twice = false;
    for (int i = number.length() - 1; i >= 0; i--) {
      int digit = number.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        continue;
      }
      int value = twice ? digit * 2 : digit;
      sum += value > 9 ? value - 9 : value;
      twice = !twice;
    }
    return sum % 10 == 0;
  }
}
