// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.secret.Secret;
import dev.pasaje.vault.By;
import dev.pasaje.vault.Change;
import dev.pasaje.vault.Vault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The sellers' tokens and the links under way, encrypted in the vault. Nodes that share sellers
/// share the vault's file. What [#store] returned from is on disk.
interface Pairs {
  /// @param version counts up with each pair of this seller
  record Stored(TokenPair pair, int version) {}

  Optional<Stored> current(String integration, String userId);

  /// Keeps a new pair beside the older ones.
  ///
  /// @param after the version it replaces; 0 for none
  /// @return false when another pair was stored meanwhile, and nothing was changed
  boolean store(String integration, TokenPair pair, int after);

  void forget(String integration, String userId);

  /// What must be remembered from the making of a link to the answer, by its `state`.
  void expect(String integration, String state, Expected link);

  /// Gives it back once, whoever asks at the same time.
  Optional<Expected> expected(String integration, String state);

  /// A link whose answer has not come.
  ///
  /// @param redirect the address it was made with; an answer is exchanged with the same
  record Expected(Secret verifier, URI redirect) {}

  static Pairs in(Vault vault, String who) {
    return new InVault(vault, who);
  }

  /// Entries `oauth.USER` and `oauth.link.STATE` of the integration.
  record InVault(Vault vault, String who) implements Pairs {
    @Override
    public Optional<Stored> current(String integration, String userId) {
      String name = name(userId);
      int version = vault.version(integration, name);
      return vault
          .get(integration, name, version)
          .map(sealed -> new Stored(TokenPair.opened(sealed), version));
    }

    @Override
    public boolean store(String integration, TokenPair pair, int after) {
      return vault.replace(
          List.of(Change.put(integration, name(pair.userId()), pair.sealed()).after(after)),
          new By(who, "tokens of seller " + pair.userId()));
    }

    @Override
    public void forget(String integration, String userId) {
      vault.replace(
          List.of(Change.forget(integration, name(userId))),
          new By(who, "seller " + userId + " unlinked"));
    }

    @Override
    public void expect(String integration, String state, Expected link) {
      Secret kept = Secret.of(link.verifier().reveal() + " " + link.redirect());
      vault.put(integration, link(state), kept, new By(who, "link for a seller"));
    }

    @Override
    public Optional<Expected> expected(String integration, String state) {
      int version = vault.version(integration, link(state));
      Optional<Secret> kept = vault.get(integration, link(state), version);
      boolean ours =
          kept.isPresent()
              && vault.replace(
                  List.of(Change.forget(integration, link(state)).after(version)),
                  new By(who, "link used"));
      return kept.filter(_ -> ours)
          .map(secret -> secret.reveal().split(" ", 2))
          .filter(parts -> parts.length == 2)
          .map(parts -> new Expected(Secret.of(parts[0]), URI.create(parts[1])));
    }

    private static String name(String userId) {
      return "oauth." + userId;
    }

    private static String link(String state) {
      return "oauth.link." + state;
    }
  }
}
