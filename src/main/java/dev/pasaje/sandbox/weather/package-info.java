// SPDX-License-Identifier: Apache-2.0

/// The bad weather of the emulator: what goes wrong with requests and with deliveries, how often,
/// and always the same way for the same seed.
@NullMarked
package dev.pasaje.sandbox.weather;

import org.jspecify.annotations.NullMarked;
