// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import dev.pasaje.tls.lab.LabKeys.Kind;
import dev.pasaje.tls.lab.Site.Way;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Every case of the lab.
public final class LabCases {
  private static final List<String> NOW = List.of("TLSv1.3", "TLSv1.2");
  private static final List<String> OLD = List.of("TLSv1.1", "TLSv1");
  private static final List<String> SINCE_TLS_1_0 =
      List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1");
  private static final List<String> SINCE_SSL_3 =
      List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1", "SSLv3");

  private static final List<String> TLS_1_3_SUITES =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
  private static final List<String> GOOD_RSA =
      List.of(
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
  private static final List<String> GOOD_ECDSA =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
  private static final List<String> GOOD = joined(TLS_1_3_SUITES, GOOD_ECDSA, GOOD_RSA);
  private static final List<String> ECDHE_CBC =
      List.of("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");

  public static final List<LabCase> ALL =
      joined(good(), protocols(), suites(), certificates(), chains(), sites(), odd());

  private LabCases() {}

  private static List<LabCase> good() {
    return List.of(
        LabCase.of("good-rsa", tls(rsa())).graded("A+"),
        LabCase.of("good-ecdsa", tls(ecdsa())).graded("A+"),
        LabCase.of(
                "good-both",
                tls((pki, host) ->
                    List.of(
                        pki.whole(Leaf.of(host, Kind.P_256)),
                        pki.whole(Leaf.of(host, Kind.RSA_2048)))))
            .graded("A+"),
        LabCase.of("wildcard", tls(ecdsa(leaf -> leaf.named("*." + LabCase.DOMAIN)))).graded("A+"));
  }

  private static List<LabCase> protocols() {
    return List.of(
        LabCase.of("tls-1-2-only", tls(rsa(), List.of("TLSv1.2"), GOOD_RSA))
            .failing("tls-1-3-missing")
            .graded("A-"),
        LabCase.of("tls-1-3-only", tls(ecdsa(), List.of("TLSv1.3"), TLS_1_3_SUITES)).graded("A+"),
        LabCase.of("old-tls-only", tls(rsa(), OLD, ECDHE_CBC))
            .failing(
                "old-tls-offered",
                "tls-1-2-missing",
                "tls-1-3-missing",
                "aead-missing",
                "mozilla-profile-not-met",
                "tls-grade-below-a")
            .graded("C"),
        LabCase.of("old-tls-too", tls(rsa(), SINCE_TLS_1_0, joined(GOOD, ECDHE_CBC)))
            .failing("old-tls-offered", "mozilla-profile-not-met", "tls-grade-below-a")
            .graded("B"),
        LabCase.of(
                "ssl-3-too",
                tls(
                    rsa(),
                    SINCE_SSL_3,
                    joined(GOOD, ECDHE_CBC, List.of("TLS_RSA_WITH_AES_128_CBC_SHA"))))
            .failing(
                "ssl-offered", "old-tls-offered", "mozilla-profile-not-met", "tls-grade-below-a")
            .graded("C"),
        LabCase.of(
                "ssl-3-only", tls(rsa(), List.of("SSLv3"), List.of("TLS_RSA_WITH_AES_128_CBC_SHA")))
            .failing(
                "ssl-offered",
                "tls-1-2-missing",
                "tls-1-3-missing",
                "forward-secrecy-missing",
                "aead-missing",
                "mozilla-profile-not-met",
                "tls-grade-below-a")
            .graded("F"));
  }

  private static List<LabCase> suites() {
    return List.of(
        weak("rc4", "SSL_RSA_WITH_RC4_128_SHA").graded("C"),
        // By the rating guide it is TLS 1.1 that makes 64-bit blocks fatal.
        LabCase.of(
                "triple-des",
                tls(rsa(), NOW, joined(GOOD, List.of("SSL_RSA_WITH_3DES_EDE_CBC_SHA"))))
            .failing("weak-suites-offered", "mozilla-profile-not-met")
            .graded("A+"),
        old("triple-des-old", "SSL_RSA_WITH_3DES_EDE_CBC_SHA").graded("C"),
        weak("null-suites", "TLS_RSA_WITH_NULL_SHA256").graded("F"),
        weak("anonymous", "TLS_ECDH_anon_WITH_AES_128_CBC_SHA").graded("F"),
        old("export", "SSL_RSA_EXPORT_WITH_RC4_40_MD5").graded("F"),
        LabCase.of("cbc-only", tls(rsa(), List.of("TLSv1.2"), ECDHE_CBC))
            .failing(
                "tls-1-3-missing", "aead-missing", "mozilla-profile-not-met", "tls-grade-below-a")
            .graded("B"),
        LabCase.of(
                "static-rsa-only",
                tls(
                    rsa(),
                    List.of("TLSv1.2"),
                    List.of("TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384")))
            .failing(
                "tls-1-3-missing",
                "forward-secrecy-missing",
                "mozilla-profile-not-met",
                "tls-grade-below-a")
            .graded("B"),
        LabCase.of(
                "dhe-1024",
                tls(
                    rsa(),
                    NOW,
                    joined(
                        TLS_1_3_SUITES,
                        GOOD_RSA,
                        List.of(
                            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                            "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"))))
            .failing("key-exchange-weak", "mozilla-profile-not-met", "tls-grade-below-a")
            .graded("B"));
  }

  private static LabCase weak(String name, String suite) {
    return LabCase.of(name, tls(rsa(), NOW, joined(GOOD, List.of(suite))))
        .failing("weak-suites-offered", "mozilla-profile-not-met", "tls-grade-below-a");
  }

  private static LabCase old(String name, String suite) {
    return LabCase.of(name, tls(rsa(), SINCE_TLS_1_0, joined(GOOD, ECDHE_CBC, List.of(suite))))
        .failing(
            "weak-suites-offered",
            "old-tls-offered",
            "mozilla-profile-not-met",
            "tls-grade-below-a");
  }

  private static List<LabCase> certificates() {
    return List.of(
        changed("expired", leaf -> leaf.aged(100, -10))
            .failing("certificate-expired", "tls-grade-below-a")
            .graded("T"),
        changed("not-yet-valid", leaf -> leaf.aged(-5, 85))
            .failing("certificate-not-yet-valid", "tls-grade-below-a")
            .graded("T"),
        changed("about-to-expire", leaf -> leaf.aged(87, 3))
            .failing("certificate-about-to-expire")
            .graded("A+"),
        changed("renewal-late", leaf -> leaf.aged(75, 15))
            .failing("certificate-renewal-late")
            .graded("A+"),
        changed("renewal-due", leaf -> leaf.aged(64, 26))
            .failing("certificate-renewal-due")
            .graded("A+"),
        changed("lifetime-too-long", leaf -> leaf.aged(10, 388))
            .failing("certificate-lifetime-too-long", "mozilla-profile-not-met")
            .graded("A+"),
        changed("wrong-host", leaf -> leaf.named("other." + LabCase.DOMAIN))
            .failing("certificate-wrong-host", "tls-grade-below-a")
            .graded("M"),
        changed("wildcard-too-high", leaf -> leaf.named("*." + LabCase.DOMAIN))
            .asked("shop.wildcard-too-high." + LabCase.DOMAIN)
            .failing("certificate-wrong-host", "tls-grade-below-a")
            .graded("M"),
        changed("no-names", leaf -> leaf.named())
            .failing("certificate-wrong-host", "tls-grade-below-a")
            .graded("M"),
        changed("not-logged", leaf -> leaf.logged(0))
            .failing("certificate-transparency-missing")
            .graded("A+"),
        changed("must-staple", Leaf::mustStapled).failing("must-staple-not-stapled").graded("A+"),
        LabCase.of("sha-1", tls(rsa(leaf -> leaf.signedWith("SHA1"))))
            .failing("signature-weak", "mozilla-profile-not-met", "tls-grade-below-a")
            .graded("T"),
        LabCase.of("rsa-1024", tls((pki, host) -> List.of(pki.whole(Leaf.of(host, Kind.RSA_1024)))))
            .failing("key-short", "mozilla-profile-not-met", "tls-grade-below-a")
            .graded("B"));
  }

  private static LabCase changed(String name, UnaryOperator<Leaf> change) {
    return LabCase.of(name, tls(ecdsa(change)));
  }

  private static List<LabCase> chains() {
    return List.of(
        LabCase.of(
                "self-signed",
                tls((pki, host) -> List.of(pki.selfSigned(Leaf.of(host, Kind.RSA_2048)))))
            .failing("certificate-self-signed", "tls-grade-below-a")
            .graded("T"),
        LabCase.of(
                "untrusted-root",
                tls((pki, host) ->
                    List.of(
                        pki.under(
                            Leaf.of(host, Kind.P_256),
                            pki.stranger,
                            List.of(pki.stranger.certificate())))))
            .failing("certificate-untrusted", "tls-grade-below-a")
            .graded("T"),
        LabCase.of(
                "own-root",
                tls((pki, host) ->
                    List.of(pki.under(Leaf.of(host, Kind.P_256), pki.ownRoot, List.of()))))
            .failing("certificate-by-own-root")
            .graded("A+"),
        LabCase.of(
                "missing-intermediate",
                tls((pki, host) ->
                    List.of(pki.under(Leaf.of(host, Kind.RSA_2048), pki.rsa, List.of()))))
            .failing("chain-incomplete", "tls-grade-below-a")
            .graded("B"),
        LabCase.of(
                "disordered",
                tls((pki, host) ->
                    List.of(
                        pki.under(
                            Leaf.of(host, Kind.RSA_2048),
                            pki.rsa,
                            List.of(pki.root.certificate(), pki.rsa.certificate())))))
            .failing("chain-disordered")
            .graded("A+"),
        LabCase.of("usurper", tls((pki, host) -> List.of(pki.wrongful(Leaf.of(host, Kind.P_256)))))
            .failing("certificate-untrusted", "tls-grade-below-a")
            .graded("T"),
        LabCase.of(
                "huge-chain",
                tls((pki, host) -> List.of(pki.deep(Leaf.of(host, Kind.P_256).andNames(400), 8))))
            .failing("chain-oversized")
            .graded("A+"));
  }

  private static List<LabCase> sites() {
    return List.of(
        site("hsts-none").failing("hsts-missing").graded("A+"),
        site("hsts-short", "max-age=86400").failing("hsts-short").graded("A-"),
        site("hsts-zero", "max-age=0").failing("hsts-short").graded("A-"),
        site("hsts-malformed", "max-age=never").failing("hsts-malformed").graded("A-"),
        site("hsts-twice", "max-age=86400", Site.GOOD_HSTS)
            .failing("hsts-malformed", "hsts-short")
            .graded("A-"),
        way("redirect-none", Way.OPEN).failing("http-not-redirected").graded("A+"),
        way("redirect-for-now", Way.SECURED_FOR_NOW).failing("redirect-careless").graded("A+"),
        way("redirect-roundabout", Way.ROUNDABOUT).failing("redirect-careless").graded("A+"),
        way("redirect-off-host", Way.OFF_HOST).failing("redirect-careless").graded("A+"),
        way("redirect-downgrade", Way.DOWNGRADE)
            // Whoever asks for the page without TLS ends without TLS.
            .failing("redirect-downgrade", "http-not-redirected")
            .graded("A+"),
        way("redirect-loop", Way.LOOP).failing("redirect-loop").graded("A+"),
        way("redirect-endless", Way.ENDLESS).failing("redirect-loop").graded("A+"),
        way("redirect-nowhere", Way.NOWHERE).failing("redirect-loop").graded("A+"));
  }

  private static LabCase site(String name, String... hsts) {
    return LabCase.of(
        name, new Recipe.Tls(ecdsa(), NOW, GOOD, new Site(List.of(hsts), Way.SECURED)));
  }

  private static LabCase way(String name, Way way) {
    Recipe.Showing both = ecdsa(leaf -> leaf.named(leaf.commonName(), "www." + leaf.commonName()));
    return LabCase.of(
        name, new Recipe.Tls(both, NOW, GOOD, new Site(List.of(Site.GOOD_HSTS), way)));
  }

  private static List<LabCase> odd() {
    return List.of(
        LabCase.of("silent", Recipe.Odd.SILENT),
        LabCase.of("plain-http", Recipe.Odd.PLAIN_HTTP).failing("tls-not-answering"),
        LabCase.of("closed", Recipe.Odd.CLOSED).failing("tls-not-answering"),
        // Whether it always does cannot be told from once: unknown, not failed.
        LabCase.of("hangs-up", Recipe.Odd.HANGS_UP),
        LabCase.of("garbage", Recipe.Odd.GARBAGE).failing("tls-not-answering"));
  }

  /// Whether it speaks what the good ones speak.
  static boolean usual(Recipe.Tls tls) {
    return tls.protocols().equals(NOW) && tls.suites().equals(GOOD);
  }

  private static Recipe tls(Recipe.Showing showing) {
    return tls(showing, NOW, GOOD);
  }

  private static Recipe tls(Recipe.Showing showing, List<String> protocols, List<String> suites) {
    return new Recipe.Tls(showing, protocols, suites, Site.GOOD);
  }

  private static Recipe.Showing rsa() {
    return rsa(UnaryOperator.identity());
  }

  private static Recipe.Showing rsa(UnaryOperator<Leaf> change) {
    return (pki, host) -> List.of(pki.whole(change.apply(Leaf.of(host, Kind.RSA_2048))));
  }

  private static Recipe.Showing ecdsa() {
    return ecdsa(UnaryOperator.identity());
  }

  private static Recipe.Showing ecdsa(UnaryOperator<Leaf> change) {
    return (pki, host) -> List.of(pki.whole(change.apply(Leaf.of(host, Kind.P_256))));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // handed on as it is
  private static <T> List<T> joined(List<T>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }
}
