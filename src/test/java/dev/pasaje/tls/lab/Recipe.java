// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import java.util.List;

/// How the server of a case is made.
sealed interface Recipe {

  /// A TLS server.
  ///
  /// @param identities one for each type of key
  /// @param protocols as JSSE names them
  /// @param suites as JSSE names them, in the order the server insists on
  record Tls(Showing identities, List<String> protocols, List<String> suites, Site site)
      implements Recipe {}

  /// Something on the port that is not TLS.
  enum Odd implements Recipe {
    /// Takes the connection and says nothing.
    SILENT,
    /// Speaks HTTP without TLS.
    PLAIN_HTTP,
    /// Nobody listens.
    CLOSED,
    /// Takes the connection and ends it.
    HANGS_UP,
    /// Answers noise.
    GARBAGE
  }

  /// What is shown to a client, made from the authorities of the lab.
  @FunctionalInterface
  interface Showing {
    List<Identity> of(Pki pki, String host);
  }
}
