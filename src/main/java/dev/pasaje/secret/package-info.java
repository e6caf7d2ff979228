// SPDX-License-Identifier: Apache-2.0
/// Secrets as a type: they never print, and what looks like one is removed from any text that
/// leaves.
@NullMarked
package dev.pasaje.secret;

import org.jspecify.annotations.NullMarked;
