// SPDX-License-Identifier: Apache-2.0
/// The main job shown on the emulator: a shop that is not ready, its fixes, a shop that is. The
/// only package besides the entry point that knows both the product and the emulator.
@NullMarked
package dev.pasaje.demo;

import org.jspecify.annotations.NullMarked;
