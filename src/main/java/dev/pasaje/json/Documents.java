// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads whole JSON and YAML documents from outside: UTF-8 only, bounded in bytes and depth,
/// numbers exact, a key twice refused. Every refusal is a [BadDocument] that says where.
public final class Documents {
  /// Far above any payment or settings file, far below what hurts: 8 MiB.
  public static final int MAX_BYTES = 8 << 20;

  /// A payment nests about ten levels.
  static final int MAX_DEPTH = 100;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxDocumentLength(MAX_BYTES)
          .maxStringLength(1 << 20)
          .maxNumberLength(100)
          .build();

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(LIMITS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(LIMITS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .loadSettings(
                      LoadSettings.builder()
                          .setCodePointLimit(MAX_BYTES)
                          .setMaxAliasesForCollections(20)
                          .setAllowDuplicateKeys(false)
                          .build())
                  .build())
          .build();

  private Documents() {}

  public static JsonNode json(Path file) {
    return json(file.toString(), bytes(file));
  }

  public static JsonNode yaml(Path file) {
    return yaml(file.toString(), bytes(file));
  }

  /// Reads a JSON document from a stream that may never end: it stops at [#MAX_BYTES].
  public static JsonNode json(String name, InputStream in) {
    return json(name, bytes(name, in));
  }

  public static JsonNode json(String name, byte[] content) {
    return read(JSON, name, content);
  }

  public static JsonNode yaml(String name, byte[] content) {
    return read(YAML, name, content);
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return bytes(file.toString(), in);
    } catch (NoSuchFileException missing) {
      throw new BadDocument("document.missing", Map.of("file", file.toString()), missing);
    } catch (IOException broken) {
      throw new BadDocument(
          "document.unreadable",
          Map.of("file", file.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }

  private static byte[] bytes(String name, InputStream in) {
    try {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new BadDocument(
            "document.too-large", Map.of("file", name, "limit", (MAX_BYTES >> 20) + " MiB"), null);
      }
      return content;
    } catch (IOException broken) {
      throw new BadDocument(
          "document.unreadable",
          Map.of("file", name, "why", String.valueOf(broken.getMessage())),
          broken);
    }
  }

  private static JsonNode read(ObjectMapper mapper, String name, byte[] content) {
    requireUtf8(name, content);
    try {
      JsonNode node = mapper.readTree(new ByteArrayInputStream(withoutMark(content)));
      if (node.isMissingNode()) {
        throw malformed(name, 1, 1, "the document is empty", null);
      }
      return node;
    } catch (JacksonException bad) {
      if (bad.getCause() instanceof MarkedYamlEngineException marked
          && marked.getProblemMark().isPresent()) {
        // Jackson gives the place where the broken construct began; the mistake itself is better.
        Mark mark = marked.getProblemMark().get();
        throw malformed(
            name, mark.getLine() + 1, mark.getColumn() + 1, oneLine(marked.getProblem()), bad);
      }
      TokenStreamLocation at = bad.getLocation();
      throw malformed(
          name,
          at == null ? 1 : Math.max(1, at.getLineNr()),
          at == null ? 1 : Math.max(1, at.getColumnNr()),
          oneLine(bad.getOriginalMessage()),
          bad);
    }
  }

  private static byte[] withoutMark(byte[] content) {
    boolean marked =
        content.length >= 3
            && content[0] == (byte) 0xEF
            && content[1] == (byte) 0xBB
            && content[2] == (byte) 0xBF;
    return marked ? java.util.Arrays.copyOfRange(content, 3, content.length) : content;
  }

  private static void requireUtf8(String name, byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(in);
    } catch (CharacterCodingException notUtf8) {
      // The decoder leaves the buffer at the first byte it could not read.
      int line = 1;
      int column = 1;
      for (int i = 0; i < in.position(); i++) {
        column = content[i] == '\n' ? 1 : column + 1;
        line += content[i] == '\n' ? 1 : 0;
      }
      throw malformed(name, line, column, "not UTF-8; save the file as UTF-8", notUtf8);
    }
  }

  private static BadDocument malformed(
      String name,
      int line,
      int column,
      String what,
      @org.jspecify.annotations.Nullable Throwable cause) {
    return new BadDocument(
        "document.malformed",
        Map.of(
            "file",
            name,
            "line",
            String.valueOf(line),
            "column",
            String.valueOf(column),
            "what",
            what),
        cause);
  }

  /// Parser messages run over several lines and can quote the input; the first line is enough.
  private static String oneLine(String message) {
    String first = message.lines().findFirst().orElse("malformed").strip();
    return first.length() <= 160 ? first : first.substring(0, 159) + "…";
  }
}
