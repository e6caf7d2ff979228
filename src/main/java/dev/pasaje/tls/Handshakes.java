// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.Handshake.Signatures;
import dev.pasaje.tls.TlsFacts.Protocol;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.tls.crypto.TlsCrypto;

/// The full handshakes with one address.
///
/// @param versions what it accepts, oldest first; at least one
record Handshakes(
    Asker asker, TlsCrypto crypto, Optional<String> name, List<SuiteScan.Result> versions) {
  static final List<String> ALPN = List.of("h2", "http/1.1");

  /// One for each version that can be completed, the newest first, and at the end those that show
  /// the certificates of other keys.
  List<Handshake> all() {
    List<Supplier<Optional<Handshake>>> tasks =
        versions.reversed().stream()
            .filter(one -> one.protocol() != Protocol.SSL_2)
            .<Supplier<Optional<Handshake>>>map(one -> () -> complete(one, ALPN, Signatures.ANY))
            .toList();
    SuiteScan.Result newest = versions.getLast();
    List<Supplier<Optional<Handshake>>> keys =
        newest.protocol() == Protocol.TLS_1_3
            ? List.of(
                () -> complete(newest, ALPN, Signatures.RSA),
                () -> complete(newest, ALPN, Signatures.ECDSA))
            : List.of();
    return Together.all(Stream.concat(tasks.stream(), keys.stream()).toList()).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// Whether TLS 1.3 agrees to one protocol of ALPN, which it says under encryption.
  boolean accepts(SuiteScan.Result version, String alpn) {
    return complete(version, List.of(alpn), Signatures.ANY)
        .flatMap(Handshake::alpn)
        .equals(Optional.of(alpn));
  }

  private Optional<Handshake> complete(
      SuiteScan.Result version, List<String> alpn, Signatures signatures) {
    List<Integer> suites =
        Stream.concat(
                Suites.ordinary().stream().filter(version.codes()::contains),
                version.codes().stream())
            .distinct()
            .toList();
    if (!Handshake.isSpoken(crypto, suites)) {
      return Optional.empty();
    }
    try (Line line = asker.connect()) {
      Handshake.Offer offer =
          new Handshake.Offer(name, List.of(version.protocol()), suites, alpn, signatures);
      return Optional.of(Handshake.over(line, crypto, offer).handshake());
    } catch (IOException failed) {
      return Optional.empty();
    }
  }
}
