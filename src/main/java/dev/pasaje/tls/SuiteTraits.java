// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.util.List;
import java.util.Optional;

/// What the IANA name of a cipher suite says about its strength.
///
/// @param bits of the symmetric key as testssl.sh counts them: 3DES 168, nothing for NULL
/// @param block bits of the cipher's block; 0 for stream ciphers and none
/// @param aead whether it authenticates and encrypts in one step
/// @param ephemeral the kind of throw-away key the server sends for it
record SuiteTraits(
    int bits,
    int block,
    boolean aead,
    Ephemeral ephemeral,
    boolean anonymous,
    boolean export,
    boolean rc4,
    boolean cbc) {
  /// Keys below this can be broken by many (9.2, check 13).
  static final int LEAST_BITS = 112;

  /// The kind of key exchange, as far as it is thrown away afterwards.
  enum Ephemeral {
    NONE,
    DH,
    CURVE,
    /// TLS 1.3: the suite does not say, the group does.
    BY_GROUP
  }

  private record Cipher(String word, int bits, int block) {}

  /// The first word that a name holds is its cipher; longer words come before those inside them.
  private static final List<Cipher> CIPHERS =
      List.of(
          new Cipher("_NULL", 0, 0),
          new Cipher("CHACHA20", 256, 0),
          new Cipher("RC4_40", 40, 0),
          new Cipher("RC4_128_EXPORT40", 40, 0),
          new Cipher("RC4_56", 56, 0),
          new Cipher("RC4_64", 64, 0),
          new Cipher("RC4", 128, 0),
          new Cipher("RC2_CBC_40", 40, 64),
          new Cipher("RC2_CBC_56", 56, 64),
          new Cipher("RC2_128_CBC_EXPORT40", 40, 64),
          new Cipher("RC2_128", 128, 64),
          new Cipher("DES40", 40, 64),
          new Cipher("DES_CBC_40", 40, 64),
          new Cipher("3DES", 168, 64),
          new Cipher("DES_192_EDE3", 168, 64),
          new Cipher("DES", 56, 64),
          new Cipher("IDEA", 128, 64),
          new Cipher("FORTEZZA", 80, 64),
          new Cipher("SEED", 128, 128),
          new Cipher("28147", 256, 64),
          new Cipher("MAGMA", 256, 64),
          new Cipher("KUZNYECHIK", 256, 128),
          new Cipher("_256_", 256, 128),
          new Cipher("_128_", 128, 128),
          new Cipher("AEGIS_256", 256, 128),
          new Cipher("AEGIS_128", 128, 128),
          new Cipher("SM4", 128, 128));

  /// Empty when the name says nothing that is known here.
  static Optional<SuiteTraits> of(String name) {
    return CIPHERS.stream()
        .filter(cipher -> name.contains(cipher.word()))
        .findFirst()
        .map(cipher -> of(name, cipher));
  }

  private static SuiteTraits of(String name, Cipher cipher) {
    boolean export = name.contains("EXPORT");
    return new SuiteTraits(
        cipher.bits(),
        cipher.block(),
        name.contains("GCM")
            || name.contains("CCM")
            || name.contains("POLY1305")
            || name.contains("AEGIS")
            || name.contains("MGM"),
        ephemeral(name),
        name.contains("_anon"),
        export,
        name.contains("RC4"),
        name.contains("CBC"));
  }

  private static Ephemeral ephemeral(String name) {
    if (name.contains("_ECDHE_") || name.contains("_ECDH_anon")) {
      return Ephemeral.CURVE;
    }
    if (name.contains("_DHE_") || name.contains("_DH_anon")) {
      return Ephemeral.DH;
    }
    return name.startsWith("TLS_") && !name.contains("_WITH_")
        ? Ephemeral.BY_GROUP
        : Ephemeral.NONE;
  }

  /// Whether a stolen key of the certificate leaves recorded traffic closed.
  boolean forwardSecret() {
    return ephemeral != Ephemeral.NONE && !anonymous;
  }

  /// Whether nobody should offer it at all: check 13 of 9.2.
  boolean weak() {
    return rc4 || block == 64 || export || anonymous || bits < LEAST_BITS;
  }
}
