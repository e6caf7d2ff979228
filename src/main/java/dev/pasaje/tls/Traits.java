// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is asked of a server once its versions and suites are known: habits of TLS 1.2 and older. A
/// server of TLS 1.3 alone cannot have the bad ones.
///
/// @param versions what it accepts, oldest first; at least one
record Traits(Asker asker, List<SuiteScan.Result> versions) {
  private static final int RENEGOTIATION_INFO = 0xff01;
  private static final int INAPPROPRIATE_FALLBACK = 86;
  private static final int DEFLATE = 1;

  /// The newest version in which nothing is encrypted yet where we look.
  Optional<SuiteScan.Result> classic() {
    return versions.reversed().stream()
        .filter(one -> one.protocol() != Protocol.TLS_1_3 && one.protocol() != Protocol.SSL_2)
        .findFirst();
  }

  /// Offers the last choice first: a server that follows the client would take it. ChaCha20 is left
  /// out, some servers put it first for clients that do.
  Answer ordersSuites() {
    if (classic().isEmpty()) {
      return Answer.NO;
    }
    List<Integer> codes =
        classic().get().codes().stream().filter(code -> !Suites.isChaCha(code)).toList();
    if (codes.size() < 2) {
      return Answer.NO;
    }
    Hello reversed = classic().get().hello().withSuites(List.of(codes.getLast(), codes.getFirst()));
    return asker.ask(reversed) instanceof Reply.Accepted answer
        ? yes(answer.suite() == codes.getFirst())
        : Answer.UNKNOWN;
  }

  Answer compression() {
    if (classic().isEmpty()) {
      return Answer.NO;
    }
    SuiteScan.Result version = classic().get();
    return switch (asker.ask(version.hello().withSuites(version.codes()).withCompression())) {
      case Reply.Accepted answer -> yes(answer.compression() == DEFLATE);
      case Reply.Refused _ -> Answer.NO;
      case Reply.Silence _, Reply.Garbage _, Reply.PlainHttp _, Reply.Unasked _ -> Answer.UNKNOWN;
    };
  }

  /// Comes down one version and says so. Where there is but one, nobody can be brought down.
  Answer fallbackScsv() {
    List<SuiteScan.Result> older =
        versions.subList(0, versions.size() - 1).stream()
            .filter(one -> one.protocol() != Protocol.SSL_2)
            .toList();
    if (older.isEmpty()) {
      return Answer.YES;
    }
    SuiteScan.Result version = older.getLast();
    List<Integer> suites = new ArrayList<>(version.codes());
    suites.add(Suites.FALLBACK_SCSV);
    return switch (asker.ask(version.hello().withSuites(suites))) {
      case Reply.Refused refused -> yes(refused.alert() == INAPPROPRIATE_FALLBACK);
      case Reply.Accepted _ -> Answer.NO;
      case Reply.Silence _, Reply.Garbage _, Reply.PlainHttp _, Reply.Unasked _ -> Answer.UNKNOWN;
    };
  }

  Answer secureRenegotiation() {
    return classic().isEmpty()
        ? Answer.YES
        : yes(
            classic().get().picks().stream()
                .anyMatch(pick -> pick.answer().extensions().contains(RENEGOTIATION_INFO)));
  }

  /// Whether it agrees to one protocol of ALPN, where that can be seen without a handshake.
  boolean accepts(SuiteScan.Result version, String alpn) {
    return asker.ask(version.hello().withSuites(version.codes()).withAlpn(alpn))
            instanceof Reply.Accepted answer
        && answer.alpn().equals(Optional.of(alpn));
  }

  private static Answer yes(boolean it) {
    return it ? Answer.YES : Answer.NO;
  }
}
