// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Host;
import java.time.Instant;
import java.util.List;

/// A letter for one address of a host, by the SSL Labs guide (2009r) as testssl.sh 3.3dev applies
/// it, so that it can be compared with theirs. Whole numbers only.
///
/// What needs malformed messages (Heartbleed, CCS, ROBOT, DROWN, Ticketbleed) and revocation are
/// not part of it.
///
/// @param score 0 to 100; 0 when a cap of T, M or F makes it pointless
/// @param protocol points for the versions, 0 to 100, 30 % of the score
/// @param keyExchange points for keys, 30 %
/// @param cipher points for cipher strength, 40 %
/// @param caps why the letter cannot be better
/// @param warnings why an A is no A+
public record Grade(
    Letter letter,
    int score,
    int protocol,
    int keyExchange,
    int cipher,
    List<Cap> caps,
    List<String> warnings) {
  public Grade {
    caps = List.copyOf(caps);
    warnings = List.copyOf(warnings);
  }

  /// The grade of one address, from what was seen; the validity of certificates is that of `at`.
  public static Grade of(Host host, Endpoint endpoint, Instant at) {
    return new Grading(host, endpoint, at).grade();
  }

  /// A letter, best first; T for no trust and M for another's name stand outside the scale.
  public enum Letter {
    A_PLUS("A+"),
    A("A"),
    A_MINUS("A-"),
    B("B"),
    C("C"),
    D("D"),
    E("E"),
    F("F"),
    T("T"),
    M("M");

    private final String sign;

    Letter(String sign) {
      this.sign = sign;
    }

    /// As people write it: `A+`.
    public String sign() {
      return sign;
    }
  }

  /// A reason why the letter is no better.
  ///
  /// @param at the best letter it allows
  /// @param reason short and technical, in English
  public record Cap(Letter at, String reason) {}
}
