// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.failure.PasajeException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file that is no report, or that it would be unwise to read. Texts: `reports.refused.*` of the
/// bundle `failure`.
public final class Refused extends PasajeException {
  private static final long serialVersionUID = 1L;

  Refused(String reason, String file, Map<String, String> more, @Nullable Throwable cause) {
    super(Kind.USAGE, "reports.refused." + reason, with(file, more), cause);
  }

  Refused(String reason, String file) {
    this(reason, file, Map.of(), null);
  }

  private static Map<String, String> with(String file, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("file", file);
    return all;
  }
}
