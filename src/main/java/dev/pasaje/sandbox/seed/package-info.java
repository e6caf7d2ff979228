// SPDX-License-Identifier: Apache-2.0
/// What the world holds at the start: the built-in showcase and files of accounts and resources.
@NullMarked
package dev.pasaje.sandbox.seed;

import org.jspecify.annotations.NullMarked;
