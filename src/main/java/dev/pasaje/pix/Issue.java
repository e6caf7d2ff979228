// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

/// Whether a look at Pix may create something: the one sure proof of a key is a code made with it.
public enum Issue {
  /// Only reads.
  NOT_ASKED,
  /// Creates a real payment of the smallest amount, checks its code and cancels it at once.
  ASKED
}
