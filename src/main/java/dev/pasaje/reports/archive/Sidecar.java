// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.archive;

import dev.pasaje.reports.parse.Malformed;
import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.Unknown;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is known about a kept file, as JSON beside it.
final class Sidecar {
  private static final int SCHEMA_VERSION = 1;

  private Sidecar() {}

  static ObjectNode of(Parsed parsed, Origin origin, String family, Instant at) {
    ObjectNode node = origin(parsed.name(), parsed.sha256(), origin, family);
    node.put("rows", parsed.rows());
    node.put("malformedRows", parsed.malformedRows());
    rows(node.putArray("malformed"), parsed.malformed());
    rows(node.putArray("doubts"), parsed.doubts());
    ArrayNode unknown = node.putArray("unknown");
    for (Unknown value : parsed.unknown()) {
      ObjectNode each = unknown.addObject();
      each.put("column", value.column());
      each.put("value", value.value());
      each.put("count", value.count());
      ArrayNode lines = each.putArray("lines");
      value.lines().forEach(lines::add);
    }
    ArrayNode missing = node.putArray("missingColumns");
    parsed.missingColumns().forEach(missing::add);
    ObjectNode layout = node.putObject("layout");
    layout.put("format", parsed.layout().format());
    layout.put("encoding", parsed.layout().encoding());
    layout.put("separator", parsed.layout().separator());
    layout.put("language", parsed.layout().language());
    node.put("parsedAt", at.toString());
    return node;
  }

  /// Of a file that was not read.
  static ObjectNode of(Path file, Origin origin, String family, Instant at) throws IOException {
    ObjectNode node = origin(String.valueOf(file.getFileName()), sha256(file), origin, family);
    node.put("keptAt", at.toString());
    return node;
  }

  private static ObjectNode origin(String name, String sha256, Origin origin, String family) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("schemaVersion", SCHEMA_VERSION);
    node.put("integration", origin.integration());
    node.put("family", family);
    node.put("file", name);
    node.put("sha256", sha256);
    node.put("fileName", name);
    put(node, "requestedBegin", origin.requestedBegin());
    put(node, "requestedEnd", origin.requestedEnd());
    node.put("reportId", origin.reportId());
    node.put("taskId", origin.taskId());
    node.put("displayTimezone", origin.displayTimezone());
    return node;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        OutputStream nowhere = OutputStream.nullOutputStream();
        DigestInputStream digested =
            new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      long _ = digested.transferTo(nowhere);
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  private static void rows(ArrayNode list, List<Malformed> rows) {
    for (Malformed row : rows) {
      ObjectNode each = list.addObject();
      each.put("line", row.line());
      each.put("column", row.column());
      each.put("found", row.found());
      each.put("why", row.why().id());
      each.put("raw", row.raw());
    }
  }

  private static void put(ObjectNode node, String name, Optional<Instant> value) {
    value.ifPresentOrElse(at -> node.put(name, at.toString()), () -> node.putNull(name));
  }
}
