// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.bouncycastle.tls.NamedGroup;

/// A ClientHello, which can offer what no library would speak. It is only ever asked, never
/// answered for: no secret depends on its random.
///
/// @param name for SNI; empty when the host is an address
/// @param suites in the order of preference
/// @param groups in the order of preference; none sends no such extension
/// @param alpn in the order of preference; none sends no such extension
record Hello(
    Protocol protocol,
    Optional<String> name,
    List<Integer> suites,
    List<Integer> groups,
    List<String> alpn,
    Compression compression,
    Shares shares) {

  /// What is offered to compress with.
  enum Compression {
    NONE,
    DEFLATE
  }

  /// Key shares of TLS 1.3. Without any a server names the group it would use in a
  /// HelloRetryRequest (RFC 8446, 4.2.8), at no cost to either side; some cannot bear it.
  enum Shares {
    ABSENT,
    USUAL
  }

  private static final int EMPTY_RENEGOTIATION_INFO_SCSV = 0x00ff;

  /// All that servers may sign with, SHA-1 and DSA too.
  private static final int[] SIGNATURES = {
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x081a,
    0x081b, 0x081c, 0x0401, 0x0501, 0x0601, 0x0303, 0x0301, 0x0203, 0x0201, 0x0402, 0x0302, 0x0202
  };

  /// The base points of X25519 and P-256: public keys like any other.
  private static final String P256_SHARE =
      "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
          + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

  private static final String X25519_SHARE =
      "0900000000000000000000000000000000000000000000000000000000000000";

  static Hello of(Protocol protocol, Optional<String> name, List<Integer> suites) {
    return new Hello(
        protocol,
        name,
        suites,
        protocol == Protocol.TLS_1_3 ? Groups.TLS_1_3 : Groups.CURVES,
        List.of(),
        Compression.NONE,
        Shares.ABSENT);
  }

  Hello withSuites(List<Integer> others) {
    return new Hello(protocol, name, others, groups, alpn, compression, shares);
  }

  Hello withGroups(List<Integer> others) {
    return new Hello(protocol, name, suites, others, alpn, compression, shares);
  }

  Hello withAlpn(String only) {
    return new Hello(protocol, name, suites, groups, List.of(only), compression, shares);
  }

  Hello withShares() {
    return new Hello(protocol, name, suites, groups, alpn, compression, Shares.USUAL);
  }

  Hello withCompression() {
    return new Hello(protocol, name, suites, groups, alpn, Compression.DEFLATE, shares);
  }

  /// As it goes over the wire, record layer included.
  byte[] encode(Random random) {
    return protocol == Protocol.SSL_2 ? encodeSsl2(random) : encodeTls(random);
  }

  private byte[] encodeTls(Random random) {
    byte[] body = body(random, 0);
    // Some load balancers hang on a hello of 256 to 511 bytes (RFC 7685).
    int message = body.length + 4;
    if (protocol != Protocol.SSL_3 && message >= 256 && message < 512) {
      body = body(random, Math.max(1, 512 - message - 4));
    }
    byte[] content = body;
    return new ByteWriter()
        .number(22, 1)
        .number(Math.min(protocol.code(), Protocol.TLS_1_0.code()), 2)
        .vector(2, record -> record.number(1, 1).vector(3, inside -> inside.raw(content)))
        .toBytes();
  }

  private byte[] body(Random random, int padding) {
    ByteWriter body = new ByteWriter();
    body.number(Math.min(protocol.code(), Protocol.TLS_1_2.code()), 2);
    body.raw(bytes(random, 32));
    // TLS 1.3 in compatibility mode (RFC 8446, appendix D.4) has a session to "resume".
    body.vector(1, id -> id.raw(bytes(random, protocol == Protocol.TLS_1_3 ? 32 : 0)));
    body.vector(
        2,
        list -> {
          suites.forEach(suite -> list.number(suite, 2));
          if (protocol == Protocol.SSL_3) {
            list.number(EMPTY_RENEGOTIATION_INFO_SCSV, 2);
          }
        });
    body.vector(
        1,
        methods -> {
          if (compression == Compression.DEFLATE) {
            methods.number(1, 1);
          }
          methods.number(0, 1);
        });
    if (protocol != Protocol.SSL_3) {
      body.vector(2, all -> extensions(all, padding));
    }
    return body.toBytes();
  }

  private void extensions(ByteWriter all, int padding) {
    name.ifPresent(host ->
        extension(
            all,
            0,
            body ->
                body.vector(
                    2,
                    names ->
                        names
                            .number(0, 1)
                            .vector(2, one -> one.raw(host.getBytes(StandardCharsets.US_ASCII))))));
    extension(all, 5, body -> body.number(1, 1).number(0, 4));
    if (!groups.isEmpty()) {
      extension(
          all, 10, body -> body.vector(2, list -> groups.forEach(one -> list.number(one, 2))));
      extension(all, 11, body -> body.vector(1, formats -> formats.number(0, 1)));
    }
    if (protocol.compareTo(Protocol.TLS_1_2) >= 0) {
      extension(
          all,
          13,
          body ->
              body.vector(
                  2,
                  list -> {
                    for (int signature : SIGNATURES) {
                      list.number(signature, 2);
                    }
                  }));
    }
    if (!alpn.isEmpty()) {
      extension(all, 16, body -> body.vector(2, this::alpn));
    }
    if (protocol == Protocol.TLS_1_3) {
      extension(all, 43, body -> body.vector(1, list -> list.number(Protocol.TLS_1_3.code(), 2)));
      extension(all, 51, body -> body.vector(2, this::shares));
    } else {
      extension(all, 23, body -> {});
      extension(all, 0xff01, body -> body.number(0, 1));
    }
    if (padding > 0) {
      extension(all, 21, body -> body.raw(new byte[padding]));
    }
  }

  private void alpn(ByteWriter list) {
    alpn.forEach(one -> list.vector(1, text -> text.raw(one.getBytes(StandardCharsets.US_ASCII))));
  }

  private void shares(ByteWriter list) {
    if (shares == Shares.USUAL) {
      share(list, NamedGroup.x25519, X25519_SHARE);
      share(list, NamedGroup.secp256r1, P256_SHARE);
    }
  }

  private void share(ByteWriter list, int group, String key) {
    if (groups.contains(group)) {
      list.number(group, 2).vector(2, bytes -> bytes.raw(HexFormat.of().parseHex(key)));
    }
  }

  private static void extension(ByteWriter all, int type, Consumer<ByteWriter> body) {
    all.number(type, 2).vector(2, body);
  }

  /// The hello of SSL 2.0 has a header and a layout of its own.
  private byte[] encodeSsl2(Random random) {
    ByteWriter body = new ByteWriter();
    body.number(1, 1).number(Protocol.SSL_2.code(), 2);
    body.number(3 * suites.size(), 2).number(0, 2).number(16, 2);
    suites.forEach(suite -> body.number(suite, 3));
    body.raw(bytes(random, 16));
    return new ByteWriter().number(0x8000 | body.size(), 2).raw(body.toBytes()).toBytes();
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
