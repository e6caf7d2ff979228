// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.credentials.activation.ActivationStatus;
import dev.pasaje.credentials.activation.Plan;
import dev.pasaje.credentials.activation.Proof;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Plans, proofs and the state of activations. Values are fingerprints.
public final class ActivationReport {
  private ActivationReport() {}

  /// What would change, as a person reads it before saying yes.
  public static String plan(Plan plan, Language language) {
    Texts texts = Texts.of("activation", language);
    StringBuilder text = new StringBuilder();
    for (Plan.Part part : plan.parts()) {
      text.append("%s  %s  %s%n".formatted(part.target(), part.kind(), part.place()));
      part.after()
          .forEach((key, after) -> {
            var before = part.before().values().getOrDefault(key, java.util.Optional.empty());
            if (before.equals(after)) {
              text.append("    %s  %s%n".formatted(key, texts.get("unchanged")));
            } else {
              text.append("    %s%n".formatted(key));
              text.append("      - %s%n".formatted(Plan.redacted(before)));
              text.append("      + %s%n".formatted(Plan.redacted(after)));
            }
          });
    }
    return text.toString();
  }

  /// What is where, one line a key, the verdict first.
  public static String text(List<ActivationStatus> all, Language language) {
    Texts texts = Texts.of("activation", language);
    StringBuilder text = new StringBuilder();
    for (ActivationStatus one : all) {
      String verdict =
          one.pending() ? "pending" : one.drifted() ? "drifted" : "state." + one.state();
      text.append(texts.get(verdict, Map.of("integration", one.integration()))).append('\n');
      one.begun()
          .ifPresent(begun ->
              text.append("  ")
                  .append(
                      texts.get(
                          "begun",
                          Map.of("at", begun.toString(), "who", one.who(), "why", one.why())))
                  .append('\n'));
      one.accepted()
          .forEach(risk ->
              text.append("  ").append(texts.get("accepted", Map.of("risk", risk))).append('\n'));
      String target = "";
      for (ActivationStatus.Key key : one.keys()) {
        if (!key.target().equals(target)) {
          text.append("  %s  %s  %s%n".formatted(key.target(), key.kind(), key.place()));
          target = key.target();
        }
        text.append(
            "    %s  %s  %s%n"
                .formatted(key.key(), key.found(), texts.get("where." + key.where().id())));
        if (key.where() == ActivationStatus.Where.DRIFTED) {
          text.append(
              "      %s%n".formatted(texts.get("expected", Map.of("value", key.expected()))));
        }
      }
      text.append(proofs(one.proofs(), language));
    }
    return text.toString();
  }

  public static String proofs(List<Proof> proofs, Language language) {
    Texts texts = Texts.of("activation", language);
    StringBuilder text = new StringBuilder();
    for (Proof proof : proofs) {
      text.append(
          "  %s: %s%s%n"
              .formatted(
                  texts.get("proof." + proof.what()),
                  texts.get("outcome." + proof.outcome()),
                  proof.detail().isEmpty() ? "" : " (" + proof.detail() + ")"));
    }
    return text.toString();
  }

  public static String json(List<ActivationStatus> all) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 1);
    ArrayNode integrations = root.putArray("integrations");
    for (ActivationStatus one : all) {
      ObjectNode node = integrations.addObject();
      node.put("id", one.integration());
      node.put("state", one.state());
      node.put("drifted", one.drifted());
      one.begun().ifPresent(begun -> node.put("begun", begun.toString()));
      node.put("who", one.who());
      node.put("why", one.why());
      one.accepted().forEach(node.putArray("accepted")::add);
      ArrayNode keys = node.putArray("keys");
      for (ActivationStatus.Key key : one.keys()) {
        keys.addObject()
            .put("target", key.target())
            .put("kind", key.kind())
            .put("place", key.place())
            .put("key", key.key())
            .put("found", key.found())
            .put("expected", key.expected())
            .put("where", key.where().id());
      }
      ArrayNode proofs = node.putArray("proofs");
      for (Proof proof : one.proofs()) {
        proofs
            .addObject()
            .put("what", proof.what())
            .put("outcome", proof.outcome())
            .put("detail", proof.detail());
      }
    }
    return root.toPrettyString() + "\n";
  }
}
