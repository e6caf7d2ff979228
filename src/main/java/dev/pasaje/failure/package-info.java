// SPDX-License-Identifier: Apache-2.0
/// What went wrong and is told to the user: a code, its arguments, an exit code, no secrets.
@NullMarked
package dev.pasaje.failure;

import org.jspecify.annotations.NullMarked;
