// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.integration.Product;
import dev.pasaje.tls.Grade.Letter;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Protocol;
import dev.pasaje.tls.TlsFacts.Suite;
import dev.pasaje.tls.TlsFacts.Trusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Grades reckoned by hand from the guide.
class GradeTest {
  private static final List<String> SUITES =
      List.of(
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_RC4_128_SHA",
          "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS_RSA_EXPORT_WITH_RC4_40_MD5",
          "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_NULL_SHA",
          "TLS_DH_anon_WITH_AES_128_CBC_SHA",
          "0x1234");

  @Test
  void nothing_but_the_best_is_a_plus() {
    assertThat(new TlsHosts().grade())
        .isEqualTo(new Grade(Letter.A_PLUS, 100, 100, 100, 100, List.of(), List.of()));
  }

  @Test
  void rsa_2048_and_aes_128_beside_256_still_make_a_plus() {
    TlsHosts host = new TlsHosts();
    host.key = "RSA";
    host.keyBits = 2048;
    host.suite(Protocol.TLS_1_2, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 253);

    // 30 + 90 * 30 / 100 + (100 + 80) / 2 * 40 / 100
    assertThat(host.grade())
        .isEqualTo(new Grade(Letter.A_PLUS, 93, 100, 90, 90, List.of(), List.of()));
  }

  @Test
  void old_versions_cap_at_b_and_each_share_is_cut() {
    TlsHosts host =
        new TlsHosts().offer(Protocol.TLS_1_0, Answer.YES).offer(Protocol.TLS_1_1, Answer.YES);

    Grade grade = host.grade();

    // (100 + 90) / 2 = 95, of which 30 % are 28, not 28.5
    assertThat(grade.letter()).isEqualTo(Letter.B);
    assertThat(grade.score()).isEqualTo(98);
    assertThat(grade.protocol()).isEqualTo(95);
    assertThat(grade.caps()).extracting(Grade.Cap::at).containsExactly(Letter.B, Letter.B);
  }

  @Test
  void a_warning_turns_a_plus_into_a_minus() {
    TlsHosts host = new TlsHosts().offer(Protocol.TLS_1_3, Answer.NO);
    host.suites.removeIf(suite -> suite.protocol() == Protocol.TLS_1_3);
    TlsHosts brief = new TlsHosts();
    brief.secure = List.of(TlsHosts.secure("max-age=300"));

    assertThat(host.grade().letter()).isEqualTo(Letter.A_MINUS);
    assertThat(host.grade().warnings()).containsExactly("no TLS 1.3");
    assertThat(brief.grade().warnings()).containsExactly("HSTS shorter than 180 days");
  }

  @Test
  void trust_and_name_are_hard_caps_without_points() {
    TlsHosts untrusted = new TlsHosts();
    untrusted.trust = Trusted.UNKNOWN_ROOT;
    untrusted.offer(Protocol.SSL_2, Answer.YES);
    TlsHosts other = new TlsHosts();
    other.names = List.of("other.example");

    assertThat(untrusted.grade().letter()).isEqualTo(Letter.T);
    assertThat(untrusted.grade().score()).isZero();
    assertThat(other.grade().letter()).isEqualTo(Letter.M);
  }

  @Test
  void an_incomplete_chain_caps_at_b() {
    TlsHosts host = new TlsHosts();
    host.trust = Trusted.INCOMPLETE;

    assertThat(host.grade().letter()).isEqualTo(Letter.B);
    assertThat(host.grade().score()).isEqualTo(100);
  }

  @Test
  void a_dh_key_of_1024_bits_gives_eighty_points_and_caps_at_b() {
    TlsHosts host = new TlsHosts();
    host.suite(Protocol.TLS_1_2, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", 1024);

    // 30 + 24 + 40
    assertThat(host.grade())
        .isEqualTo(
            new Grade(
                Letter.B,
                94,
                100,
                80,
                100,
                List.of(new Grade.Cap(Letter.B, "weak key")),
                List.of()));
  }

  @Test
  void sslv3_alone_is_f_whatever_its_points() {
    TlsHosts host = new TlsHosts();
    for (Protocol protocol : Protocol.values()) {
      host.offer(protocol, protocol == Protocol.SSL_3 ? Answer.YES : Answer.NO);
    }
    host.suites.clear();
    host.suite(Protocol.SSL_3, "TLS_RSA_WITH_AES_128_CBC_SHA", 0);

    // 80 * 30 / 100 + 30 + 80 * 40 / 100
    assertThat(host.grade().letter()).isEqualTo(Letter.F);
    assertThat(host.grade().score()).isEqualTo(86);
  }

  @Test
  void rc4_with_tls_1_2_caps_at_c_and_export_at_f() {
    TlsHosts rc4 = new TlsHosts().suite(Protocol.TLS_1_2, "TLS_RSA_WITH_RC4_128_SHA", 0);
    TlsHosts export = new TlsHosts().suite(Protocol.TLS_1_2, "TLS_RSA_EXPORT_WITH_RC4_40_MD5", 512);

    assertThat(rc4.grade().letter()).isEqualTo(Letter.C);
    assertThat(export.grade().letter()).isEqualTo(Letter.F);
  }

  @Test
  void seeded_facts_never_throw_and_removing_a_weak_suite_never_worsens_the_letter() {
    long seed = 20_260_601;
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      TlsHosts host = random(random);
      Grade before = host.grade();
      List<Suite> weak =
          host.suites.stream()
              .filter(suite -> SuiteTraits.of(suite.name()).filter(SuiteTraits::weak).isPresent())
              .toList();
      if (weak.isEmpty() || weak.size() == host.suites.size()) {
        continue;
      }
      List<Suite> all = new ArrayList<>(host.suites);
      host.suites.remove(weak.getFirst());
      Grade after = host.grade();

      assertThat(after.letter().compareTo(before.letter()))
          .as("seed %s round %s: %s without %s", seed, round, all, weak.getFirst())
          .isLessThanOrEqualTo(0);
    }
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // handed on as it is
  private static <T> T any(Random random, T... all) {
    return List.of(all).get(random.nextInt(all.length));
  }

  private static TlsHosts random(Random random) {
    TlsHosts host = new TlsHosts();
    for (Protocol protocol : Protocol.values()) {
      host.offer(protocol, any(random, Answer.values()));
    }
    host.suites.clear();
    // One that is good stays, so that taking a weak one away leaves something.
    host.suite(Protocol.TLS_1_2, TlsHosts.GCM, 256);
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      host.suite(
          any(random, Protocol.values()),
          SUITES.get(random.nextInt(SUITES.size())),
          random.nextInt(3) * 1024);
    }
    host.complete = random.nextBoolean();
    host.keyBits = random.nextInt(512);
    host.trust = any(random, Trusted.values());
    host.compression = any(random, Answer.values());
    host.until = TlsHosts.AT.plusSeconds(random.nextLong(-1_000_000, 10_000_000));
    host.bytes = random.nextInt(40_000);
    Tls.judge(host.facts(), TlsProfile.named("modern"), Product.CHECKOUT_PRO);
    return host;
  }
}
