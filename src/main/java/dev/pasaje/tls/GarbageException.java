// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.io.IOException;

/// What came is not what the protocol allows.
final class GarbageException extends IOException {
  private static final long serialVersionUID = 1L;

  GarbageException(String message) {
    super(message);
  }
}
