// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// YAML and JSON: the parser tells where a value stands, only that place is changed, and the result
/// is parsed again to prove that nothing else was.
///
/// A key is a path, `mercadopago.access_token`, or a JSON pointer, `/mercadopago/access_token`.
/// Keys must be there already (an empty value will do): where a new one should go, with what
/// indentation and which comments, is for a person to say.
final class TreeFormat implements KeyFormat {
  private final ObjectMapper mapper;
  private final boolean yaml;
  private final boolean kubernetes;
  private final Optional<String> object;

  private TreeFormat(
      ObjectMapper mapper, boolean yaml, boolean kubernetes, Optional<String> object) {
    this.mapper = mapper;
    this.yaml = yaml;
    this.kubernetes = kubernetes;
    this.object = object;
  }

  static TreeFormat json() {
    return new TreeFormat(JsonMapper.shared(), false, false, Optional.empty());
  }

  static TreeFormat yaml() {
    return new TreeFormat(YAMLMapper.shared(), true, false, Optional.empty());
  }

  /// A manifest with a `Secret`: `data` in base64 and `stringData` as it is; the latter wins when a
  /// key is in both, as at the API server.
  ///
  /// @param object its `metadata.name`, where there are several
  static TreeFormat kubernetes(Optional<String> object) {
    return new TreeFormat(YAMLMapper.shared(), true, true, object);
  }

  /// A scalar of the text.
  ///
  /// @param document from 0
  /// @param from where it begins, in chars
  private record Scalar(int document, List<String> path, int from, int to, String value) {}

  @Override
  public Map<String, Optional<String>> read(String text, Collection<String> keys)
      throws FormatTrouble {
    List<Scalar> scalars = scalars(text);
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    for (String key : keys) {
      List<Scalar> places = places(text, scalars, key);
      values.put(
          key, places.isEmpty() ? Optional.empty() : Optional.of(decoded(places.getFirst())));
    }
    return values;
  }

  @Override
  public String write(String text, Map<String, Optional<String>> values) throws FormatTrouble {
    List<Scalar> scalars = scalars(text);
    List<JsonNode> expected = documents(text);
    Splices splices = new Splices();
    for (Map.Entry<String, Optional<String>> entry : values.entrySet()) {
      String key = entry.getKey();
      List<Scalar> places = places(text, scalars, key);
      if (places.isEmpty() && entry.getValue().isEmpty()) {
        continue;
      }
      if (places.isEmpty() || entry.getValue().isEmpty()) {
        throw new FormatTrouble("key-missing", key);
      }
      for (Scalar place : places) {
        String value = encoded(place, entry.getValue().get());
        if (!place.value().equals(value)) {
          splices.replace(place.from(), place.to(), written(text, place, key, value));
          set(expected.get(place.document()), place.path(), value);
        }
      }
    }
    String result = splices.apply(text);
    if (!documents(result).equals(expected)) {
      throw new FormatTrouble("not-understood", yaml ? "yaml" : "json");
    }
    return result;
  }

  private List<Scalar> places(String text, List<Scalar> scalars, String key) throws FormatTrouble {
    if (!kubernetes) {
      List<String> path = path(key);
      List<Scalar> found = scalars.stream().filter(one -> one.path().equals(path)).toList();
      if (found.size() > 1) {
        throw new FormatTrouble("key-twice", key);
      }
      return found;
    }
    int document = secret(documents(text));
    List<Scalar> found = new ArrayList<>();
    for (String section : List.of("stringData", "data")) {
      scalars.stream()
          .filter(one -> one.document() == document && one.path().equals(List.of(section, key)))
          .forEach(found::add);
    }
    return found;
  }

  private int secret(List<JsonNode> documents) throws FormatTrouble {
    List<Integer> secrets = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      JsonNode one = documents.get(i);
      String name = one.path("metadata").path("name").asString("");
      if (one.path("kind").asString("").equals("Secret") && object.map(name::equals).orElse(true)) {
        secrets.add(i);
      }
    }
    if (secrets.size() != 1) {
      throw new FormatTrouble("one-secret", String.valueOf(secrets.size()));
    }
    return secrets.getFirst();
  }

  private String decoded(Scalar scalar) throws FormatTrouble {
    if (!kubernetes || !scalar.path().getFirst().equals("data")) {
      return scalar.value();
    }
    try {
      // Credentials are ASCII; ISO 8859-1 keeps any byte.
      return new String(
          Base64.getDecoder().decode(scalar.value().strip()),
          java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new FormatTrouble("not-base64", scalar.path().getLast());
    }
  }

  private String encoded(Scalar scalar, String value) {
    return kubernetes && scalar.path().getFirst().equals("data")
        ? Base64.getEncoder()
            .encodeToString(value.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        : value;
  }

  private static List<String> path(String key) {
    if (!key.startsWith("/")) {
      return Arrays.asList(key.split("\\.", -1));
    }
    return Arrays.stream(key.substring(1).split("/", -1))
        .map(part -> part.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  /// The value in the way the old one was written.
  private String written(String text, Scalar place, String key, String value) throws FormatTrouble {
    String old = text.substring(place.from(), place.to());
    String gap = old.isEmpty() && text.charAt(place.from() - 1) == ':' ? " " : "";
    char style = old.isEmpty() ? '\0' : old.charAt(0);
    if (yaml && "|>&*!".indexOf(style) >= 0) {
      throw new FormatTrouble("yaml-style", key);
    }
    if (yaml && style == '\'' && value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return "'" + value.replace("'", "''") + "'";
    }
    // A word that YAML reads as text whatever its version; digits and signs first could be numbers.
    boolean plain =
        yaml
            && style != '"'
            && style != '\''
            && value.matches("[A-Za-z_][A-Za-z0-9_./+-]*=*")
            && !value.matches("(?i)y|n|yes|no|on|off|true|false|null");
    return gap + (plain ? value : JsonMapper.shared().writeValueAsString(value));
  }

  private static void set(JsonNode document, List<String> path, String value) {
    JsonNode parent = document;
    for (String part : path.subList(0, path.size() - 1)) {
      parent =
          parent instanceof ArrayNode list ? list.get(Integer.parseInt(part)) : parent.get(part);
    }
    switch (parent) {
      case ObjectNode node -> node.put(path.getLast(), value);
      case ArrayNode list -> list.set(Integer.parseInt(path.getLast()), value);
      default -> throw new IllegalStateException("a scalar has a parent");
    }
  }

  private List<JsonNode> documents(String text) throws FormatTrouble {
    try (var values = mapper.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return values.readAll();
    } catch (JacksonException malformed) {
      throw malformed(malformed);
    }
  }

  private FormatTrouble malformed(JacksonException malformed) {
    var location = malformed.getLocation();
    return new FormatTrouble(
        "malformed",
        (yaml ? "YAML" : "JSON") + (location == null ? "" : ", line " + location.getLineNr()));
  }

  private List<Scalar> scalars(String text) throws FormatTrouble {
    List<Scalar> scalars = new ArrayList<>();
    TokenStreamFactory factory = mapper.tokenStreamFactory();
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      int document = -1;
      JsonToken token = parser.nextToken();
      while (token != null) {
        document++;
        walk(text, parser, document, new ArrayList<>(), scalars);
        token = parser.nextToken();
      }
    } catch (JacksonException malformed) {
      throw malformed(malformed);
    }
    return scalars;
  }

  private void walk(
      String text, JsonParser parser, int document, List<String> path, List<Scalar> scalars) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        path.add(parser.currentName());
        parser.nextToken();
        walk(text, parser, document, path, scalars);
        path.removeLast();
      }
    } else if (token == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        path.add(String.valueOf(i));
        walk(text, parser, document, path, scalars);
        path.removeLast();
      }
    } else {
      int from = chars(text, parser.currentTokenLocation().getCharOffset());
      String value = token == JsonToken.VALUE_NULL ? "" : parser.getString();
      int to = yaml ? chars(text, parser.currentLocation().getCharOffset()) : endOfJson(text, from);
      scalars.add(new Scalar(document, List.copyOf(path), from, to, value));
    }
  }

  /// YAML's marks count code points, JSON's chars.
  private int chars(String text, long offset) {
    return yaml ? text.offsetByCodePoints(0, (int) offset) : (int) offset;
  }

  private static int endOfJson(String text, int from) {
    int at = from;
    if (text.charAt(from) != '"') {
      while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return at;
    }
    at++;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
