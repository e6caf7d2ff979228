// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

/// A judgement on facts of one kind: pure, so that it can be repeated from a file for ever.
///
/// @param <F> the facts, gathered before by a probe
public interface Check<F> {
  CheckInfo info();

  /// Judges; must not read a clock, do I/O or keep state.
  Outcome evaluate(F facts);
}
