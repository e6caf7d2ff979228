// SPDX-License-Identifier: Apache-2.0
/// A breach of the wall around the emulator, on purpose, for the test of the wall.
@NullMarked
package dev.pasaje.sandbox.breach;

import org.jspecify.annotations.NullMarked;
