// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Group;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.TlsDHUtils;

/// The key-exchange groups that are asked for, by their names in the supported-groups registry.
final class Groups {
  /// What a TLS 1.3 server is asked for: hybrids, curves and finite fields.
  static final List<Integer> TLS_1_3 =
      List.of(
          NamedGroup.X25519MLKEM768,
          NamedGroup.SecP256r1MLKEM768,
          NamedGroup.SecP384r1MLKEM1024,
          NamedGroup.x25519,
          NamedGroup.secp256r1,
          NamedGroup.secp384r1,
          NamedGroup.secp521r1,
          NamedGroup.x448,
          NamedGroup.brainpoolP256r1tls13,
          NamedGroup.brainpoolP384r1tls13,
          NamedGroup.brainpoolP512r1tls13,
          NamedGroup.ffdhe2048,
          NamedGroup.ffdhe3072,
          NamedGroup.ffdhe4096,
          NamedGroup.ffdhe6144,
          NamedGroup.ffdhe8192);

  /// The curves an older server is asked for, the usual ones first.
  static final List<Integer> CURVES =
      List.of(
          NamedGroup.x25519,
          NamedGroup.secp256r1,
          NamedGroup.secp384r1,
          NamedGroup.secp521r1,
          NamedGroup.x448,
          NamedGroup.brainpoolP256r1,
          NamedGroup.brainpoolP384r1,
          NamedGroup.brainpoolP512r1,
          NamedGroup.secp256k1,
          NamedGroup.secp224r1,
          NamedGroup.secp224k1,
          NamedGroup.secp192r1,
          NamedGroup.secp192k1,
          NamedGroup.secp160r1,
          NamedGroup.secp160r2,
          NamedGroup.secp160k1,
          NamedGroup.sect571r1,
          NamedGroup.sect571k1,
          NamedGroup.sect409r1,
          NamedGroup.sect409k1,
          NamedGroup.sect283r1,
          NamedGroup.sect283k1,
          NamedGroup.sect239k1,
          NamedGroup.sect233r1,
          NamedGroup.sect233k1,
          NamedGroup.sect193r1,
          NamedGroup.sect193r2,
          NamedGroup.sect163r1,
          NamedGroup.sect163r2,
          NamedGroup.sect163k1);

  /// What an ordinary client offers.
  static final List<Integer> ORDINARY =
      List.of(
          NamedGroup.X25519MLKEM768,
          NamedGroup.x25519,
          NamedGroup.secp256r1,
          NamedGroup.secp384r1,
          NamedGroup.secp521r1,
          NamedGroup.x448,
          NamedGroup.ffdhe2048,
          NamedGroup.ffdhe3072);

  private Groups() {}

  /// A group of the registry.
  static Group named(int code) {
    String name =
        NamedGroup.isValid(code) && NamedGroup.getName(code) != null
            ? NamedGroup.getName(code)
            : String.format(Locale.ROOT, "0x%04X", code);
    return new Group(code, name, bits(code));
  }

  /// The group of a DH prime and generator.
  static Group finiteField(BigInteger prime, BigInteger generator) {
    int code = TlsDHUtils.getNamedGroupForDHParameters(prime, generator);
    return code >= 0 ? named(code) : new Group(-1, "dh-" + prime.bitLength(), prime.bitLength());
  }

  // The guide knows no hybrids; one counts as its curve, which is what stands if the new half
  // should fall. The sizes of X25519 and X448 are those OpenSSL prints.
  private static int bits(int code) {
    return switch (code) {
      case NamedGroup.x25519 -> 253;
      case NamedGroup.x448 -> 448;
      case NamedGroup.X25519MLKEM768 -> bits(NamedGroup.x25519);
      case NamedGroup.SecP256r1MLKEM768 -> bits(NamedGroup.secp256r1);
      case NamedGroup.SecP384r1MLKEM1024 -> bits(NamedGroup.secp384r1);
      default -> Math.max(NamedGroup.getCurveBits(code), NamedGroup.getFiniteFieldBits(code));
    };
  }
}
