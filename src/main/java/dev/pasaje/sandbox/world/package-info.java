// SPDX-License-Identifier: Apache-2.0
/// The whole state of the emulator: accounts and their credentials, resources, time, chance and
/// scheduled work. One lock guards it; see [dev.pasaje.sandbox.world.World#exclusively].
@NullMarked
package dev.pasaje.sandbox.world;

import org.jspecify.annotations.NullMarked;
