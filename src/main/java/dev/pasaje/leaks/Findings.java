// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Everything one scan finds and cannot read, gathered from several threads.
final class Findings {
  private static final int TAIL = 4;
  private static final Comparator<Leak.Place> ORDER =
      Comparator.<Leak.Place>comparingInt(Findings::rank)
          .thenComparing(Findings::authored)
          .thenComparing(Leak.Place::path)
          .thenComparingLong(Leak.Place::line)
          .thenComparingLong(Leak.Place::column);

  /// The kind is part of it: one value may be named a client secret here and be something else
  /// there.
  private record Key(LeakKind kind, String fingerprint) {}

  private record Entry(Hit hit, List<Leak.Place> places) {}

  private final Map<Key, Entry> found = new HashMap<>();
  private final List<LeakScan.Unread> unread = new ArrayList<>();
  final LongAdder contents = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder binary = new LongAdder();

  synchronized void add(Hit hit, Leak.Place place) {
    Key key = new Key(hit.kind(), Fingerprint.of(hit.value().reveal()));
    found.computeIfAbsent(key, _ -> new Entry(hit, new ArrayList<>())).places().add(place);
  }

  synchronized void unread(String where, LeakScan.Why why) {
    unread.add(new LeakScan.Unread(where, why));
  }

  synchronized LeakScan.Report report(KnownSecrets known, AllowList allowed) {
    List<Leak> leaks = new ArrayList<>();
    int accepted = 0;
    for (Map.Entry<Key, Entry> one : found.entrySet()) {
      if (allowed.reason(one.getKey().fingerprint()).isPresent()) {
        accepted++;
        continue;
      }
      Hit hit = one.getValue().hit();
      leaks.add(
          new Leak(
              hit.kind(),
              one.getKey().fingerprint(),
              tail(hit.application()),
              tail(hit.account()),
              known.of(hit),
              places(one.getValue().places())));
    }
    leaks.sort(
        Comparator.comparing((Leak leak) -> leak.kind().severity())
            .thenComparing(leak -> leak.first().path())
            .thenComparingLong(leak -> leak.first().line())
            .thenComparing(Leak::fingerprint));
    return new LeakScan.Report(
        leaks,
        accepted,
        contents.sum(),
        bytes.sum(),
        binary.sum(),
        unread.stream().sorted(Comparator.comparing(LeakScan.Unread::where)).toList());
  }

  /// In order; of the many versions of one file in history the first.
  private static List<Leak.Place> places(List<Leak.Place> all) {
    Set<String> past = new HashSet<>();
    return all.stream()
        .sorted(ORDER)
        .filter(place -> !(place instanceof Leak.Place.InHistory) || past.add(place.path()))
        .toList();
  }

  private static Optional<String> tail(String number) {
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of(number.substring(Math.max(0, number.length() - TAIL)));
  }

  private static int rank(Leak.Place place) {
    return switch (place) {
      case Leak.Place.InFile _ -> 0;
      case Leak.Place.Staged _ -> 1;
      case Leak.Place.InHistory _ -> 2;
    };
  }

  private static java.time.Instant authored(Leak.Place place) {
    return switch (place) {
      case Leak.Place.InHistory in -> in.authored();
      case Leak.Place.InFile _, Leak.Place.Staged _ -> java.time.Instant.MIN;
    };
  }
}
