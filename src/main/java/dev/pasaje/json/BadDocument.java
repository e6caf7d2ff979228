// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import dev.pasaje.failure.PasajeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document that cannot be used: one line with file, line, column and reason; exit 2.
public final class BadDocument extends PasajeException {
  private static final long serialVersionUID = 1L;

  BadDocument(String code, Map<String, String> arguments, @Nullable Throwable cause) {
    super(Kind.USAGE, code, arguments, cause);
  }
}
