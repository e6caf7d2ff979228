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

/// Options of a WordPress through WP-CLI, such as `_mp_access_token_prod` of the official
/// WooCommerce plug-in. Contract: developer.wordpress.org/cli/commands/option: `get` writes the
/// value, exit 1 and "Could not get" when there is none; `update` without a value reads it from
/// standard input; `delete`. Options are written one by one: WordPress knows no more.
final class WordPressTarget implements Target {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TargetSpec.WordPress spec;

  WordPressTarget(TargetSpec.WordPress spec) {
    this.spec = spec;
  }

  @Override
  public TargetSpec spec() {
    return spec;
  }

  @Override
  public String kind() {
    return "woocommerce";
  }

  @Override
  public String place() {
    return String.join(" ", spec.command());
  }

  @Override
  public TargetState read() {
    Map<String, Optional<Secret>> values = new LinkedHashMap<>();
    for (String key : spec.keys().keySet()) {
      values.put(key, option(key));
    }
    return new TargetState(values, Optional.empty());
  }

  private Optional<Secret> option(String key) {
    Program.Ended ended =
        Program.run(spec.command(), List.of("option", "get", key, "--format=json"), "");
    if (ended.exit() == 1 && ended.error().contains("Could not get")) {
      return Optional.empty();
    }
    if (ended.exit() != 0) {
      throw failed(ended);
    }
    try {
      JsonNode value = JSON.readTree(ended.out());
      return Optional.of(Secret.of(value.asString(value.toString())));
    } catch (JacksonException notJson) {
      throw failed(new Program.Ended(0, "", ""));
    }
  }

  @Override
  public void check(TargetState now, Map<String, Optional<Secret>> values) {
    for (String key : values.keySet()) {
      if (!key.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,190}")) {
        throw Target.failure(PasajeException.Kind.USAGE, "key-form", this, Map.of("what", key));
      }
    }
  }

  @Override
  public void write(Map<String, Optional<Secret>> values, Consumer<PrivateFile.Moment> moments) {
    values.forEach((key, value) -> {
      if (option(key).equals(value)) {
        return;
      }
      Program.Ended ended =
          value
              .map(secret ->
                  Program.run(
                      spec.command(),
                      List.of("option", "update", key, "--format=json"),
                      JSON.writeValueAsString(secret.reveal())))
              .orElseGet(() -> Program.run(spec.command(), List.of("option", "delete", key), ""));
      if (ended.exit() != 0) {
        throw failed(ended);
      }
    });
  }

  private PasajeException failed(Program.Ended ended) {
    return Target.failure(
        PasajeException.Kind.UNDETERMINED, "refused", this, Map.of("why", "exit " + ended.exit()));
  }
}
