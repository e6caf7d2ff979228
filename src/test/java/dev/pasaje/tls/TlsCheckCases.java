// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static dev.pasaje.tls.TlsHosts.AT;
import static dev.pasaje.tls.TlsHosts.HTTP;
import static dev.pasaje.tls.TlsHosts.HTTPS;
import static dev.pasaje.tls.TlsHosts.hop;
import static dev.pasaje.tls.TlsHosts.journey;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.http.Exchange.Reason;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Egress;
import dev.pasaje.tls.TlsFacts.End;
import dev.pasaje.tls.TlsFacts.Group;
import dev.pasaje.tls.TlsFacts.Journey;
import dev.pasaje.tls.TlsFacts.Protocol;
import dev.pasaje.tls.TlsFacts.Trusted;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// For each check, facts that are all right but for one thing, and what it says of them.
final class TlsCheckCases {
  private static final Duration NINETY = Duration.ofDays(90);

  record Case(String check, String expected, TlsFacts facts) {}

  static final List<Case> ALL = cases();

  private TlsCheckCases() {}

  private static List<Case> cases() {
    List<Case> all = new ArrayList<>();
    // What is not in use, or cannot be compared, with a host that is all right.
    Set<String> idle = Set.of("addresses-differ", "must-staple-not-stapled");
    for (CheckInfo info : TlsChecks.ALL) {
      String expected =
          idle.contains(info.id())
              ? "not-applicable"
              : info.id().equals("mozilla-modern-not-met") ? "failed" : "passed";
      all.add(new Case(info.id(), expected, new TlsHosts().facts()));
    }
    one(
        all,
        "tls-not-answering",
        "failed",
        h -> h.failure = Optional.of(TlsHosts.failure(Reason.REFUSED)));
    one(
        all,
        "tls-not-answering",
        "failed",
        h -> h.failure = Optional.of(TlsHosts.failure(Reason.TLS)));
    one(all, "tls-not-answering", "failed", h -> h.plainHttp = true);
    one(
        all,
        "tls-not-answering",
        "unknown",
        h -> h.failure = Optional.of(TlsHosts.failure(Reason.TIMEOUT)));
    one(
        all,
        "tls-not-answering",
        "unknown",
        h -> h.unresolved = Optional.of(TlsHosts.failure(Reason.UNKNOWN_HOST)));
    one(all, "certificate-expired", "not-applicable", h -> h.plainHttp = true);
    one(all, "certificate-untrusted", "failed", h -> h.trust = Trusted.UNKNOWN_ROOT);
    one(all, "certificate-untrusted", "failed", h -> h.trust = Trusted.INVALID);
    one(all, "certificate-untrusted", "not-applicable", h -> h.trust = Trusted.SELF_SIGNED);
    one(all, "certificate-untrusted", "not-applicable", h -> h.trust = Trusted.INCOMPLETE);
    one(all, "certificate-self-signed", "failed", h -> h.trust = Trusted.SELF_SIGNED);
    one(all, "chain-incomplete", "failed", h -> h.trust = Trusted.INCOMPLETE);
    one(all, "chain-incomplete", "not-applicable", h -> h.trust = Trusted.UNKNOWN_ROOT);
    one(all, "chain-disordered", "failed", h -> h.ordered = false);
    one(all, "chain-oversized", "failed", h -> h.bytes = 14_601);
    one(all, "chain-oversized", "passed", h -> h.bytes = 14_600);
    one(all, "certificate-by-own-root", "failed", h -> h.byOwnRoot = true);
    one(all, "certificate-transparency-missing", "not-applicable", h -> h.byOwnRoot = true);
    one(all, "certificate-transparency-missing", "failed", h -> h.scts = 1);
    one(all, "certificate-wrong-host", "failed", h -> h.names = List.of("other.example"));
    one(all, "certificate-wrong-host", "failed", h -> h.names = List.of());
    one(all, "certificate-expired", "failed", h -> h.until = AT.minusSeconds(1));
    one(all, "certificate-expired", "passed", h -> h.until = AT);
    one(all, "certificate-not-yet-valid", "failed", h -> h.from = AT.plusSeconds(1));
    one(all, "certificate-renewal-due", "failed", h -> h.left(NINETY, Duration.ofDays(29)));
    one(all, "certificate-renewal-due", "not-applicable", h -> h.left(NINETY, Duration.ofDays(20)));
    one(all, "certificate-renewal-late", "failed", h -> h.left(NINETY, Duration.ofDays(20)));
    one(all, "certificate-renewal-late", "not-applicable", h -> h.left(NINETY, Duration.ofDays(5)));
    one(all, "certificate-about-to-expire", "failed", h -> h.left(NINETY, Duration.ofDays(5)));
    one(all, "certificate-about-to-expire", "passed", h -> h.left(NINETY, Duration.ofDays(20)));
    one(all, "certificate-about-to-expire", "not-applicable", h -> h.until = AT.minusSeconds(1));
    one(
        all,
        "certificate-lifetime-too-long",
        "failed",
        h -> h.lifetime(h.from, Duration.ofDays(201)));
    one(all, "ssl-offered", "failed", h -> h.offer(Protocol.SSL_2, Answer.YES));
    one(all, "ssl-offered", "failed", h -> h.offer(Protocol.SSL_3, Answer.YES));
    one(all, "ssl-offered", "unknown", h -> h.offer(Protocol.SSL_3, Answer.UNKNOWN));
    one(all, "old-tls-offered", "failed", h -> h.offer(Protocol.TLS_1_0, Answer.YES));
    one(all, "old-tls-offered", "failed", h -> h.offer(Protocol.TLS_1_1, Answer.YES));
    one(all, "tls-1-3-missing", "failed", h -> h.offer(Protocol.TLS_1_3, Answer.NO));
    one(all, "tls-1-3-missing", "unknown", h -> h.offer(Protocol.TLS_1_3, Answer.UNKNOWN));
    one(all, "tls-1-2-missing", "passed", h -> h.offer(Protocol.TLS_1_2, Answer.NO));
    one(
        all,
        "tls-1-2-missing",
        "failed",
        h ->
            h.offer(Protocol.TLS_1_2, Answer.NO)
                .offer(Protocol.TLS_1_3, Answer.NO)
                .offer(Protocol.TLS_1_1, Answer.YES));
    one(all, "forward-secrecy-missing", "failed", h -> only(h, "TLS_RSA_WITH_AES_128_GCM_SHA256"));
    one(all, "aead-missing", "failed", h -> only(h, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"));
    one(
        all,
        "aead-missing",
        "unknown",
        h -> {
          only(h, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
          h.complete = false;
        });
    for (String weak :
        List.of(
            "TLS_RSA_WITH_RC4_128_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA",
            "TLS_RSA_WITH_NULL_SHA256",
            "TLS_DH_anon_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_DES_CBC_SHA",
            "TLS_RSA_WITH_IDEA_CBC_SHA")) {
      one(all, "weak-suites-offered", "failed", h -> h.suite(Protocol.TLS_1_2, weak, 0));
    }
    one(all, "weak-suites-offered", "unknown", h -> h.complete = false);
    one(all, "key-breakable", "failed", h -> rsa(h, 1023));
    one(all, "key-breakable", "passed", h -> rsa(h, 1024));
    one(all, "key-short", "not-applicable", h -> rsa(h, 1023));
    one(all, "key-short", "failed", h -> rsa(h, 2047));
    one(all, "key-short", "passed", h -> rsa(h, 2048));
    one(all, "key-short", "failed", h -> h.keyBits = 192);
    one(all, "key-exchange-weak", "failed", h -> dhe(h, 2047));
    one(all, "key-exchange-weak", "passed", h -> dhe(h, 2048));
    one(all, "key-breakable", "failed", h -> dhe(h, 768));
    one(all, "key-exchange-weak", "failed", h -> h.groups.add(new Group(-1, "dh-1024", 1024)));
    one(all, "key-exchange-weak", "failed", h -> h.groups.add(new Group(19, "secp192r1", 192)));
    one(all, "signature-weak", "failed", h -> h.signature = "SHA1withRSA");
    one(all, "signature-weak", "failed", h -> h.signature = "MD5withRSA");
    one(all, "must-staple-not-stapled", "failed", h -> h.mustStaple = true);
    one(
        all,
        "must-staple-not-stapled",
        "passed",
        h -> {
          h.mustStaple = true;
          h.stapled = Answer.YES;
        });
    one(all, "insecure-renegotiation", "failed", h -> h.renegotiation = Answer.NO);
    one(all, "insecure-renegotiation", "unknown", h -> h.renegotiation = Answer.UNKNOWN);
    one(
        all,
        "insecure-renegotiation",
        "passed",
        h -> {
          h.renegotiation = Answer.UNKNOWN;
          h.offer(Protocol.TLS_1_2, Answer.NO);
        });
    one(all, "compression-offered", "failed", h -> h.compression = Answer.YES);
    redirects(all);
    hsts(all);
    overall(all);
    return all;
  }

  private static void redirects(List<Case> all) {
    String check = "http-not-redirected";
    one(all, check, "failed", h -> h.https = false);
    one(all, check, "not-applicable", h -> h.plain = Optional.empty());
    one(all, check, "failed", h -> h.plain = plain(End.ANSWERED, hop(HTTP, 200, null)));
    one(all, check, "passed", h -> h.plain = Optional.of(TlsHosts.failed(HTTP, Reason.REFUSED)));
    one(all, check, "unknown", h -> h.plain = Optional.of(TlsHosts.failed(HTTP, Reason.TIMEOUT)));
    one(
        all,
        check,
        "failed",
        h ->
            h.secure =
                List.of(
                    journey(
                        HTTPS,
                        End.ANSWERED,
                        hop(HTTPS, 302, "http://shop.example/"),
                        hop(HTTP, 200, null))));
    one(
        all,
        "redirect-downgrade",
        "failed",
        h ->
            h.secure =
                List.of(
                    new Journey(
                        HTTPS,
                        List.of(hop(HTTPS, 302, "http://shop.example/")),
                        End.FAILED,
                        Optional.of(TlsHosts.failure(Reason.REFUSED)))));
    one(
        all,
        "redirect-loop",
        "failed",
        h -> h.secure = List.of(journey(HTTPS, End.LOOP, hop(HTTPS, 302, "/"))));
    one(
        all,
        "redirect-loop",
        "failed",
        h -> h.plain = plain(End.BAD_LOCATION, hop(HTTP, 302, "http://[")));
    one(
        all,
        "redirect-loop",
        "unknown",
        h -> h.secure = List.of(TlsHosts.failed(HTTPS, Reason.TIMEOUT)));
    String careless = "redirect-careless";
    for (String to : List.of("https://www.shop.example/", "http://shop.example/login")) {
      one(
          all,
          careless,
          "failed",
          h ->
              h.plain =
                  plain(
                      End.ANSWERED,
                      hop(HTTP, 301, to),
                      hop(URI.create(to), 301, HTTPS.toString()),
                      hop(HTTPS, 200, null)));
    }
    one(
        all,
        careless,
        "failed",
        h ->
            h.plain = plain(End.ANSWERED, hop(HTTP, 302, HTTPS.toString()), hop(HTTPS, 200, null)));
    one(
        all,
        careless,
        "failed",
        h ->
            h.plain =
                plain(
                    End.ANSWERED,
                    hop(URI.create("http://shop.example/pay"), 301, HTTPS.toString()),
                    hop(HTTPS, 200, null)));
    one(all, careless, "not-applicable", h -> h.plain = plain(End.ANSWERED, hop(HTTP, 200, null)));
  }

  private static void hsts(List<Case> all) {
    one(all, "hsts-missing", "failed", h -> h.secure = List.of(TlsHosts.secure()));
    one(
        all,
        "hsts-missing",
        "unknown",
        h -> h.secure = List.of(TlsHosts.failed(HTTPS, Reason.TIMEOUT)));
    one(
        all,
        "hsts-missing",
        "not-applicable",
        h -> h.secure = List.of(TlsHosts.failed(HTTPS, Reason.TLS)));
    one(all, "hsts-missing", "not-applicable", h -> h.name = "127.0.0.1");
    one(all, "hsts-short", "failed", h -> h.secure = List.of(TlsHosts.secure("max-age=15551999")));
    one(all, "hsts-short", "passed", h -> h.secure = List.of(TlsHosts.secure("max-age=15552000")));
    one(all, "hsts-short", "not-applicable", h -> h.secure = List.of(TlsHosts.secure()));
    one(
        all,
        "hsts-malformed",
        "failed",
        h -> h.secure = List.of(TlsHosts.secure("includeSubDomains")));
    one(
        all,
        "hsts-malformed",
        "failed",
        h -> h.secure = List.of(TlsHosts.secure("max-age=63072000", "max-age=0")));
    one(all, "hsts-malformed", "not-applicable", h -> h.secure = List.of(TlsHosts.secure()));
  }

  private static void overall(List<Case> all) {
    String differ = "addresses-differ";
    one(all, differ, "passed", h -> h.second = Optional.of(h.endpoint("2001:db8::1")));
    one(
        all,
        differ,
        "failed",
        h ->
            h.second =
                Optional.of(new TlsHosts().offer(Protocol.TLS_1_0, Answer.YES).endpoint("::2")));
    one(
        all,
        differ,
        "unknown",
        h -> {
          TlsHosts silent = new TlsHosts();
          silent.failure = Optional.of(TlsHosts.failure(Reason.TIMEOUT));
          h.second = Optional.of(silent.endpoint("::2"));
        });
    one(
        all,
        "mozilla-profile-not-met",
        "failed",
        h -> h.suite(Protocol.TLS_1_2, "TLS_RSA_WITH_AES_128_GCM_SHA256", 0));
    one(all, "mozilla-profile-not-met", "failed", h -> h.offer(Protocol.TLS_1_1, Answer.YES));
    one(all, "mozilla-profile-not-met", "unknown", h -> h.complete = false);
    one(
        all,
        "mozilla-modern-not-met",
        "passed",
        h -> {
          h.offer(Protocol.TLS_1_2, Answer.NO);
          h.suites.removeIf(suite -> suite.protocol() == Protocol.TLS_1_2);
        });
    one(all, "tls-grade-below-a", "failed", h -> h.offer(Protocol.TLS_1_0, Answer.YES));
    one(all, "tls-grade-below-a", "unknown", h -> h.complete = false);
    String api = "api-unreachable-over-tls";
    one(all, api, "not-applicable", h -> h.egress = Optional.empty());
    one(
        all,
        api,
        "failed",
        h -> h.egress = egress(Optional.of(Reason.TLS), Protocol.TLS_1_2, true));
    one(
        all,
        api,
        "unknown",
        h -> h.egress = egress(Optional.of(Reason.TIMEOUT), Protocol.TLS_1_2, true));
    one(all, api, "failed", h -> h.egress = egress(Optional.empty(), Protocol.TLS_1_1, true));
    one(all, api, "failed", h -> h.egress = egress(Optional.empty(), Protocol.TLS_1_2, false));
    one(all, api, "passed", h -> h.egress = egress(Optional.empty(), Protocol.TLS_1_2, true));
  }

  private static Optional<Egress> egress(
      Optional<Reason> failure, Protocol spoken, boolean trusted) {
    return Optional.of(
        new Egress(
            URI.create("https://api.mercadopago.com"),
            failure.map(TlsHosts::failure),
            Optional.of(spoken),
            trusted));
  }

  private static Optional<Journey> plain(End end, TlsFacts.Hop... hops) {
    return Optional.of(journey(HTTP, end, hops));
  }

  private static void only(TlsHosts host, String suite) {
    host.suites.clear();
    host.suite(Protocol.TLS_1_2, suite, 0);
  }

  private static void rsa(TlsHosts host, int bits) {
    host.key = "RSA";
    host.keyBits = bits;
  }

  private static void dhe(TlsHosts host, int bits) {
    host.suite(Protocol.TLS_1_2, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", bits);
  }

  private static void one(List<Case> all, String check, String expected, Consumer<TlsHosts> loss) {
    TlsHosts host = new TlsHosts();
    loss.accept(host);
    all.add(new Case(check, expected, host.facts()));
  }
}
