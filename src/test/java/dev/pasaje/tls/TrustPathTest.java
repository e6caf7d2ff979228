// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.tls.TlsFacts.Trusted;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrustPathTest {
  private static TestChain chain;

  @BeforeAll
  static void make_certificates() throws Exception {
    chain = TestChain.of("EC", 256);
  }

  @Test
  void an_expired_chain_to_a_known_root_is_believed() {
    assertThat(judge(List.of(chain.root()), chain.sent())).isEqualTo(Trusted.YES);
  }

  @Test
  void without_its_root_it_ends_nowhere() {
    assertThat(judge(List.of(), chain.sent())).isEqualTo(Trusted.UNKNOWN_ROOT);
    assertThat(judge(List.of(), List.of(chain.leaf(), chain.intermediate(), chain.root())))
        .isEqualTo(Trusted.UNKNOWN_ROOT);
  }

  @Test
  void a_missing_intermediate_is_incomplete_fetched_or_not() {
    List<X509Certificate> leaf = List.of(chain.leaf());
    assertThat(judge(List.of(chain.root()), leaf)).isEqualTo(Trusted.INCOMPLETE);
    assertThat(
            TrustPath.judge(List.of(chain.root()), leaf, one -> List.of(chain.intermediate()))
                .trust())
        .isEqualTo(Trusted.INCOMPLETE);
    assertThat(
            TrustPath.judge(List.of(), leaf, one -> List.of(chain.intermediate(), chain.root()))
                .trust())
        .isEqualTo(Trusted.UNKNOWN_ROOT);
  }

  @Test
  void a_leaf_that_signed_itself_is_told() throws Exception {
    KeyPair keys = TestChain.keys("EC", 256);
    X509Certificate self = TestChain.sign("CN=me", keys, "CN=me", keys, false);
    assertThat(judge(List.of(), List.of(self))).isEqualTo(Trusted.SELF_SIGNED);
  }

  @Test
  void a_wrong_signature_or_an_issuer_that_may_not_is_invalid() throws Exception {
    KeyPair keys = TestChain.keys("EC", 256);
    KeyPair other = TestChain.keys("EC", 256);
    X509Certificate root = TestChain.sign("CN=r", keys, "CN=r", keys, true);
    X509Certificate forged = TestChain.sign("CN=x", other, "CN=r", other, false);
    assertThat(judge(List.of(root), List.of(forged, root))).isEqualTo(Trusted.INVALID);
    X509Certificate noAuthority = TestChain.sign("CN=m", other, "CN=r", keys, false);
    X509Certificate leaf = TestChain.sign("CN=y", other, "CN=m", other, false);
    assertThat(judge(List.of(root), List.of(leaf, noAuthority))).isEqualTo(Trusted.INVALID);
  }

  private static Trusted judge(List<X509Certificate> roots, List<X509Certificate> sent) {
    return TrustPath.judge(roots, sent, one -> List.of()).trust();
  }
}
