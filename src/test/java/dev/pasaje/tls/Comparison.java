// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.SuiteTraits.Ephemeral;
import dev.pasaje.tls.TlsFacts.Certificate;
import dev.pasaje.tls.TlsFacts.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One server as Pasaje and as testssl.sh see it.
record Comparison(LabVerdict ours, List<Point> points) {
  private static final Pattern BITS = Pattern.compile("(\\d+) bits");

  /// One question that both answered.
  record Point(String topic, String ours, String theirs) {
    boolean agree() {
      return ours.equals(theirs);
    }
  }

  private static final Map<Protocol, String> PROTOCOLS =
      Map.of(
          Protocol.SSL_2, "SSLv2",
          Protocol.SSL_3, "SSLv3",
          Protocol.TLS_1_0, "TLS1",
          Protocol.TLS_1_1, "TLS1_1",
          Protocol.TLS_1_2, "TLS1_2",
          Protocol.TLS_1_3, "TLS1_3");

  /// @param theirs findings by testssl.sh's ids; what it has no finding for is not compared
  static Comparison of(LabVerdict ours, Map<String, String> theirs) {
    List<Point> points = new ArrayList<>();
    Points found = new Points(points, theirs);
    Accepted accepted = new Accepted(ours.endpoint());
    PROTOCOLS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(one ->
            found.yesNo(
                one.getKey().label(),
                accepted.offers(one.getKey()),
                one.getValue(),
                said -> said.startsWith("offered")));
    suites(found, accepted.traits());
    String fingerprint = theirs.getOrDefault("cert_fingerprintSHA256", "").toLowerCase(Locale.ROOT);
    List<TlsFacts.Chain> chains = ours.endpoint().chains();
    chains.stream()
        .filter(chain -> chain.leaf().sha256().equals(fingerprint))
        .findFirst()
        .or(() -> chains.stream().findFirst())
        .ifPresent(chain -> certificate(found, ours, chain));
    found.yesNo(
        "HSTS good",
        ours.failed().stream().noneMatch(id -> id.startsWith("hsts-")),
        theirs.containsKey("HSTS") ? "HSTS/severity" : "HSTS_time/severity",
        said -> said.equals("OK"));
    ours.grade().ifPresent(grade -> found.same("grade", grade, "overall_grade", Optional::of));
    return new Comparison(ours, List.copyOf(points));
  }

  private static void suites(Points found, List<SuiteTraits> suites) {
    Predicate<String> offered = said -> said.startsWith("offered");
    found.yesNo("NULL", any(suites, suite -> suite.bits() == 0), "cipherlist_NULL", offered);
    found.yesNo("anonymous", any(suites, SuiteTraits::anonymous), "cipherlist_aNULL", offered);
    found.yesNo("export", any(suites, SuiteTraits::export), "cipherlist_EXPORT", offered);
    found.yesNo("3DES", any(suites, suite -> suite.bits() == 168), "cipherlist_3DES_IDEA", offered);
    found.yesNo("RC4", any(suites, SuiteTraits::rc4), "RC4", said -> said.startsWith("VULNERABLE"));
    String id = found.theirs().containsKey("FS") ? "FS" : "PFS";
    found.yesNo(
        "forward secrecy",
        // testssl.sh counts only suites whose server proves who it is.
        any(suites, suite -> suite.ephemeral() != Ephemeral.NONE && !suite.anonymous()),
        id,
        offered);
  }

  private static void certificate(Points found, LabVerdict ours, TlsFacts.Chain chain) {
    Certificate leaf = chain.leaf();
    boolean believed =
        Stream.of(
                "certificate-untrusted",
                "certificate-self-signed",
                "chain-incomplete",
                "certificate-expired",
                "certificate-not-yet-valid")
            .noneMatch(ours.failed()::contains);
    found.yesNo("trusted", believed, "cert_chain_of_trust", said -> said.startsWith("passed"));
    found.yesNo(
        "name matches",
        !ours.failed().contains("certificate-wrong-host"),
        "cert_trust",
        said -> said.startsWith("Ok"));
    found.yesNo(
        "expired",
        ours.failed().contains("certificate-expired"),
        "cert_expirationStatus",
        said -> said.startsWith("expired"));
    found.yesNo(
        "weak signature",
        ours.failed().contains("signature-weak"),
        "cert_signatureAlgorithm",
        said -> said.startsWith("SHA1") || said.startsWith("MD5"));
    found.same(
        "key bits",
        String.valueOf(leaf.keyBits()),
        "cert_keySize",
        said -> {
          Matcher bits = BITS.matcher(said);
          return bits.find() ? Optional.of(bits.group(1)) : Optional.empty();
        });
    found.yesNo(
        "in order", chain.ordered(), "certs_list_ordering_problem", said -> said.equals("no"));
    found.yesNo(
        "logged",
        !ours.failed().contains("certificate-transparency-missing"),
        "certificate_transparency",
        said -> said.startsWith("yes"));
  }

  private static boolean any(List<SuiteTraits> suites, Predicate<SuiteTraits> which) {
    return suites.stream().anyMatch(which);
  }

  /// Collects what both have an answer to.
  private record Points(List<Point> points, Map<String, String> theirs) {
    void yesNo(String topic, boolean ours, String id, Predicate<String> yes) {
      same(topic, word(ours), id, said -> Optional.of(word(yes.test(said))));
    }

    void same(String topic, String ours, String id, Function<String, Optional<String>> reading) {
      Optional.ofNullable(theirs.get(id))
          .flatMap(reading)
          .ifPresent(said -> points.add(new Point(topic, ours, said)));
    }

    private static String word(boolean yes) {
      return yes ? "yes" : "no";
    }
  }
}
