// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the text typed for one credential says about itself, without being it: enough to judge, and
/// nothing a thief could use.
///
/// @param shown what may be printed of it: a public key or a client id whole, else at most the
///   prefix and the fingerprint
/// @param fingerprint first eight hex digits of the SHA-256 of the cleaned text
/// @param flaws what is wrong with how it was typed
/// @param shape the parts of an access token of the known format
/// @param prefix `APP_USR` or `TEST`, when it begins so
record TypedText(
    String shown,
    String fingerprint,
    Kind kind,
    List<Flaw> flaws,
    Optional<TokenShape> shape,
    Optional<String> prefix) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i).*(x{4,}|your[_-]|tu[_-]|seu[_-]|env_|access_?token|public_?key|<.*>|\\$\\{|"
              + "12345678-031820-x).*|(?i)(app_usr|test)-1234-.*|(?i)(app_usr|test)[-0]*");

  /// What a text has the shape of.
  enum Kind {
    ACCESS_TOKEN,
    PUBLIC_KEY,
    CLIENT_ID,
    OTHER
  }

  /// What is wrong with how it was typed.
  enum Flaw {
    /// A sample text from an example.
    PLACEHOLDER,
    /// Blanks, quotes, `Bearer`, or letters that no header can carry.
    EXTRAS,
    /// Nothing is left without the extras.
    EMPTY
  }

  TypedText {
    flaws = List.copyOf(flaws);
  }

  /// Looks at a text; empty when only blanks were typed.
  static Optional<TypedText> of(String typed) {
    if (typed.isBlank()) {
      return Optional.empty();
    }
    String clean = cleaned(typed);
    Optional<TokenShape> shape = TokenShape.of(clean);
    Kind kind =
        shape.isPresent()
            ? Kind.ACCESS_TOKEN
            : TokenShape.isPublicKey(clean)
                ? Kind.PUBLIC_KEY
                : clean.matches("\\d{1,20}") ? Kind.CLIENT_ID : Kind.OTHER;
    String fingerprint = Secret.of(clean).fingerprint();
    Optional<String> prefix = TokenShape.prefix(clean);
    String shown =
        switch (kind) {
          case PUBLIC_KEY, CLIENT_ID -> clean;
          case ACCESS_TOKEN, OTHER ->
              prefix.map(known -> known + "-…, ").orElse("") + "sha256 " + fingerprint;
        };
    return Optional.of(new TypedText(shown, fingerprint, kind, flaws(typed, clean), shape, prefix));
  }

  private static List<Flaw> flaws(String typed, String clean) {
    return List.of(Flaw.values()).stream()
        .filter(flaw ->
            switch (flaw) {
              case PLACEHOLDER -> PLACEHOLDER.matcher(clean).matches();
              case EXTRAS -> !typed.equals(clean) || !sendable(clean);
              case EMPTY -> clean.isEmpty();
            })
        .toList();
  }

  boolean has(Flaw flaw) {
    return flaws.contains(flaw);
  }

  /// Removes blanks, quotes and the word `Bearer`, in whatever order they were put around the
  /// value.
  static String cleaned(String text) {
    String before;
    String after = text;
    do {
      before = after;
      after =
          before.strip().replaceAll("^[\"'`]+|[\"'`]+$", "").replaceFirst("(?i)^bearer\\s+", "");
    } while (!after.equals(before));
    return after;
  }

  /// A header cannot carry blanks, line ends or letters beyond ASCII; such a value is not asked
  /// about.
  static boolean sendable(String text) {
    return text.matches("[\\x21-\\x7e]{1,512}");
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + shown;
  }
}
