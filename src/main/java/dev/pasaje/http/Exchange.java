// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How one HTTP call ended.
public sealed interface Exchange {

  /// The server answered, whatever it said.
  ///
  /// @param headers names in lower case
  @SuppressWarnings("ArrayRecordComponent") // made by one call, read by one caller
  record Answer(int status, Map<String, List<String>> headers, byte[] body) implements Exchange {
    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }
  }

  /// Nothing usable came back.
  ///
  /// @param detail the cause's own words, in English, for the curious
  record NoAnswer(Reason reason, String detail) implements Exchange {}

  /// Why nothing came back.
  enum Reason {
    /// The host's name has no address.
    UNKNOWN_HOST,
    /// Nobody listens there, or a firewall says no.
    REFUSED,
    /// This machine has no way there: to IPv6 addresses, on most machines.
    NO_ROUTE,
    /// Not within the time limit.
    TIMEOUT,
    /// The TLS handshake failed.
    TLS,
    /// The connection broke off, or what came was not HTTP.
    BROKEN,
    /// The body is larger than the limit.
    TOO_LARGE;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
