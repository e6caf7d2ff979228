// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Credentials found in what a merchant has: an env file, YAML or JSON, or what WP-CLI exports (`wp
/// option list --search='_mp_*' --format=json`).
///
/// @param credentials by name in the vault, such as `production.access-token`
/// @param ignored names that say nothing of a credential of ours
public record FoundCredentials(Map<String, Secret> credentials, List<String> ignored) {
  private static final List<String> KINDS =
      List.of("access-token", "public-key", "client-id", "client-secret", "webhook-secret");

  public FoundCredentials {
    credentials = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(credentials));
    ignored = List.copyOf(ignored);
  }

  /// Whether a name is one the vault keeps credentials by.
  public static boolean isName(String name) {
    int dot = name.indexOf('.');
    return dot > 0
        && List.of("test", "production").contains(name.substring(0, dot))
        && KINDS.contains(name.substring(dot + 1));
  }

  /// @param place for messages
  /// @param mapped names that mean something else, or nothing, by themselves
  /// @throws PasajeException when it is no document, two values go by one name, or nothing is found
  public static FoundCredentials in(String text, String place, Map<String, String> mapped) {
    Map<String, String> from = new LinkedHashMap<>();
    Map<String, Secret> credentials = new LinkedHashMap<>();
    List<String> ignored = new ArrayList<>();
    flat(text.startsWith("\uFEFF") ? text.substring(1) : text, place)
        .forEach((name, value) -> {
          Optional<String> known =
              Optional.ofNullable(mapped.get(name)).or(() -> known(name, value));
          if (known.isEmpty() || value.isBlank()) {
            ignored.add(name);
            return;
          }
          Secret secret = Secret.of(value.strip());
          Secret before = credentials.put(known.get(), secret);
          if (before != null && !before.equals(secret)) {
            throw failure(
                "twice",
                Map.of(
                    "place",
                    place,
                    "first",
                    String.valueOf(from.get(known.get())),
                    "second",
                    name,
                    "name",
                    known.get()));
          }
          from.put(known.get(), name);
        });
    if (credentials.isEmpty()) {
      throw failure("nothing", Map.of("place", place));
    }
    return new FoundCredentials(credentials, ignored);
  }

  /// `MP_ACCESS_TOKEN`, `mercadopago.test.accessToken`, `_mp_public_key_prod`, …: the environment
  /// is in the name, else in the value's prefix, else it is production.
  private static Optional<String> known(String name, String value) {
    String plain =
        name.replaceAll("([a-z])([A-Z])", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    boolean test =
        plain.matches(".*(^|-)(test|sandbox|prueba|teste)(-|$).*") || value.startsWith("TEST-");
    return KINDS.stream()
        .filter(kind -> plain.matches(".*(^|-)" + kind + "(-|$).*"))
        .findFirst()
        .map(kind -> (test ? "test." : "production.") + kind);
  }

  private static Map<String, String> flat(String text, String place) {
    boolean env =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .findFirst()
            .map(line -> line.matches("(export\\s+)?[A-Za-z_][A-Za-z0-9_.-]*\\s*=.*"))
            .orElse(false);
    if (env) {
      return DotenvFormat.all(text);
    }
    Map<String, String> flat = new LinkedHashMap<>();
    try {
      walk(YAMLMapper.shared().readTree(text), "", flat);
    } catch (JacksonException malformed) {
      var at = malformed.getLocation();
      throw failure(
          "format",
          Map.of("place", place, "line", at == null ? "?" : String.valueOf(at.getLineNr())));
    }
    return flat;
  }

  private static void walk(JsonNode node, String path, Map<String, String> flat) {
    if (node.has("option_name")) {
      flat.put(node.path("option_name").asString(""), node.path("option_value").asString(""));
    } else if (node.isObject()) {
      node.properties()
          .forEach(entry ->
              walk(
                  entry.getValue(),
                  path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                  flat));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(node.get(i), path.isEmpty() ? String.valueOf(i) : path + "." + i, flat);
      }
    } else if (!path.isEmpty()) {
      flat.put(path, node.asString(""));
    }
  }

  private static PasajeException failure(String code, Map<String, String> arguments) {
    return new PasajeException(PasajeException.Kind.USAGE, "import." + code, arguments);
  }
}
