// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.db;

import dev.pasaje.failure.PasajeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A backup on disk: a zip with one entry of JSON lines for each table, and at its end a manifest
/// that says what must be in them.
final class BackupFile implements AutoCloseable {
  static final int FORMAT = 1;
  static final String MANIFEST = "manifest.json";

  /// A manifest is short; a longer one is none.
  private static final int LONGEST_MANIFEST = 1 << 20;

  static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param lastNumber given to a row of it, 0 where rows have none
  record Part(String table, long rows, long lastNumber, String sha256) {
    String entry() {
      return entry(table);
    }

    static String entry(String table) {
      return table + ".jsonl";
    }
  }

  /// @param schemaVersion of the tables
  record Manifest(String schemaVersion, Instant createdAt, List<Part> parts) {
    Manifest {
      parts = List.copyOf(parts);
    }

    long rows() {
      return parts.stream().mapToLong(Part::rows).sum();
    }

    String json() {
      ObjectNode document = JSON.createObjectNode();
      document.put("format", FORMAT);
      document.put("schemaVersion", schemaVersion);
      document.put("createdAt", createdAt.toString());
      ArrayNode tables = document.putArray("tables");
      for (Part part : parts) {
        tables
            .addObject()
            .put("name", part.table())
            .put("rows", part.rows())
            .put("lastNumber", part.lastNumber())
            .put("sha256", part.sha256());
      }
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }
  }

  /// Takes one row of a part.
  interface RowReader {
    void row(JsonNode row);
  }

  private final Path path;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupFile(Path path, ZipFile zip, Manifest manifest) {
    this.path = path;
    this.zip = zip;
    this.manifest = manifest;
  }

  static BackupFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "backup.missing", Map.of("file", path.toString()));
    }
    @Nullable ZipFile zip = null;
    try {
      zip = new ZipFile(path.toFile());
      BackupFile file = new BackupFile(path, zip, manifest(zip));
      zip = null;
      return file;
    } catch (IOException | RuntimeException broken) {
      throw damaged(path, broken);
    } finally {
      close(zip);
    }
  }

  private static void close(@Nullable ZipFile zip) {
    if (zip != null) {
      try {
        zip.close();
      } catch (IOException onlyRead) {
        return;
      }
    }
  }

  Manifest manifest() {
    return manifest;
  }

  private static Manifest manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null) {
      throw new IOException("it has no manifest");
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes(LONGEST_MANIFEST);
    }
    // Reading a zip by its directory does not look at the checksum.
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    if (checksum.getValue() != entry.getCrc()) {
      throw new IOException("its manifest is not what was written");
    }
    try {
      JsonNode document = JSON.readTree(bytes);
      if (document.path("format").asInt(0) != FORMAT) {
        throw new IOException("its format is not " + FORMAT);
      }
      List<Part> parts = new ArrayList<>();
      for (JsonNode table : document.path("tables")) {
        parts.add(
            new Part(
                table.path("name").stringValue(),
                table.path("rows").longValue(),
                table.path("lastNumber").longValue(),
                table.path("sha256").stringValue()));
      }
      return new Manifest(
          document.path("schemaVersion").stringValue(),
          Instant.parse(document.path("createdAt").stringValue()),
          parts);
    } catch (JacksonException | DateTimeException odd) {
      throw new IOException("its manifest cannot be read", odd);
    }
  }

  /// Every row of a part, in order; in the end, whether it was all of what was written.
  ///
  /// @throws PasajeException when anything of it is damaged; rows may have been handed out before
  void read(Part part, RowReader rows) {
    ZipEntry entry = zip.getEntry(part.entry());
    if (entry == null) {
      throw damaged(path, new IOException(part.entry() + " is missing"));
    }
    MessageDigest digest = sha256();
    long count = 0;
    try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    in,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.row(JSON.readTree(line));
        count++;
      }
    } catch (IOException | JacksonException broken) {
      throw damaged(path, broken);
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256()) || count != part.rows()) {
      throw damaged(path, new IOException(part.entry() + " is not what was written"));
    }
  }

  static PasajeException damaged(Path path, Exception why) {
    String message =
        why instanceof JacksonException
            ? "a line in it is no JSON"
            : String.valueOf(why.getMessage()).lines().findFirst().orElse("").strip();
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "backup.damaged",
        Map.of("file", path.toString(), "why", message),
        why);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  @Override
  public void close() {
    close(zip);
  }
}
