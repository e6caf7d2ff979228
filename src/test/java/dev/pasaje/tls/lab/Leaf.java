// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import dev.pasaje.tls.lab.LabKeys.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A server certificate as it is ordered: a good one, from which a test takes one thing away.
///
/// @param names of the subject alternative name extension, DNS names and IPv4 addresses; none, and
///   there is no extension
/// @param age since its first second; negative for one that is not valid yet
/// @param left until its last second; negative for one that has expired
/// @param hash of the signature, such as `SHA256`
/// @param scts how many signed certificate timestamps it carries; their signatures are noise
/// @param issuerAddress where its issuer's certificate can be fetched
record Leaf(
    String commonName,
    List<String> names,
    Kind key,
    Duration age,
    Duration left,
    String hash,
    int scts,
    boolean mustStaple,
    Optional<String> issuerAddress) {

  /// Of 90 days, ten of them gone.
  static Leaf of(String name, Kind key) {
    return new Leaf(
        name,
        List.of(name),
        key,
        Duration.ofDays(10),
        Duration.ofDays(80),
        "SHA256",
        3,
        false,
        Optional.empty());
  }

  Leaf named(String... others) {
    return new Leaf(
        others.length == 0 ? commonName : others[0],
        List.of(others),
        key,
        age,
        left,
        hash,
        scts,
        mustStaple,
        issuerAddress);
  }

  Leaf andNames(int further) {
    List<String> all = new ArrayList<>(names);
    for (int i = 1; i <= further; i++) {
      all.add("shop-number-" + i + "." + commonName);
    }
    return new Leaf(commonName, all, key, age, left, hash, scts, mustStaple, issuerAddress);
  }

  Leaf aged(int days, int daysLeft) {
    return new Leaf(
        commonName,
        names,
        key,
        Duration.ofDays(days),
        Duration.ofDays(daysLeft),
        hash,
        scts,
        mustStaple,
        issuerAddress);
  }

  Leaf signedWith(String otherHash) {
    return new Leaf(commonName, names, key, age, left, otherHash, scts, mustStaple, issuerAddress);
  }

  Leaf logged(int times) {
    return new Leaf(commonName, names, key, age, left, hash, times, mustStaple, issuerAddress);
  }

  Leaf mustStapled() {
    return new Leaf(commonName, names, key, age, left, hash, scts, true, issuerAddress);
  }

  Leaf issuerAt(String address) {
    return new Leaf(
        commonName, names, key, age, left, hash, scts, mustStaple, Optional.of(address));
  }
}
