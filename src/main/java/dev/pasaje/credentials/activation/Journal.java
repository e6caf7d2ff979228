// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

import dev.pasaje.credentials.target.TargetState;
import dev.pasaje.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The write-ahead journal of one activation: all that was and all that will be, written to the
/// vault (encrypted, forced to disk) before the first target is touched.
///
/// @param begun when
/// @param accepted risks somebody answered for, as `check-id: reason`
record Journal(
    State state,
    Instant begun,
    String who,
    String why,
    List<String> accepted,
    List<Plan.Part> parts,
    List<Proof> proofs) {
  private static final JsonMapper JSON = JsonMapper.shared();

  Journal {
    accepted = List.copyOf(accepted);
    parts = List.copyOf(parts);
    proofs = List.copyOf(proofs);
  }

  Journal in(State next) {
    return new Journal(next, begun, who, why, accepted, parts, proofs);
  }

  Journal proved(List<Proof> found) {
    return new Journal(state, begun, who, why, accepted, parts, found);
  }

  Secret sealed() {
    ObjectNode root = JSON.createObjectNode();
    root.put("state", state.name());
    root.put("begun", begun.toString());
    root.put("who", who);
    root.put("why", why);
    accepted.forEach(root.putArray("accepted")::add);
    var array = root.putArray("parts");
    for (Plan.Part part : parts) {
      ObjectNode node = array.addObject();
      node.put("target", part.target());
      node.put("kind", part.kind());
      node.put("place", part.place());
      values(node.putObject("before"), part.before().values());
      part.before().whole().ifPresent(whole -> node.put("whole", whole.reveal()));
      values(node.putObject("after"), part.after());
    }
    var found = root.putArray("proofs");
    for (Proof proof : proofs) {
      found
          .addObject()
          .put("what", proof.what())
          .put("outcome", proof.outcome())
          .put("detail", proof.detail());
    }
    return Secret.of(root.toString());
  }

  private static void values(ObjectNode node, Map<String, Optional<Secret>> values) {
    values.forEach((key, value) ->
        value.ifPresentOrElse(secret -> node.put(key, secret.reveal()), () -> node.putNull(key)));
  }

  static Journal of(Secret sealed) {
    JsonNode root = JSON.readTree(sealed.reveal());
    List<String> accepted = new ArrayList<>();
    root.path("accepted").forEach(one -> accepted.add(one.asString()));
    List<Plan.Part> parts = new ArrayList<>();
    for (JsonNode node : root.path("parts")) {
      parts.add(
          new Plan.Part(
              node.path("target").asString(),
              node.path("kind").asString(),
              node.path("place").asString(),
              new TargetState(
                  values(node.path("before")),
                  Optional.of(node.path("whole"))
                      .filter(JsonNode::isString)
                      .map(whole -> Secret.of(whole.asString()))),
              values(node.path("after"))));
    }
    List<Proof> proofs = new ArrayList<>();
    for (JsonNode node : root.path("proofs")) {
      proofs.add(
          new Proof(
              node.path("what").asString(),
              node.path("outcome").asString(),
              node.path("detail").asString()));
    }
    return new Journal(
        State.valueOf(root.path("state").asString()),
        Instant.parse(root.path("begun").asString()),
        root.path("who").asString(),
        root.path("why").asString(),
        accepted,
        parts,
        proofs);
  }

  private static Map<String, Optional<Secret>> values(JsonNode node) {
    Map<String, Optional<Secret>> values = new LinkedHashMap<>();
    node.properties()
        .forEach(entry ->
            values.put(
                entry.getKey(),
                entry.getValue().isString()
                    ? Optional.of(Secret.of(entry.getValue().asString()))
                    : Optional.empty()));
    return values;
  }

  /// How far it is.
  enum State {
    /// Some targets may hold the new values, some the old: resume, or roll back.
    WRITING,
    ACTIVE,
    /// As [#WRITING], on the way back.
    ROLLING_BACK,
    ROLLED_BACK;

    boolean pending() {
      return this == WRITING || this == ROLLING_BACK;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
