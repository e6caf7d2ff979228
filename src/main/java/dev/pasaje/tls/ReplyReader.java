// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pasaje.tls.TlsFacts.Group;
import dev.pasaje.tls.TlsFacts.Protocol;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the answer to a [Hello] as far as a server goes without being answered: to the ServerHello
/// of TLS 1.3, to the ServerHelloDone of the older ones.
final class ReplyReader {
  static final int MAX_CERTIFICATES = 100;

  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_KEY_EXCHANGE = 12;
  private static final int CERTIFICATE_REQUEST = 13;
  private static final int HELLO_DONE = 14;
  private static final int CERTIFICATE_STATUS = 22;

  private static final int ALPN = 16;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int KEY_SHARE = 51;

  private static final int NAMED_CURVE = 3;

  private final Records records;

  private int version;
  private int suite;
  private int compression;
  private final Map<Integer, byte[]> extensions = new LinkedHashMap<>();
  private Optional<Reply.Shown> shown = Optional.empty();
  private boolean stapled;
  private Optional<Group> group = Optional.empty();

  private ReplyReader(InputStream in) {
    this.records = new Records(in);
  }

  /// Reads one answer.
  ///
  /// @throws EOFException when the connection ends before there is one
  static Reply read(InputStream in, Protocol asked) throws IOException {
    try {
      return asked == Protocol.SSL_2 ? readSsl2(in) : new ReplyReader(in).read();
    } catch (Records.AlertException refused) {
      return new Reply.Refused(refused.alert());
    } catch (Records.HttpException http) {
      return new Reply.PlainHttp();
    } catch (GarbageException garbage) {
      return new Reply.Garbage(String.valueOf(garbage.getMessage()));
    }
  }

  private Reply read() throws IOException {
    Records.Message first = records.next();
    if (first.type() != SERVER_HELLO) {
      throw new GarbageException("handshake message " + first.type() + " before a ServerHello");
    }
    serverHello(new ByteReader(first.body()));
    if (version < Protocol.TLS_1_3.code()) {
      try {
        rest();
      } catch (GarbageException | Records.AlertException | EOFException cutShort) {
        // The suite was chosen; what is missing behind it is simply not known.
      }
    }
    return new Reply.Accepted(
        version,
        List.of(suite),
        compression,
        Set.copyOf(extensions.keySet()),
        alpn(),
        shown,
        stapled,
        group);
  }

  private void rest() throws IOException {
    while (true) {
      Records.Message message = records.next();
      ByteReader body = new ByteReader(message.body());
      switch (message.type()) {
        case CERTIFICATE -> certificate(body, message.body().length);
        case CERTIFICATE_STATUS -> stapled = body.number(1) == 1 && body.number(3) > 0;
        case SERVER_KEY_EXCHANGE -> group = keyExchange(body);
        case CERTIFICATE_REQUEST -> {}
        case HELLO_DONE -> {
          return;
        }
        default -> throw new GarbageException("handshake message " + message.type());
      }
    }
  }

  private void serverHello(ByteReader body) throws IOException {
    version = body.number(2);
    body.raw(32);
    body.vector(1);
    suite = body.number(2);
    compression = body.number(1);
    if (!body.isEmpty()) {
      ByteReader all = new ByteReader(body.vector(2));
      while (!all.isEmpty()) {
        extensions.put(all.number(2), all.vector(2));
      }
    }
    byte[] actual = extensions.get(SUPPORTED_VERSIONS);
    if (actual != null) {
      version = new ByteReader(actual).number(2);
    }
    byte[] share = extensions.get(KEY_SHARE);
    if (share != null) {
      group = Optional.of(Groups.named(new ByteReader(share).number(2)));
    }
  }

  private void certificate(ByteReader body, int length) throws IOException {
    ByteReader list = new ByteReader(body.vector(3));
    List<byte[]> der = new ArrayList<>();
    while (!list.isEmpty()) {
      if (der.size() == MAX_CERTIFICATES) {
        throw new GarbageException("more than " + MAX_CERTIFICATES + " certificates");
      }
      der.add(list.vector(3));
    }
    if (!der.isEmpty()) {
      shown = Optional.of(new Reply.Shown(der, length + 4));
    }
  }

  private Optional<Group> keyExchange(ByteReader body) throws IOException {
    if (Suites.isElliptic(suite)) {
      return body.number(1) == NAMED_CURVE
          ? Optional.of(Groups.named(body.number(2)))
          : Optional.empty();
    }
    BigInteger modulus = new BigInteger(1, body.vector(2));
    BigInteger second = new BigInteger(1, body.vector(2));
    // The one other kind is the short-lived RSA key of export suites: no group.
    return Suites.isFiniteField(suite)
        ? Optional.of(Groups.finiteField(modulus, second))
        : Optional.empty();
  }

  private Optional<String> alpn() throws IOException {
    byte[] body = extensions.get(ALPN);
    if (body == null) {
      return Optional.empty();
    }
    return Optional.of(
        new String(new ByteReader(new ByteReader(body).vector(2)).vector(1), US_ASCII));
  }

  /// The ServerHello of SSL 2.0 names all suites that both sides know.
  private static Reply readSsl2(InputStream in) throws IOException {
    byte[] head = exactly(in, 3);
    if ((head[0] & 0x80) == 0 || head[2] != 4) {
      return new Reply.Garbage("no SSL 2.0: " + HexFormat.of().formatHex(head));
    }
    int length = (((head[0] & 0x7f) << 8) | (head[1] & 0xff)) - 1;
    ByteReader body = new ByteReader(exactly(in, Math.max(0, length)));
    body.raw(2);
    int version = body.number(2);
    int certificate = body.number(2);
    int specs = body.number(2);
    body.number(2);
    byte[] der = body.raw(certificate);
    ByteReader list = new ByteReader(body.raw(specs));
    List<Integer> suites = new ArrayList<>();
    while (!list.isEmpty()) {
      suites.add(list.number(3));
    }
    if (version != Protocol.SSL_2.code() || suites.isEmpty()) {
      return new Reply.Garbage("an SSL 2.0 answer without a suite");
    }
    return new Reply.Accepted(
        version,
        suites,
        0,
        Set.of(),
        Optional.empty(),
        der.length > 0 ? Optional.of(new Reply.Shown(List.of(der), der.length)) : Optional.empty(),
        false,
        Optional.empty());
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("closed");
    }
    return bytes;
  }
}
