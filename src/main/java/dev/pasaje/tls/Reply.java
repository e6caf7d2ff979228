// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Failure;
import dev.pasaje.tls.TlsFacts.Group;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What came back for one [Hello].
sealed interface Reply {

  /// A ServerHello, or a HelloRetryRequest, which says as much.
  ///
  /// @param version as it stands on the wire
  /// @param suites the one chosen; of SSL 2.0 all that both know
  /// @param extensions the numbers of those sent with it
  /// @param alpn the protocol chosen
  /// @param group of the key exchange, as far as it was seen
  record Accepted(
      int version,
      List<Integer> suites,
      int compression,
      Set<Integer> extensions,
      Optional<String> alpn,
      Optional<Shown> shown,
      boolean stapled,
      Optional<Group> group)
      implements Reply {

    int suite() {
      return suites.getFirst();
    }
  }

  /// Certificates as they were sent.
  ///
  /// @param der leaf first; not empty
  /// @param bytes of the whole message
  record Shown(List<byte[]> der, int bytes) {}

  /// An alert instead of an answer.
  record Refused(int alert) implements Reply {}

  /// The connection was closed, or time passed, without a word.
  record Silence(Failure why) implements Reply {}

  /// HTTP without TLS.
  record PlainHttp() implements Reply {}

  /// Neither TLS nor HTTP.
  record Garbage(String detail) implements Reply {}

  /// It was not even asked: no connection, or no time.
  record Unasked(Failure why) implements Reply {}
}
