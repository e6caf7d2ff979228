// SPDX-License-Identifier: Apache-2.0

/// A small web shop over TLS beside the emulator: one as it should be, one with the usual faults.
@NullMarked
package dev.pasaje.sandbox.shop;

import org.jspecify.annotations.NullMarked;
