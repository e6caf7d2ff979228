// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.activation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is where.
///
/// @param state `none`, `writing`, `active`, `rolling-back` or `rolled-back`
/// @param accepted risks somebody answered for, as `check-id: reason`
public record ActivationStatus(
    String integration,
    String state,
    Optional<Instant> begun,
    String who,
    String why,
    List<String> accepted,
    List<Key> keys,
    List<Proof> proofs) {
  public ActivationStatus {
    accepted = List.copyOf(accepted);
    keys = List.copyOf(keys);
    proofs = List.copyOf(proofs);
  }

  /// One key of one target.
  ///
  /// @param found redacted
  /// @param expected redacted; `-` when nothing is
  public record Key(
      String target,
      String kind,
      String place,
      String key,
      String found,
      String expected,
      Where where) {}

  /// What a key holds.
  public enum Where {
    /// What the last activation or rollback left there.
    AS_LEFT,
    /// In an unfinished activation: the old value.
    OLD,
    /// In an unfinished activation: the new value.
    NEW,
    /// Nobody of us wrote that.
    DRIFTED,
    /// There was no activation yet.
    UNMANAGED,
    /// The target cannot be read.
    UNREADABLE;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public boolean pending() {
    return state.equals("writing") || state.equals("rolling-back");
  }

  public boolean drifted() {
    return keys.stream().anyMatch(key -> key.where() == Where.DRIFTED);
  }

  /// Exit code: drift and unfinished work are findings, what cannot be read is undetermined.
  public int exitCode() {
    if (pending() || drifted()) {
      return 1;
    }
    return keys.stream().anyMatch(key -> key.where() == Where.UNREADABLE) ? 3 : 0;
  }
}
