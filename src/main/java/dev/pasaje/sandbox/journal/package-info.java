// SPDX-License-Identifier: Apache-2.0
/// The file that keeps an emulator over restarts: everything that came from outside, in order, from
/// which the same state is made again.
@NullMarked
package dev.pasaje.sandbox.journal;

import org.jspecify.annotations.NullMarked;
