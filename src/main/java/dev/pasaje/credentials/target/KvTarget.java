// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.PrivateFile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A secret in HashiCorp Vault's key-value engine, version 2, written with check-and-set so that
/// nobody's change in between is lost. Contract: developer.hashicorp.com, KV secrets engine version
/// 2 (API): `GET` and `POST /v1/{mount}/data/{path}`.
final class KvTarget implements Target {
  /// How often somebody else may be faster.
  private static final int ATTEMPTS = 4;

  /// Keeps numbers of others as they were written.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final TargetSpec.HashiVault spec;
  private final Transport transport;

  KvTarget(TargetSpec.HashiVault spec, Transport transport) {
    this.spec = spec;
    this.transport = transport;
  }

  /// @param version 0 when there is nothing yet
  private record Kept(ObjectNode data, int version) {}

  @Override
  public TargetSpec spec() {
    return spec;
  }

  @Override
  public String kind() {
    return "hashicorp-vault";
  }

  @Override
  public String place() {
    return address().toString();
  }

  private URI address() {
    String base = spec.address().toString().replaceAll("/+$", "");
    return URI.create(base + "/v1/" + spec.mount() + "/data/" + spec.path());
  }

  @Override
  public TargetState read() {
    Kept kept = kept();
    Map<String, Optional<Secret>> values = new LinkedHashMap<>();
    for (String key : spec.keys().keySet()) {
      JsonNode value = kept.data().path(key);
      values.put(
          key,
          value.isMissingNode() || value.isNull()
              ? Optional.empty()
              : Optional.of(Secret.of(value.asString(value.toString()))));
    }
    return new TargetState(values, Optional.empty());
  }

  @Override
  public void check(TargetState now, Map<String, Optional<Secret>> values) {
    // Whether the token may write is known only by writing; that it may read, reading showed.
  }

  @Override
  public void write(Map<String, Optional<Secret>> values, Consumer<PrivateFile.Moment> moments) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Kept kept = kept();
      ObjectNode next = kept.data().deepCopy();
      values.forEach((key, value) ->
          value.ifPresentOrElse(secret -> next.put(key, secret.reveal()), () -> next.remove(key)));
      if (next.equals(kept.data())) {
        return;
      }
      ObjectNode body = JSON.createObjectNode();
      body.putObject("options").put("cas", kept.version());
      body.set("data", next);
      Exchange.Answer answer =
          answer(request().POST(HttpRequest.BodyPublishers.ofString(body.toString())).build());
      if (answer.status() / 100 == 2) {
        return;
      }
      boolean faster = answer.status() == 400 && errors(answer).contains("check-and-set");
      if (!faster || attempt == ATTEMPTS) {
        throw refused(answer);
      }
    }
  }

  @Override
  public void undo(
      TargetState before,
      Map<String, Optional<Secret>> written,
      Consumer<PrivateFile.Moment> moments) {
    write(before.values(), moments);
  }

  private Kept kept() {
    Exchange.Answer answer = answer(request().GET().build());
    // A deleted version answers 404 too, but with its metadata, whose number the next write needs.
    if (answer.status() != 200 && answer.status() != 404) {
      throw refused(answer);
    }
    JsonNode body = body(answer).path("data");
    ObjectNode data = body.path("data") instanceof ObjectNode node ? node : JSON.createObjectNode();
    if (answer.status() == 200 && !body.has("metadata")) {
      throw refused(answer);
    }
    return new Kept(data, body.path("metadata").path("version").asInt(0));
  }

  private HttpRequest.Builder request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address())
            .header("X-Vault-Token", spec.token().reveal().strip())
            .header("X-Vault-Request", "true")
            .header("Content-Type", "application/json");
    spec.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
    return request;
  }

  private Exchange.Answer answer(HttpRequest request) {
    return switch (transport.send(request)) {
      case Exchange.Answer answer -> answer;
      case Exchange.NoAnswer nothing ->
          throw Target.failure(
              PasajeException.Kind.UNDETERMINED,
              "no-answer",
              this,
              Map.of("why", nothing.reason().id()));
    };
  }

  private static JsonNode body(Exchange.Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException notJson) {
      return JSON.missingNode();
    }
  }

  private static String errors(Exchange.Answer answer) {
    return body(answer).path("errors").toString();
  }

  /// Only the status: an error may quote what was sent.
  private PasajeException refused(Exchange.Answer answer) {
    return Target.failure(
        PasajeException.Kind.UNDETERMINED,
        "refused",
        this,
        Map.of("why", "HTTP " + answer.status()));
  }
}
