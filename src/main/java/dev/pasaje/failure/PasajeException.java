// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.failure;

import dev.pasaje.secret.Redactor;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The root of what Pasaje tells the user when it cannot go on: a text of the bundle `failure`
/// (what happened, expected and found, what to do now), its arguments, and how the process ends.
///
/// Arguments are redacted on the way in, so that no failure can carry a credential.
public class PasajeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// How a command ends because of it; design 4.
  public enum Kind {
    /// The user gave something that cannot be used: exit 2.
    USAGE(2),
    /// What was asked could not be found out: exit 3.
    UNDETERMINED(3);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String code;
  private final transient Map<String, String> arguments;

  public PasajeException(
      Kind kind, String code, Map<String, String> arguments, @Nullable Throwable cause) {
    super(code, cause);
    this.kind = kind;
    this.code = code;
    this.arguments = redacted(arguments);
  }

  private static Map<String, String> redacted(Map<String, String> arguments) {
    return arguments.entrySet().stream()
        .collect(
            java.util.stream.Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> Redactor.redact(entry.getValue())));
  }

  public PasajeException(Kind kind, String code, Map<String, String> arguments) {
    this(kind, code, arguments, null);
  }

  public Kind kind() {
    return kind;
  }

  /// The key of its text in the bundle `failure`; stable, for scripts.
  public String code() {
    return code;
  }

  public String in(Language language) {
    return Texts.of("failure", language).get(code, arguments);
  }

  @Override
  public String getMessage() {
    return in(Language.EN);
  }
}
