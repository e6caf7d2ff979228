// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.breach;

import dev.pasaje.secret.Secret;

/// What must never be: a class of the emulator that uses the product. The architecture test shows
/// its wall on it.
public record SandboxThatUsesTheClient(Secret shared) {}
