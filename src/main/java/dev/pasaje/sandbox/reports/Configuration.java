// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.Json;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A report's configuration as the merchant stored it, with readers for what shapes the file.
record Configuration(Family family, ObjectNode json) {
  private static final Pattern ZONE = Pattern.compile("(?:GMT|UTC)([+-]\\d{2})(?::?(\\d{2}))?");
  private static final Set<String> FREQUENCIES = Set.of("daily", "weekly", "monthly");
  private static final Set<String> LANGUAGES = Set.of("en", "es", "pt");

  /// What is used for an account that never stored one.
  static Configuration initial(Family family, long userId) {
    ObjectNode json = Json.object();
    ArrayNode columns = json.putArray("columns");
    family.defaultColumns().forEach(key -> columns.addObject().put("key", key));
    json.put("file_name_prefix", family.path().replace('_', '-') + "-" + userId);
    json.putObject("frequency").put("hour", 0).put("type", "monthly").put("value", 1);
    return new Configuration(family, json);
  }

  /// Checks what a request wants stored.
  ///
  /// @throws ApiError 400 with every problem
  static Configuration of(Family family, ObjectNode body) {
    List<String> problems = new ArrayList<>();
    JsonNode columns = body.path("columns");
    boolean keys =
        columns.isArray()
            && !columns.isEmpty()
            && StreamSupport.stream(columns.spliterator(), false)
                .allMatch(column -> Json.text(column, "key").filter(k -> !k.isBlank()).isPresent());
    if (!keys) {
      problems.add("columns must be a list of objects with a key");
    }
    if (Json.text(body, "file_name_prefix").filter(Configuration::isFileName).isEmpty()) {
      problems.add("file_name_prefix must be letters, digits, dots, dashes or underscores");
    }
    JsonNode frequency = body.path("frequency");
    int hour = frequency.path("hour").asInt(-1);
    if (!frequency.path("hour").isInt() || hour < 0 || hour > 23) {
      problems.add("frequency.hour must be between 0 and 23");
    }
    if (Json.text(frequency, "type").filter(FREQUENCIES::contains).isEmpty()) {
      problems.add("frequency.type must be daily, weekly or monthly");
    }
    if (Json.present(body, "separator")
        && Json.text(body, "separator").filter(s -> s.length() <= 1).isEmpty()) {
      problems.add("separator must be one character");
    }
    if (Json.present(body, "display_timezone")
        && Json.text(body, "display_timezone").filter(Configuration::isZone).isEmpty()) {
      problems.add("display_timezone must look like GMT-04");
    }
    if (Json.present(body, "report_translation")
        && Json.text(body, "report_translation").filter(LANGUAGES::contains).isEmpty()) {
      problems.add("report_translation must be en, es or pt");
    }
    if (!problems.isEmpty()) {
      throw ApiError.invalid("invalid_parameter", String.join("; ", problems));
    }
    ObjectNode kept = body.deepCopy();
    kept.remove("scheduled");
    return new Configuration(family, kept);
  }

  private static boolean isFileName(String text) {
    return text.matches("[A-Za-z0-9._-]{1,100}");
  }

  static boolean isZone(String text) {
    Matcher matcher = ZONE.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    try {
      ZoneOffset _ = offset(matcher);
      return true;
    } catch (DateTimeException outOfRange) {
      return false;
    }
  }

  private static ZoneOffset offset(Matcher matched) {
    String minutes = matched.group(2);
    return ZoneOffset.of(matched.group(1) + ":" + (minutes == null ? "00" : minutes));
  }

  List<String> columns() {
    List<String> chosen = new ArrayList<>();
    json.path("columns").forEach(column -> chosen.add(Json.text(column, "key").orElse("")));
    return Columns.arranged(family.columns(), chosen);
  }

  List<String> headers(String site) {
    return columns().stream().map(key -> Columns.header(key, language(), site)).toList();
  }

  String language() {
    return Json.text(json, "report_translation").orElse("en");
  }

  char separator() {
    return Json.text(json, "separator").filter(s -> s.length() == 1).orElse(",").charAt(0);
  }

  ZoneOffset zone() {
    return zone(json);
  }

  /// That of an object with a `display_timezone`.
  static ZoneOffset zone(JsonNode json) {
    Matcher matcher = ZONE.matcher(Json.text(json, "display_timezone").orElse("GMT-04"));
    return matcher.matches() ? offset(matcher) : ZoneOffset.ofHours(-4);
  }

  /// `csv` unless the merchant asked for `xlsx`.
  String format() {
    String asked = Json.text(json, "format").orElse("csv").toLowerCase(Locale.ROOT);
    return asked.equals("xlsx") ? "xlsx" : "csv";
  }

  String prefix() {
    return Json.text(json, "file_name_prefix").orElse(family.path());
  }

  boolean flag(String name, boolean initial) {
    return Json.flag(json, name).orElse(initial);
  }
}
