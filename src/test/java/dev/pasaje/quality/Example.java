// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.integration.Product;
import dev.pasaje.json.Documents;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One of the published examples, perhaps with something changed.
///
/// An edit is `-path` (take it away) or `path=json` (put it there); several are separated by `; `.
record Example(ObjectNode document) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static Example named(String name) {
    Path published = Path.of("examples/payments/" + name + ".json");
    Path own = Path.of("src/test/resources/dev/pasaje/quality/" + name + ".json");
    return new Example(
        (ObjectNode) Documents.json(java.nio.file.Files.exists(published) ? published : own));
  }

  Example edited(String edits) {
    ObjectNode copy = document.deepCopy();
    for (String edit : edits.split("; ")) {
      if (edit.startsWith("-")) {
        remove(copy, edit.substring(1));
      } else if (!edit.isEmpty()) {
        int equals = edit.indexOf('=');
        set(copy, edit.substring(0, equals), JSON.readTree(edit.substring(equals + 1)));
      }
    }
    return new Example(copy);
  }

  /// Whether there still is an object around the path.
  boolean canHold(String path) {
    return parent(document, path) instanceof ObjectNode;
  }

  private static void remove(ObjectNode root, String path) {
    JsonNode parent = parent(root, path);
    String last = last(path);
    if (parent instanceof ObjectNode object) {
      object.remove(last);
    } else if (parent instanceof ArrayNode array) {
      array.remove(Integer.parseInt(last));
    }
  }

  private static void set(ObjectNode root, String path, JsonNode value) {
    if (parent(root, path) instanceof ObjectNode object) {
      object.set(last(path), value);
    } else {
      throw new IllegalArgumentException("no object holds " + path);
    }
  }

  private static JsonNode parent(ObjectNode root, String path) {
    JsonNode node = root;
    String[] steps = path.split("\\.");
    for (int i = 0; i < steps.length - 1; i++) {
      node = node.isArray() ? node.path(Integer.parseInt(steps[i])) : node.path(steps[i]);
    }
    return node;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  QualityEvidence evidence() {
    return QualityEvidence.of("example", document);
  }

  QualityReport judged(Product product) {
    return judged(product, QualityOptions.STANDARD);
  }

  QualityReport judged(Product product, QualityOptions options) {
    return QualityEvaluation.evaluate(evidence(), product, Optional.empty(), options);
  }
}
