// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One server of the lab and what must be said of it.
///
/// @param host by which it is asked; the lab's names lead to loopback
/// @param fails ids of the checks that fail, all others do not
/// @param grade letter; empty when there is nothing to grade
public record LabCase(
    String name, String host, Recipe recipe, Set<String> fails, Optional<String> grade) {
  public static final String DOMAIN = "lab.test";

  public LabCase {
    fails = Set.copyOf(fails);
  }

  /// Whether there are handshakes to be had.
  public boolean speaksTls() {
    return recipe instanceof Recipe.Tls;
  }

  /// A side of a server that another tool can be asked to look at.
  public enum Side {
    PROTOCOLS,
    CERTIFICATE,
    SITE
  }

  /// The sides on which it is unlike the good ones; all of them for those.
  public Set<Side> sides() {
    if (fails.isEmpty() || !(recipe instanceof Recipe.Tls tls)) {
      return EnumSet.allOf(Side.class);
    }
    if (!tls.site().equals(Site.GOOD)) {
      return EnumSet.of(Side.SITE);
    }
    return EnumSet.of(LabCases.usual(tls) ? Side.CERTIFICATE : Side.PROTOCOLS);
  }

  static LabCase of(String name, Recipe recipe) {
    return new LabCase(name, name + "." + DOMAIN, recipe, Set.of(), Optional.empty());
  }

  LabCase asked(String otherHost) {
    return new LabCase(name, otherHost, recipe, fails, grade);
  }

  LabCase failing(String... ids) {
    Set<String> all = new TreeSet<>(fails);
    Stream.of(ids).forEach(all::add);
    return new LabCase(name, host, recipe, all, grade);
  }

  LabCase graded(String letter) {
    return new LabCase(name, host, recipe, fails, Optional.of(letter));
  }
}
