// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.credentials.activation.Activation;
import dev.pasaje.leaks.KnownSecrets;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The credentials of a vault for the scanner: entries in all their versions, and what is inside
/// entries that are JSON, such as the tokens of sellers and what an activation replaced.
final class VaultSecrets {
  private static final Pattern CREDENTIAL =
      Pattern.compile("(?:APP_USR|TEST|TG)-[0-9A-Za-z_-]{20,200}");

  private VaultSecrets() {}

  static List<KnownSecrets.Elsewhere> of(Vault vault) {
    List<KnownSecrets.Elsewhere> all = new ArrayList<>();
    // The latest first: of a value that is kept twice, the one in use counts.
    for (Vault.Kept kept : vault.kept().reversed()) {
      String where = "vault " + kept.name();
      boolean inUse = kept.current() && !kept.name().equals(Activation.ENTRY);
      inside(kept.value())
          .forEach(value ->
              all.add(new KnownSecrets.Elsewhere(kept.integration(), where, inUse, value)));
    }
    return all;
  }

  private static Stream<Secret> inside(Secret value) {
    String text = value.reveal().strip();
    if (!text.startsWith("{")) {
      return Stream.of(value);
    }
    JsonNode root = JsonMapper.shared().readTree(text);
    return leaves(root).filter(leaf -> CREDENTIAL.matcher(leaf).matches()).map(Secret::of);
  }

  private static Stream<String> leaves(JsonNode node) {
    return node.isContainer()
        ? node.valueStream().flatMap(VaultSecrets::leaves)
        : Stream.of(node.asString("").strip());
  }
}
