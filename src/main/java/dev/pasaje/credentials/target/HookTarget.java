// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.PrivateFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A program of the merchant's own, for places Pasaje does not know.
///
/// It is called with `read` or `write` as its last argument and one JSON object on standard input:
/// `{"keys": ["A"]}` to read, `{"values": {"A": "…", "B": null}}` to write (null: take it away).
/// `read` answers `{"values": {"A": "…", "B": null}}` on standard output. Exit 0 means done; a
/// write must be whole when it ends, and doing it twice must be as doing it once.
final class HookTarget implements Target {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TargetSpec.Hook spec;

  HookTarget(TargetSpec.Hook spec) {
    this.spec = spec;
  }

  @Override
  public TargetSpec spec() {
    return spec;
  }

  @Override
  public String kind() {
    return "command";
  }

  @Override
  public String place() {
    return String.join(" ", spec.command());
  }

  @Override
  public TargetState read() {
    ObjectNode asked = JSON.createObjectNode();
    var keys = asked.putArray("keys");
    spec.keys().keySet().forEach(keys::add);
    Program.Ended ended = Program.run(spec.command(), List.of("read"), asked.toString());
    if (ended.exit() != 0) {
      throw failed("exit " + ended.exit());
    }
    try {
      JsonNode told = JSON.readTree(ended.out()).path("values");
      if (!told.isObject()) {
        throw failed("no values");
      }
      Map<String, Optional<Secret>> values = new LinkedHashMap<>();
      for (String key : spec.keys().keySet()) {
        JsonNode value = told.path(key);
        values.put(
            key, value.isString() ? Optional.of(Secret.of(value.asString())) : Optional.empty());
      }
      return new TargetState(values, Optional.empty());
    } catch (JacksonException notJson) {
      throw failed("no JSON");
    }
  }

  @Override
  public void check(TargetState now, Map<String, Optional<Secret>> values) {
    // What the program can do, only it knows.
  }

  @Override
  public void write(Map<String, Optional<Secret>> values, Consumer<PrivateFile.Moment> moments) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode told = body.putObject("values");
    values.forEach((key, value) ->
        value.ifPresentOrElse(secret -> told.put(key, secret.reveal()), () -> told.putNull(key)));
    Program.Ended ended = Program.run(spec.command(), List.of("write"), body.toString());
    if (ended.exit() != 0) {
      throw failed("exit " + ended.exit());
    }
  }

  private PasajeException failed(String why) {
    return Target.failure(PasajeException.Kind.UNDETERMINED, "refused", this, Map.of("why", why));
  }
}
