// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.seed;

/// A seed names something the emulator cannot make; the message says which entry and why.
public final class SeedException extends RuntimeException {
  SeedException(String message) {
    super(message);
  }
}
