// SPDX-License-Identifier: Apache-2.0

/// The emulator's own calls and pages under `/_sandbox/`: time, weather, what was received, what
/// was sent, and what the API itself cannot make happen.
@NullMarked
package dev.pasaje.sandbox.control;

import org.jspecify.annotations.NullMarked;
