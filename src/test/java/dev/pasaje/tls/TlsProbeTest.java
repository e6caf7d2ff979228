// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.http.Exchange.Reason;
import dev.pasaje.outside.Outlook;
import dev.pasaje.outside.Trust;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.End;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Group;
import dev.pasaje.tls.TlsFacts.Protocol;
import dev.pasaje.tls.TlsFacts.Trusted;
import dev.pasaje.tls.TlsFacts.Use;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class TlsProbeTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nSet-Cookie: s=secret; Secure\r\n\r\nhi";
  private static TestChain rsa;
  private static TestChain ec;

  @BeforeAll
  static void make_certificates() throws Exception {
    rsa = TestChain.of("RSA", 2048);
    ec = TestChain.of("EC", 256);
  }

  @Test
  void a_server_of_both_versions_and_keys_is_seen_whole() throws Exception {
    try (LocalServer server =
        LocalServer.tls(List.of("TLSv1.2", "TLSv1.3"), LocalServer.answering(OK), rsa, ec)) {
      TlsFacts facts = look(server, Duration.ofSeconds(10), List.of(rsa.root(), ec.root()));
      Endpoint seen = facts.hosts().getFirst().endpoints().getFirst();

      assertThat(seen.failure()).isEmpty();
      assertThat(seen.offers())
          .containsEntry(Protocol.SSL_2, Answer.NO)
          .containsEntry(Protocol.TLS_1_1, Answer.NO)
          .containsEntry(Protocol.TLS_1_2, Answer.YES)
          .containsEntry(Protocol.TLS_1_3, Answer.YES);
      assertThat(seen.handshakes()).containsExactly(Protocol.TLS_1_2, Protocol.TLS_1_3);
      assertThat(seen.suitesComplete()).isTrue();
      assertThat(seen.suites())
          .extracting(TlsFacts.Suite::name)
          .contains(
              "TLS_AES_128_GCM_SHA256",
              "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
              "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384");
      assertThat(seen.groups())
          .extracting(Group::name)
          .contains("x25519", "secp256r1", "secp384r1", "ffdhe2048");
      assertThat(seen.chains()).hasSize(2).allMatch(one -> one.trust() == Trusted.YES);
      assertThat(seen.chains()).allMatch(TlsFacts.Chain::byOwnRoot);
      assertThat(seen.secureRenegotiation()).isEqualTo(Answer.YES);
      assertThat(seen.compression()).isEqualTo(Answer.NO);
      assertThat(seen.ordersSuites()).isEqualTo(Answer.YES);
      assertThat(facts.hosts().getFirst().secure().getFirst().hops().getFirst().cookies())
          .containsExactly("s; Secure");
      assertThat(back(facts)).isEqualTo(facts);
    }
  }

  @Test
  void a_server_of_one_version_is_told_from_the_other() throws Exception {
    for (String only : List.of("TLSv1.2", "TLSv1.3")) {
      try (LocalServer server = LocalServer.tls(List.of(only), LocalServer.answering(OK), ec)) {
        TlsFacts facts = look(server, Duration.ofSeconds(10), List.of());
        Endpoint seen = facts.hosts().getFirst().endpoints().getFirst();
        assertThat(seen.handshakes()).extracting(Protocol::label).containsExactly(only);
        assertThat(seen.chains())
            .extracting(TlsFacts.Chain::trust)
            .containsExactly(Trusted.UNKNOWN_ROOT);
        assertThat(facts.hosts().getFirst().secure().getFirst().end()).isEqualTo(End.ANSWERED);
      }
    }
  }

  @Test
  void a_server_that_says_nothing_costs_no_more_than_the_limit() throws Exception {
    try (LocalServer server =
        LocalServer.plain((in, out) -> in.transferTo(OutputStream.nullOutputStream()))) {
      long start = System.nanoTime();
      TlsFacts facts = look(server, Duration.ofSeconds(1), List.of());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      Endpoint seen = facts.hosts().getFirst().endpoints().getFirst();
      assertThat(seen.failure())
          .hasValueSatisfying(why -> assertThat(why.reason()).isEqualTo(Reason.TIMEOUT));
      assertThat(back(facts)).isEqualTo(facts);
    }
  }

  @Test
  void http_on_the_port_of_tls_is_recognised() throws Exception {
    try (LocalServer server =
        LocalServer.plain((in, out) ->
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
      Endpoint seen =
          look(server, Duration.ofSeconds(5), List.of()).hosts().getFirst().endpoints().getFirst();
      assertThat(seen.speaksPlainHttp()).isTrue();
      assertThat(seen.failure()).isPresent();
    }
  }

  @Test
  void a_server_that_trickles_bytes_for_ever_is_left_in_time() throws Exception {
    try (LocalServer server =
        LocalServer.plain((in, out) -> {
          while (true) {
            out.write(new byte[] {22, 3, 3, 0, 1, 2});
          }
        })) {
      long start = System.nanoTime();
      Endpoint seen =
          look(server, Duration.ofSeconds(2), List.of()).hosts().getFirst().endpoints().getFirst();
      assertThat(seen.failure()).isPresent();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void a_closed_port_is_refused_and_an_unknown_name_unresolved() throws Exception {
    int port;
    try (LocalServer server = LocalServer.plain((in, out) -> {})) {
      port = server.port();
    }
    TlsProbe probe = probe(Duration.ofSeconds(2), List.of());
    TlsFacts facts =
        probe.look(
            List.of(
                TlsTarget.of(Use.WEBSITE, URI.create("https://shop.example:" + port + "/")),
                TlsTarget.of(Use.CHECKOUT, URI.create("https://nobody.example/"))),
            Optional.empty());
    assertThat(facts.hosts().getFirst().endpoints().getFirst().failure().orElseThrow().reason())
        .isEqualTo(Reason.REFUSED);
    assertThat(facts.hosts().getLast().unresolved().orElseThrow().reason())
        .isEqualTo(Reason.UNKNOWN_HOST);
    assertThat(facts.egress()).isEmpty();
  }

  private static TlsFacts look(LocalServer server, Duration limit, List<X509Certificate> further) {
    URI address = URI.create("https://shop.example:" + server.port() + "/pay?x=1");
    return probe(limit, further)
        .look(List.of(TlsTarget.of(Use.WEBSITE, address)), Optional.empty());
  }

  static TlsProbe probe(Duration limit, List<X509Certificate> further) {
    Outlook outlook =
        new Outlook(
            limit,
            new Trust(List.of(), further),
            true,
            "Pasaje/test",
            () -> Instant.parse("2026-01-01T00:00:00Z"));
    return new TlsProbe(
        outlook,
        (host, patience) -> {
          if (host.equals("nobody.example")) {
            throw new UnknownHostException(host);
          }
          return List.of(InetAddress.getLoopbackAddress());
        });
  }

  private static TlsFacts back(TlsFacts facts) {
    JsonMapper json = JsonMapper.shared();
    return json.readValue(json.writeValueAsString(facts), TlsFacts.class);
  }
}
