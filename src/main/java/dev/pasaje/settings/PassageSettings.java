// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.credentials.target.TargetSpec;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.MasterKey;
import dev.pasaje.vault.Passphrases;
import dev.pasaje.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The vault as a source of credentials, and the targets they are written to.
final class PassageSettings {
  /// The word in the place of `credentials` that sends to the vault.
  static final String VAULT = "vault";

  private static final List<String> KINDS =
      List.of("access-token", "public-key", "client-id", "client-secret", "webhook-secret");

  /// What the official plug-in keeps, github mercadopago/cart-woocommerce.
  private static final Map<String, String> WOOCOMMERCE =
      Map.of("_mp_public_key_prod", "public-key", "_mp_access_token_prod", "access-token");

  private final Path directory;
  private final Map<String, String> environment;
  private final Passphrases people;
  private final Path file;
  private final Optional<Path> keyFile;
  private final Map<String, List<TargetSpec>> targets = new LinkedHashMap<>();
  private @Nullable Vault vault;

  PassageSettings(
      Section section, Path directory, Map<String, String> environment, Passphrases people) {
    this.directory = directory;
    this.environment = environment;
    this.people = people;
    this.file = directory.resolve(section.text("file").orElse(Settings.Passage.VAULT));
    this.keyFile = section.text("key-file").map(directory::resolve);
  }

  Settings.Passage passage() {
    return new Settings.Passage(file, keyFile, targets);
  }

  /// What is written wins; what is not comes from the vault. A vault that is not there yet holds
  /// nothing, so that the command that creates it can run.
  CredentialSet filled(CredentialSet written, String integration, String slot) {
    return new CredentialSet(
        written.publicKey().or(() -> kept(integration, slot + ".public-key").map(Secret::reveal)),
        written.accessToken().or(() -> kept(integration, slot + ".access-token")),
        written.clientId().or(() -> kept(integration, slot + ".client-id").map(Secret::reveal)),
        written.clientSecret().or(() -> kept(integration, slot + ".client-secret")));
  }

  List<Secret> webhookSecrets(List<Secret> written, String integration) {
    List<Secret> all = new ArrayList<>(written);
    kept(integration, "production.webhook-secret").ifPresent(all::add);
    kept(integration, "test.webhook-secret").ifPresent(all::add);
    return all;
  }

  private Optional<Secret> kept(String integration, String name) {
    if (vault == null) {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      MasterKey key = MasterKey.find(environment, keyFile, file, people);
      // Reading needs no clock.
      vault = Vault.open(file, key, () -> Instant.EPOCH);
    }
    return vault.get(integration, name);
  }

  void targets(String integration, Section section, Sources sources) {
    List<TargetSpec> all = new ArrayList<>();
    for (String name : section.ownKeys()) {
      try (Section one = section.section(name);
          Section keys = one.section("keys")) {
        target(name, one, keys(keys, sources, one.name() + ".keys"), sources).ifPresent(all::add);
      }
    }
    if (!all.isEmpty()) {
      targets.put(integration, all);
    }
  }

  private static Map<String, String> keys(Section section, Sources sources, String path) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String key : section.ownKeys()) {
      section
          .text(key)
          .ifPresent(what -> {
            if (KINDS.contains(what) || what.startsWith("=")) {
              keys.put(key, what);
            } else {
              sources.problem(
                  path + "." + key, what, "one-of", Map.of("values", String.join(" ", KINDS)));
            }
          });
    }
    return keys;
  }

  private Optional<TargetSpec> target(
      String name, Section one, Map<String, String> keys, Sources sources) {
    List<TargetSpec> found = new ArrayList<>();
    for (TargetSpec.Format format : TargetSpec.Format.values()) {
      one.text(format.id())
          .ifPresent(path ->
              found.add(
                  new TargetSpec.TextFile(
                      name, keys, format, directory.resolve(path), one.text("secret"))));
    }
    one.address("hashicorp-vault")
        .ifPresent(address -> {
          Optional<Secret> token = one.required("token", one.secret("token"));
          Optional<String> path = one.required("path", one.text("path"));
          if (token.isPresent() && path.isPresent()) {
            found.add(
                new TargetSpec.HashiVault(
                    name,
                    keys,
                    address,
                    trimmed(one.text("mount").orElse("secret")),
                    trimmed(path.get()),
                    token.get(),
                    one.text("namespace")));
          }
        });
    one.text("woocommerce")
        .ifPresent(path ->
            found.add(
                new TargetSpec.WordPress(
                    name,
                    keys.isEmpty() ? WOOCOMMERCE : keys,
                    List.of(one.text("wp").orElse("wp"), "--path=" + path))));
    List<String> command = one.texts("command");
    if (!command.isEmpty()) {
      found.add(new TargetSpec.Hook(name, keys, command));
    }
    one.accept("secret", "token", "path", "mount", "namespace", "wp");
    if (found.size() != 1) {
      List<String> kinds =
          new ArrayList<>(
              Arrays.stream(TargetSpec.Format.values()).map(TargetSpec.Format::id).toList());
      kinds.addAll(List.of("hashicorp-vault", "woocommerce", "command"));
      if (!sources.hasProblem(one.name())) {
        sources.problem(
            one.name(),
            String.valueOf(found.size()),
            "one-of",
            Map.of("values", String.join(" ", kinds)));
      }
      return Optional.empty();
    }
    if (found.getFirst().keys().isEmpty()) {
      sources.problem(one.name() + ".keys", "-", "required");
      return Optional.empty();
    }
    return Optional.of(found.getFirst());
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }
}
