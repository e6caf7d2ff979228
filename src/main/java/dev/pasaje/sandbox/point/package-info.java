// SPDX-License-Identifier: Apache-2.0
/// Point terminals: the list, their mode, printing actions and the legacy payment intents.
@NullMarked
package dev.pasaje.sandbox.point;

import org.jspecify.annotations.NullMarked;
