// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import dev.pasaje.secret.Secret;

/// A credential in a buffer.
///
/// @param start position of its first byte
/// @param end position after its last byte
/// @param application digits, or nothing
/// @param account digits, or nothing
record Hit(LeakKind kind, int start, int end, Secret value, String application, String account) {
  Hit movedTo(int newStart, int newEnd) {
    return new Hit(kind, newStart, newEnd, value, application, account);
  }
}
