// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.check.Outcome;
import dev.pasaje.tls.Tally.Place;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Certificate;
import dev.pasaje.tls.TlsFacts.Chain;
import dev.pasaje.tls.TlsFacts.Trusted;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks on the certificates shown; domain/credentials.md 9.2 and 9.4.
final class CertificateChecks {
  /// Embedded timestamps that browsers want, by lifetime in days (9.4).
  private static final int SHORT_DAYS = 180;

  private CertificateChecks() {}

  /// Each chain of each address; an address that showed none is unseen.
  private static Tally chains(TlsFacts facts, BiConsumer<Place, Chain> look) {
    return Tally.addresses(
        facts,
        place -> {
          if (place.endpoint().chains().isEmpty()) {
            place.unseen("no certificate seen");
          }
          place.endpoint().chains().forEach(chain -> look.accept(place, chain));
        });
  }

  static Outcome untrusted(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              switch (chain.trust()) {
                case YES -> place.good(chain.leaf().issuer());
                case UNKNOWN_ROOT, INVALID ->
                    place.bad(chain.trustDetail() + "; issuer " + chain.leaf().issuer());
                case SELF_SIGNED, INCOMPLETE -> {}
              }
            })
        .outcome();
  }

  static Outcome selfSigned(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              if (chain.trust() == Trusted.SELF_SIGNED) {
                place.bad(chain.leaf().subject());
              } else {
                place.good(chain.leaf().issuer());
              }
            })
        .outcome();
  }

  static Outcome incomplete(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              switch (chain.trust()) {
                case INCOMPLETE -> place.bad(chain.sent().size() + " sent; " + chain.trustDetail());
                case YES -> place.good(chain.sent().size() + " sent");
                case SELF_SIGNED, UNKNOWN_ROOT, INVALID -> {}
              }
            })
        .outcome();
  }

  static Outcome disordered(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              String sent = chain.sent().size() + " sent";
              if (chain.ordered()) {
                place.good(sent);
              } else {
                place.bad(sent + ", out of order", "each followed by its issuer");
              }
            })
        .outcome();
  }

  /// Our own limit: what fits the first flight of TCP (RFC 6928: ten segments of 1,460 bytes), and
  /// the ten certificates that a Java client takes at most.
  static Outcome oversized(TlsFacts facts) {
    int bytes = 14_600;
    int certificates = 10;
    return chains(
            facts,
            (place, chain) -> {
              String found = chain.bytes() + " bytes, " + chain.sent().size() + " certificates";
              if (chain.bytes() > bytes || chain.sent().size() > certificates) {
                place.bad(found, "at most " + bytes + " bytes, " + certificates + " certificates");
              } else {
                place.good(found);
              }
            })
        .outcome();
  }

  static Outcome byOwnRoot(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              if (chain.trust() == Trusted.YES) {
                if (chain.byOwnRoot()) {
                  place.bad(chain.leaf().issuer(), "a public root");
                } else {
                  place.good(chain.leaf().issuer());
                }
              }
            })
        .outcome();
  }

  static Outcome wrongHost(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              List<String> names = chain.leaf().names();
              String found = names.isEmpty() ? "no names" : String.join(", ", names);
              if (HostNames.match(place.host().name(), names)) {
                place.good(found);
              } else {
                place.bad(found, place.host().name());
              }
            })
        .outcome();
  }

  /// The leaf and the one that issued it: others, such as old cross-signs, may be along for the
  /// sake of old clients.
  static Outcome expired(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              List<Certificate> dead =
                  vital(chain).filter(one -> facts.at().isAfter(one.notAfter())).toList();
              dead.forEach(one -> place.bad(one.subject() + " until " + one.notAfter()));
              if (dead.isEmpty()) {
                place.good("until " + chain.leaf().notAfter());
              }
            })
        .outcome();
  }

  private static Stream<Certificate> vital(Chain chain) {
    Certificate leaf = chain.leaf();
    return Stream.concat(
        Stream.of(leaf),
        chain.sent().stream()
            .skip(1)
            .filter(one -> one.subject().equals(leaf.issuer()) && !one.selfIssued()));
  }

  static Outcome notYetValid(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              Certificate leaf = chain.leaf();
              if (facts.at().isBefore(leaf.notBefore())) {
                place.bad("from " + leaf.notBefore());
              } else {
                place.good("from " + leaf.notBefore());
              }
            })
        .outcome();
  }

  /// Only the worst state fails; a better one than the one asked for passes, a worse one is told by
  /// the check that is about it.
  static Outcome renewal(TlsFacts facts, Lifetime.State asked) {
    return chains(
            facts,
            (place, chain) -> {
              Lifetime lifetime = Lifetime.of(chain.leaf(), facts.at());
              String found = lifetime.daysLeft() + " of " + lifetime.days() + " days left";
              if (lifetime.state() == asked) {
                place.bad(found);
              } else if (lifetime.state().compareTo(asked) < 0) {
                place.good(found);
              }
            })
        .outcome();
  }

  static Outcome lifetimeTooLong(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              Certificate leaf = chain.leaf();
              long days = Lifetime.of(leaf, facts.at()).days();
              int limit = Lifetime.limit(leaf.notBefore());
              if (days > limit) {
                place.bad(days + " days", "at most " + limit + " days");
              } else {
                place.good(days + " days");
              }
            })
        .outcome();
  }

  static Outcome transparencyMissing(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              if (chain.trust() == Trusted.YES && !chain.byOwnRoot()) {
                Certificate leaf = chain.leaf();
                int needed = Lifetime.of(leaf, facts.at()).days() <= SHORT_DAYS ? 2 : 3;
                if (leaf.scts() < needed) {
                  place.bad(leaf.scts() + " timestamps", "at least " + needed);
                } else {
                  place.good(leaf.scts() + " timestamps");
                }
              }
            })
        .otherwise(Outcome.Inapplicability.NOT_USED)
        .outcome();
  }

  /// Of the certificate, or one thrown away after the handshake.
  static Outcome keyBreakable(TlsFacts facts) {
    return Tally.addresses(
            facts,
            place -> {
              List<Strength> keys = Strength.of(place.endpoint());
              keys.stream().filter(Strength::breakable).forEach(key -> place.bad(key.name()));
              if (place.endpoint().chains().isEmpty()) {
                place.unseen("no certificate seen");
              } else if (keys.stream().noneMatch(Strength::breakable)) {
                place.good(chainKeys(place));
              }
            })
        .outcome();
  }

  private static String chainKeys(Place place) {
    return place.endpoint().chains().stream()
        .map(chain -> chain.leaf().keyAlgorithm() + " " + chain.leaf().keyBits())
        .collect(Collectors.joining(", "));
  }

  static Outcome keyShort(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              for (Strength key : Strength.of(chain.leaf())) {
                if (key.breakable()) {
                  continue;
                }
                if (key.isShort()) {
                  place.bad(key.name(), key.curve() ? "at least 224" : "at least 2048");
                } else {
                  place.good(key.name());
                }
              }
            })
        .outcome();
  }

  /// A root's signature on itself proves nothing and is not looked at.
  static Outcome signatureWeak(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              List<Certificate> weak =
                  Stream.concat(
                          Stream.of(chain.leaf()),
                          chain.sent().stream().skip(1).filter(one -> !one.selfIssued()))
                      .filter(one ->
                          Signatures.broken(one.signatureAlgorithm())
                              || Signatures.sha1(one.signatureAlgorithm()))
                      .toList();
              weak.forEach(one -> place.bad(one.signatureAlgorithm() + ", " + one.subject()));
              if (weak.isEmpty()) {
                place.good(chain.leaf().signatureAlgorithm());
              }
            })
        .outcome();
  }

  /// No staple is no fault by itself: many authorities have no OCSP any more (9.4).
  static Outcome mustStaple(TlsFacts facts) {
    return chains(
            facts,
            (place, chain) -> {
              if (chain.leaf().mustStaple()) {
                if (place.endpoint().stapled() == Answer.YES) {
                  place.good("stapled");
                } else if (place.endpoint().stapled() == Answer.NO) {
                  place.bad("no answer stapled");
                } else {
                  place.unseen("stapling not seen");
                }
              }
            })
        .otherwise(Outcome.Inapplicability.NOT_USED)
        .outcome();
  }
}
