// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.http.Exchange.Reason;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Certificate;
import dev.pasaje.tls.TlsFacts.Chain;
import dev.pasaje.tls.TlsFacts.Egress;
import dev.pasaje.tls.TlsFacts.End;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Failure;
import dev.pasaje.tls.TlsFacts.Group;
import dev.pasaje.tls.TlsFacts.Hop;
import dev.pasaje.tls.TlsFacts.Host;
import dev.pasaje.tls.TlsFacts.Journey;
import dev.pasaje.tls.TlsFacts.Protocol;
import dev.pasaje.tls.TlsFacts.Suite;
import dev.pasaje.tls.TlsFacts.Trusted;
import dev.pasaje.tls.TlsFacts.Use;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Facts of a host with which everything is right, to lose one thing.
final class TlsHosts {
  static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
  static final String NAME = "shop.example";
  static final URI HTTPS = URI.create("https://shop.example/");
  static final URI HTTP = URI.create("http://shop.example/");
  static final String GCM = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
  static final String GCM_13 = "TLS_AES_256_GCM_SHA384";

  String name = NAME;
  int port = 443;
  boolean https = true;
  Optional<Failure> unresolved = Optional.empty();
  Optional<Failure> failure = Optional.empty();
  boolean plainHttp = false;
  final Map<Protocol, Answer> offers = new EnumMap<>(Protocol.class);
  final List<Suite> suites = new ArrayList<>();
  boolean complete = true;
  final List<Group> groups = new ArrayList<>(List.of(new Group(29, "x25519", 253)));
  List<String> names = List.of(NAME, "www.shop.example");
  Instant from = AT.minus(Duration.ofDays(10));
  Instant until = AT.plus(Duration.ofDays(80)).minusSeconds(1);
  String key = "EC";
  int keyBits = 256;
  String signature = "SHA256withECDSA";
  String rootSignature = "SHA1withRSA";
  int scts = 2;
  boolean mustStaple = false;
  boolean ordered = true;
  Trusted trust = Trusted.YES;
  boolean byOwnRoot = false;
  int bytes = 3000;
  Answer stapled = Answer.NO;
  Answer renegotiation = Answer.YES;
  Answer compression = Answer.NO;
  Optional<Journey> plain =
      Optional.of(
          journey(
              HTTP, End.ANSWERED, hop(HTTP, 301, "https://shop.example/"), hop(HTTPS, 200, null)));
  List<Journey> secure = List.of(secure("max-age=63072000"));
  Optional<Endpoint> second = Optional.empty();
  Optional<Egress> egress =
      Optional.of(
          new Egress(
              URI.create("https://api.mercadopago.com"),
              Optional.empty(),
              Optional.of(Protocol.TLS_1_3),
              true));

  TlsHosts() {
    for (Protocol protocol : Protocol.values()) {
      offers.put(protocol, protocol.compareTo(Protocol.TLS_1_2) >= 0 ? Answer.YES : Answer.NO);
    }
    suites.add(new Suite(Protocol.TLS_1_3, 0x1302, GCM_13, 253));
    suites.add(new Suite(Protocol.TLS_1_2, 0xC02C, GCM, 253));
  }

  static Failure failure(Reason reason) {
    return new Failure(reason, "as in a test");
  }

  static Journey journey(URI from, End end, Hop... hops) {
    return new Journey(from, List.of(hops), end, Optional.empty());
  }

  static Journey failed(URI from, Reason reason) {
    return new Journey(from, List.of(), End.FAILED, Optional.of(failure(reason)));
  }

  static Hop hop(URI address, int status, @Nullable String location) {
    return new Hop(
        address, status, Optional.ofNullable(location), List.of(), List.of(), Optional.empty());
  }

  static Journey secure(String... hsts) {
    return journey(
        HTTPS,
        End.ANSWERED,
        new Hop(HTTPS, 200, Optional.empty(), List.of(hsts), List.of(), Optional.empty()));
  }

  TlsHosts offer(Protocol protocol, Answer answer) {
    offers.put(protocol, answer);
    return this;
  }

  TlsHosts suite(Protocol protocol, String suite, int bits) {
    suites.add(new Suite(protocol, 0, suite, bits));
    return this;
  }

  /// Lived for so many days when its last second is over, issued then.
  TlsHosts lifetime(Instant issued, Duration whole) {
    from = issued;
    until = issued.plus(whole).minusSeconds(1);
    return this;
  }

  /// With so much of a life left.
  TlsHosts left(Duration whole, Duration left) {
    until = AT.plus(left);
    from = until.minus(whole).plusSeconds(1);
    return this;
  }

  Chain chain() {
    return new Chain(
        List.of(
            certificate("CN=" + NAME, "CN=Middle", false),
            certificate("CN=Middle", "CN=Root", false),
            certificate("CN=Root", "CN=Root", true)),
        ordered,
        trust,
        byOwnRoot,
        trust.name(),
        bytes);
  }

  private Certificate certificate(String subject, String issuer, boolean root) {
    boolean leaf = !subject.equals("CN=Middle") && !root;
    return new Certificate(
        subject,
        issuer,
        leaf ? names : List.of(),
        "01",
        leaf ? from : AT.minus(Duration.ofDays(1000)),
        leaf ? until : AT.plus(Duration.ofDays(1000)),
        leaf ? key : "RSA",
        leaf ? keyBits : 4096,
        leaf ? signature : root ? rootSignature : "SHA256withRSA",
        "ab".repeat(32),
        root,
        !leaf,
        leaf ? scts : 0,
        leaf && mustStaple,
        List.of());
  }

  Endpoint endpoint(String address) {
    boolean dead = failure.isPresent();
    return new Endpoint(
        address,
        address.indexOf(':') >= 0,
        failure,
        plainHttp,
        dead ? Map.of() : Map.copyOf(offers),
        dead ? List.of() : suites,
        complete,
        Answer.NO,
        dead ? List.of() : groups,
        dead ? List.of() : List.of(chain()),
        List.of("h2"),
        stapled,
        renegotiation,
        compression,
        Answer.YES,
        List.of());
  }

  Host host() {
    List<Endpoint> endpoints = new ArrayList<>();
    if (unresolved.isEmpty()) {
      endpoints.add(endpoint("192.0.2.1"));
      second.ifPresent(endpoints::add);
    }
    return new Host(name, port, List.of(Use.CHECKOUT), https, unresolved, endpoints, plain, secure);
  }

  TlsFacts facts() {
    return new TlsFacts(AT, List.of(host()), egress);
  }

  Grade grade() {
    Host host = host();
    return Grade.of(host, host.endpoints().getFirst(), AT);
  }
}
