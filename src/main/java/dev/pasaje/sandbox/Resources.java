// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import dev.pasaje.sandbox.accounts.Users;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.world.World;

/// The parts of the emulator, wired to one world. One line a part.
///
/// @param baseUrl where the emulator listens, for the links it hands out
record Resources(World world, Router router, String baseUrl) {
  void register() {
    new Users(world).routes(router);
  }
}
