// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds that somebody looked at and accepted: one a line, its fingerprint (sixteen hex digits) and
/// the reason. `#` begins a remark. A line without a reason is refused.
public final class AllowList {
  /// Where it is looked for when none is named: beside what is scanned.
  public static final String NAME = ".pasaje-leaks-allowed";

  public static final AllowList EMPTY = new AllowList(Map.of());
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{16})\\s+(\\S.*)");

  private final Map<String, String> reasons;

  private AllowList(Map<String, String> reasons) {
    this.reasons = Map.copyOf(reasons);
  }

  /// @throws PasajeException when the file cannot be read or a line is none
  public static AllowList read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException noText) {
      throw refused(
          "leaks.allow-unread", Map.of("path", file.toString(), "why", "no UTF-8"), noText);
    } catch (IOException broken) {
      throw refused(
          "leaks.allow-unread",
          Map.of("path", file.toString(), "why", String.valueOf(broken.getMessage())),
          broken);
    }
    Map<String, String> reasons = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher entry = LINE.matcher(line);
      if (!entry.matches()) {
        throw refused(
            "leaks.allow-line",
            Map.of("path", file.toString(), "line", Integer.toString(i + 1)),
            null);
      }
      reasons.put(entry.group(1), entry.group(2));
    }
    return new AllowList(reasons);
  }

  private static PasajeException refused(
      String code,
      Map<String, String> arguments,
      @org.jspecify.annotations.Nullable Throwable why) {
    return new PasajeException(PasajeException.Kind.USAGE, code, arguments, why);
  }

  Optional<String> reason(String fingerprint) {
    return Optional.ofNullable(reasons.get(fingerprint));
  }
}
