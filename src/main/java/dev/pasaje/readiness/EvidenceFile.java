// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.json.Documents;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The evidence of a run as a JSON document: `check --save-evidence`, `check --evidence`.
///
/// It holds what the API and the site answered, so it holds personal data of a payment; secrets it
/// holds none.
public final class EvidenceFile {
  /// Grows when evidence of an older version cannot be judged any more.
  static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter PRETTY =
      JSON.writer()
          .with(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

  private EvidenceFile() {}

  public static String text(ReadinessEvidence evidence) {
    ObjectNode document = JSON.createObjectNode();
    document.put("evidenceVersion", VERSION);
    document.setAll((ObjectNode) JSON.valueToTree(evidence));
    return PRETTY.writeValueAsString(document) + "\n";
  }

  /// @throws PasajeException when it is no evidence, or of a version this one cannot judge
  public static ReadinessEvidence read(Path file) {
    JsonNode document = Documents.json(file);
    JsonNode version = document.path("evidenceVersion");
    if (!version.isInt() || version.asInt() != VERSION) {
      throw bad(
          file,
          version.isMissingNode()
              ? "evidenceVersion is missing"
              : "evidenceVersion " + version + ", expected " + VERSION);
    }
    try {
      return JSON.treeToValue(document, ReadinessEvidence.class);
    } catch (JacksonException | IllegalArgumentException | NullPointerException wrong) {
      // Whatever a constructor dislikes is a mistake in the file.
      throw bad(file, String.valueOf(wrong.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static PasajeException bad(Path file, String why) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "readiness.evidence",
        Map.of("file", file.toString(), "why", why));
  }
}
