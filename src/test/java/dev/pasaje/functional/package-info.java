// SPDX-License-Identifier: Apache-2.0
/// Whole journeys: the commands as a user runs them, against the emulator over HTTP.
@NullMarked
package dev.pasaje.functional;

import org.jspecify.annotations.NullMarked;
