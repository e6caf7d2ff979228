// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import dev.pasaje.vault.Passphrases;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks a person for a passphrase, which is not shown while it is typed. One process asks once for
/// each vault.
public final class HiddenInput {
  /// There is no terminal.
  public static final HiddenInput NONE = new HiddenInput(_ -> null);

  private final Function<String, char @Nullable []> console;
  private @Nullable Path last;
  private @Nullable Secret known;

  /// @param console shows a question and reads a line without echo; null when nothing can be read
  public HiddenInput(Function<String, char @Nullable []> console) {
    this.console = console;
  }

  Passphrases in(Language language) {
    return vault -> {
      if (!vault.equals(last)) {
        known = typed("passphrase", language, vault).orElse(null);
        last = vault;
      }
      return Optional.ofNullable(known);
    };
  }

  /// A new passphrase, typed twice.
  ///
  /// @return empty when there is no terminal
  /// @throws PasajeException when the two differ or are empty
  Optional<Secret> fresh(Language language, Path vault) {
    Optional<Secret> one = typed("passphrase-new", language, vault);
    if (one.isEmpty()) {
      return one;
    }
    Optional<Secret> again = typed("passphrase-again", language, vault);
    if (!one.equals(again) || one.get().isBlank()) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "vault.passphrase-differs", Map.of("file", vault.toString()));
    }
    last = vault;
    known = one.get();
    return one;
  }

  private Optional<Secret> typed(String question, Language language, Path vault) {
    char @Nullable [] typed =
        console.apply(
            Texts.of("activation", language).get(question, Map.of("file", vault.toString())) + " ");
    if (typed == null) {
      return Optional.empty();
    }
    Secret secret = Secret.of(new String(typed));
    Arrays.fill(typed, ' ');
    return Optional.of(secret);
  }
}
