// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteTraitsTest {
  @ParameterizedTest
  @CsvSource({
    "TLS_AES_128_GCM_SHA256, 128, 128, true, true, false",
    "TLS_CHACHA20_POLY1305_SHA256, 256, 0, true, true, false",
    "TLS_AES_128_CCM_8_SHA256, 128, 128, true, true, false",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, 256, 128, false, true, false",
    "TLS_RSA_WITH_AES_128_GCM_SHA256, 128, 128, true, false, false",
    "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA, 128, 128, false, false, false",
    "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA, 256, 128, false, true, false",
    "TLS_RSA_WITH_SEED_CBC_SHA, 128, 128, false, false, false",
    "TLS_RSA_WITH_RC4_128_MD5, 128, 0, false, false, true",
    "TLS_RSA_WITH_3DES_EDE_CBC_SHA, 168, 64, false, false, true",
    "TLS_RSA_WITH_DES_CBC_SHA, 56, 64, false, false, true",
    "TLS_RSA_EXPORT_WITH_RC4_40_MD5, 40, 0, false, false, true",
    "TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5, 40, 64, false, false, true",
    "TLS_RSA_WITH_IDEA_CBC_SHA, 128, 64, false, false, true",
    "TLS_RSA_WITH_NULL_SHA256, 0, 0, false, false, true",
    "TLS_DH_anon_WITH_AES_128_GCM_SHA256, 128, 128, true, false, true",
    "TLS_ECDH_anon_WITH_AES_256_CBC_SHA, 256, 128, false, false, true",
  })
  void the_name_says_how_strong_a_suite_is(
      String name, int bits, int block, boolean aead, boolean secret, boolean weak) {
    SuiteTraits traits = SuiteTraits.of(name).orElseThrow();

    assertThat(traits.bits()).isEqualTo(bits);
    assertThat(traits.block()).isEqualTo(block);
    assertThat(traits.aead()).isEqualTo(aead);
    assertThat(traits.forwardSecret()).isEqualTo(secret);
    assertThat(traits.weak()).isEqualTo(weak);
  }

  @Test
  void of_a_number_nothing_is_known() {
    assertThat(SuiteTraits.of("0x1234")).isEmpty();
  }
}
