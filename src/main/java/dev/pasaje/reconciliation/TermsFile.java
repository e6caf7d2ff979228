// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Terms as YAML. What is not understood is refused by its name: a rate that is mistyped and
/// silently left out would check nothing.
final class TermsFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final List<String> KEYS =
      List.of(
          "grace-days",
          "fee-tolerance",
          "orders-are-paid",
          "payout-days",
          "accounts",
          "rates",
          "columns",
          "taxes");
  private static final List<String> RATE_KEYS =
      List.of("type", "installments", "percent", "vat", "fixed");
  private static final int MOST_DAYS = 999;
  private static final String LIST = "[\"…\", \"…\"]";

  private final Path file;

  private TermsFile(Path file) {
    this.file = file;
  }

  static Terms read(Path path) {
    return new TermsFile(path).read();
  }

  private Terms read() {
    JsonNode root;
    try {
      root = YAML.readTree(Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "document.missing", Map.of("file", file.toString()), missing);
    } catch (IOException | JacksonException broken) {
      throw refused(".", String.valueOf(broken.getMessage()).lines().findFirst().orElse(""));
    }
    boolean nothing = root.isMissingNode() || root.isNull();
    if (!nothing && !root.isObject()) {
      throw refused(".", String.join(", ", KEYS));
    }
    names("", root, KEYS);
    Terms usual = Terms.USUAL;
    return new Terms(
        days(root, "grace-days", usual.graceDays()),
        number(root, "fee-tolerance", usual.feeTolerance()),
        flag(root, "orders-are-paid"),
        days(root, "payout-days", usual.payoutDays()),
        texts(root, "accounts"),
        rates(root.path("rates")),
        columns(root.path("columns")),
        texts(root, "taxes"),
        usual.decimals());
  }

  private void names(String before, JsonNode node, List<String> known) {
    for (String key : node.isObject() ? node.propertyNames() : List.<String>of()) {
      if (!known.contains(key)) {
        throw refused(before + key, String.join(", ", known));
      }
    }
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private List<Terms.Rate> rates(JsonNode list) {
    if (!absent(list) && !list.isArray()) {
      throw refused("rates", "- {percent: 6.29, vat: 21, installments: 1-12}");
    }
    List<Terms.Rate> rates = new ArrayList<>();
    list.forEach(rate -> rates.add(rate(rate)));
    return rates;
  }

  private Terms.Rate rate(JsonNode node) {
    names("rates.", node, RATE_KEYS);
    String range = node.path("installments").asString("1-99");
    if (!node.isObject() || !node.has("percent") || !range.matches("\\d{1,2}(-\\d{1,2})?")) {
      throw refused("rates", "percent, installments: 1 - 12");
    }
    String[] ends = range.split("-", -1);
    int least = Integer.parseInt(ends[0]);
    int most = Integer.parseInt(ends[ends.length - 1]);
    if (most < least) {
      throw refused("rates", "installments: 1 - 12");
    }
    String type = node.path("type").asString("");
    return new Terms.Rate(
        type.isEmpty() ? Optional.empty() : Optional.of(type),
        least,
        most,
        number(node, "percent", BigDecimal.ZERO),
        number(node, "vat", BigDecimal.ZERO),
        number(node, "fixed", BigDecimal.ZERO));
  }

  private Map<String, String> columns(JsonNode mapping) {
    if (!absent(mapping) && !mapping.isObject()) {
      throw refused("columns", String.join(", ", Staging.ORDER));
    }
    names("columns.", mapping, Staging.ORDER);
    Map<String, String> columns = new HashMap<>();
    for (String ours : mapping.isObject() ? mapping.propertyNames() : List.<String>of()) {
      String theirs = mapping.path(ours).asString("");
      if (theirs.isBlank()) {
        throw refused("columns." + ours, "Total");
      }
      columns.put(ours, theirs);
    }
    return columns;
  }

  /// Texts only: a number would lose its zeros.
  private List<String> texts(JsonNode root, String key) {
    JsonNode list = root.path(key);
    if (!absent(list) && !list.isArray()) {
      throw refused(key, LIST);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : list) {
      if (!one.isString() || one.stringValue().isBlank()) {
        throw refused(key, LIST);
      }
      texts.add(one.stringValue().strip());
    }
    return texts;
  }

  private boolean flag(JsonNode root, String key) {
    JsonNode node = root.path(key);
    if (!absent(node) && !node.isBoolean()) {
      throw refused(key, "true, false");
    }
    return node.isBoolean() && node.booleanValue();
  }

  private int days(JsonNode root, String key, int usual) {
    JsonNode node = root.path(key);
    if (absent(node)) {
      return usual;
    }
    if (!node.isInt() || node.intValue() < 0 || node.intValue() > MOST_DAYS) {
      throw refused(key, "0 - " + MOST_DAYS);
    }
    return node.intValue();
  }

  private BigDecimal number(JsonNode root, String key, BigDecimal usual) {
    JsonNode node = root.path(key);
    if (absent(node)) {
      return usual;
    }
    String text = node.isNumber() ? node.decimalValue().toPlainString() : node.asString("");
    if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
      throw refused(key, "0 - 999999");
    }
    return new BigDecimal(text);
  }

  private PasajeException refused(String key, String accepted) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "reconcile.terms",
        Map.of("file", file.toString(), "key", key, "accepted", accepted));
  }
}
