// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.http.Exchange;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What was measured of the hosts of one integration. Plain data with no secret in it, so that it
/// can be saved and judged again.
///
/// @param at when it was measured; validity is judged at this instant, never at the clock
/// @param hosts one for each host and port that the settings name
/// @param egress the way from here to the API; empty when its address is not `https`
public record TlsFacts(Instant at, List<Host> hosts, Optional<Egress> egress) {
  public TlsFacts {
    hosts = List.copyOf(hosts);
  }

  /// What an address is in the settings for.
  public enum Use {
    WEBSITE,
    CHECKOUT,
    NOTIFICATIONS;

    /// The key in the settings: `website`, ….
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A host and port, whichever uses it has.
  ///
  /// @param name in the form that goes over the wire: ASCII, lower case; IPv6 without brackets
  /// @param port of the TLS server
  /// @param uses why it was measured, in the order of [Use]
  /// @param https false when every address in the settings that names it begins with `http:`
  /// @param unresolved why no address was found; empty when some were
  /// @param endpoints one for each address of the name
  /// @param plain what `http://name/` does; empty when there is no plain twin to ask: the port is
  ///   not 443
  /// @param secure what `https://name/…` does, for each use an address of it, redirects followed
  public record Host(
      String name,
      int port,
      List<Use> uses,
      boolean https,
      Optional<Failure> unresolved,
      List<Endpoint> endpoints,
      Optional<Journey> plain,
      List<Journey> secure) {
    public Host {
      uses = List.copyOf(uses);
      endpoints = List.copyOf(endpoints);
      secure = List.copyOf(secure);
    }

    /// The addresses that this machine has a way to; all of them when it has a way to none. What
    /// cannot be looked at from here says nothing of the host as long as something else can.
    List<Endpoint> withinReach() {
      List<Endpoint> reached =
          endpoints.stream()
              .filter(one ->
                  one.failure()
                      .filter(failure -> failure.reason() == Exchange.Reason.NO_ROUTE)
                      .isEmpty())
              .toList();
      return reached.isEmpty() ? endpoints : reached;
    }
  }

  /// Why nothing was seen.
  ///
  /// @param detail in English, for the curious
  public record Failure(Exchange.Reason reason, String detail) {}

  /// One address of a host.
  ///
  /// @param address as text, such as `192.0.2.1` or `2001:db8::1`
  /// @param failure why no TLS handshake could be begun at all; the rest is then empty
  /// @param speaksPlainHttp whether what answered on the TLS port was HTTP without TLS
  /// @param offers each protocol version asked for, oldest first; none is missing unless the limit
  ///   ran out, and then it is [Answer#UNKNOWN]
  /// @param suites every cipher suite accepted, by protocol, in the order the server chose them
  /// @param suitesComplete false when the limit ran out before all were asked for
  /// @param ordersSuites whether the server insists on its own order (TLS 1.2 and older)
  /// @param groups key-exchange groups accepted, any protocol
  /// @param chains the certificate chains shown, one for each key type; the one of an ordinary
  ///   client first
  /// @param alpn the protocols of ALPN it accepts: `h2`, `http/1.1`
  /// @param stapled whether any answer carried an OCSP response
  /// @param secureRenegotiation yes also where TLS 1.3 alone is spoken, which cannot renegotiate
  /// @param fallbackScsv yes also where one version alone is spoken: there is nothing to fall to
  /// @param handshakes full handshakes that were completed, by protocol
  public record Endpoint(
      String address,
      boolean ipv6,
      Optional<Failure> failure,
      boolean speaksPlainHttp,
      Map<Protocol, Answer> offers,
      List<Suite> suites,
      boolean suitesComplete,
      Answer ordersSuites,
      List<Group> groups,
      List<Chain> chains,
      List<String> alpn,
      Answer stapled,
      Answer secureRenegotiation,
      Answer compression,
      Answer fallbackScsv,
      List<Protocol> handshakes) {
    public Endpoint {
      suites = List.copyOf(suites);
      groups = List.copyOf(groups);
      chains = List.copyOf(chains);
      alpn = List.copyOf(alpn);
      handshakes = List.copyOf(handshakes);
    }
  }

  /// Yes, no, or not seen.
  public enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /// A protocol version; the order is that of age.
  public enum Protocol {
    SSL_2("SSLv2", 0x0002),
    SSL_3("SSLv3", 0x0300),
    TLS_1_0("TLSv1.0", 0x0301),
    TLS_1_1("TLSv1.1", 0x0302),
    TLS_1_2("TLSv1.2", 0x0303),
    TLS_1_3("TLSv1.3", 0x0304);

    private final String label;
    private final int code;

    Protocol(String label, int code) {
      this.label = label;
      this.code = code;
    }

    /// As people write it: `TLSv1.2`.
    public String label() {
      return label;
    }

    /// As it stands on the wire.
    public int code() {
      return code;
    }
  }

  /// A cipher suite accepted in one protocol.
  ///
  /// @param code of the IANA registry, such as 0xC02F
  /// @param name of the IANA registry; `0x1234` when it is not known here
  /// @param keyBits of the ephemeral key the server sent with it, 0 when there was none: DH modulus
  ///   or curve
  public record Suite(Protocol protocol, int code, String name, int keyBits) {}

  /// A group of the TLS supported-groups registry, or a DH group of the server's own.
  ///
  /// @param code of the registry; -1 for a DH group of the server's own
  /// @param name such as `x25519`, `secp256r1`, `X25519MLKEM768`, `ffdhe2048`, `dh-1024`
  /// @param bits the strength the SSL Labs guide counts: the modulus, or the curve's size
  public record Group(int code, String name, int bits) {}

  /// A chain as the server sent it.
  ///
  /// @param sent leaf first, as sent; not empty
  /// @param ordered whether each is followed by its issuer
  /// @param trust whether it leads to a root that is believed, dates apart
  /// @param byOwnRoot whether it is believed because of a root from the settings only
  /// @param bytes size of the whole certificate message
  public record Chain(
      List<Certificate> sent,
      boolean ordered,
      Trusted trust,
      boolean byOwnRoot,
      String trustDetail,
      int bytes) {
    public Chain {
      sent = List.copyOf(sent);
    }

    public Certificate leaf() {
      return sent.getFirst();
    }
  }

  /// Whether a chain is believed, dates and names apart.
  public enum Trusted {
    YES,
    /// The leaf signed itself.
    SELF_SIGNED,
    /// It ends at a root nobody knows.
    UNKNOWN_ROOT,
    /// An intermediate is missing; with the one that its address in the certificate gives, it is
    /// believed, or that could not be fetched.
    INCOMPLETE,
    /// A signature in it is wrong, an issuer may not issue, a constraint is broken.
    INVALID
  }

  /// One certificate.
  ///
  /// @param subject and issuer as RFC 2253 names
  /// @param names DNS names and IP addresses of the subject alternative name extension
  /// @param keyAlgorithm `RSA`, `EC`, `Ed25519`, …
  /// @param signatureAlgorithm such as `SHA256withRSA`
  /// @param sha256 fingerprint, lower-case hex
  /// @param scts signed certificate timestamps inside it
  /// @param mustStaple whether it demands a stapled OCSP answer
  /// @param revocation addresses of OCSP responders and revocation lists
  public record Certificate(
      String subject,
      String issuer,
      List<String> names,
      String serial,
      Instant notBefore,
      Instant notAfter,
      String keyAlgorithm,
      int keyBits,
      String signatureAlgorithm,
      String sha256,
      boolean selfIssued,
      boolean authority,
      int scts,
      boolean mustStaple,
      List<String> revocation) {
    public Certificate {
      names = List.copyOf(names);
      revocation = List.copyOf(revocation);
    }
  }

  /// One address asked for with GET, and where its redirects led; at most [#MAX_HOPS].
  ///
  /// @param hops one for each answer
  /// @param end how it ended
  /// @param failure of the last request, when that is how it ended
  public record Journey(URI from, List<Hop> hops, End end, Optional<Failure> failure) {
    public static final int MAX_HOPS = 10;

    public Journey {
      hops = List.copyOf(hops);
    }
  }

  /// How a journey ended.
  public enum End {
    /// An answer that is no redirect.
    ANSWERED,
    /// An address came up twice.
    LOOP,
    /// Still going after the most that are followed.
    TOO_MANY,
    /// A redirect without a usable address.
    BAD_LOCATION,
    /// No answer.
    FAILED
  }

  /// One answer on the way.
  ///
  /// @param hsts values of `Strict-Transport-Security`, as sent
  /// @param cookies names and flags of the cookies it set, without their values: `session; Secure;
  ///   HttpOnly; SameSite=Lax`
  public record Hop(
      URI address,
      int status,
      Optional<String> location,
      List<String> hsts,
      List<String> cookies,
      Optional<String> server) {
    public Hop {
      hsts = List.copyOf(hsts);
      cookies = List.copyOf(cookies);
    }
  }

  /// The way from this machine to the API, with the trust of the JDK and of the settings.
  ///
  /// @param protocol negotiated by an ordinary client
  /// @param trusted whether the chain was believed
  public record Egress(
      URI api, Optional<Failure> failure, Optional<Protocol> protocol, boolean trusted) {}
}
