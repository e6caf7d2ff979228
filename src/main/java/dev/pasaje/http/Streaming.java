// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// How a call began whose answer is read as it comes.
public sealed interface Streaming {
  /// The server answered.
  ///
  /// @param headers names in lower case
  /// @param body to be closed by whoever reads it
  record Begun(int status, Map<String, List<String>> headers, InputStream body)
      implements Streaming {}

  /// It did not.
  record Failed(Exchange.NoAnswer why) implements Streaming {}
}
