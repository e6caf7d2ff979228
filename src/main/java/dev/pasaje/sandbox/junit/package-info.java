// SPDX-License-Identifier: Apache-2.0

/// The emulator in other projects' tests. JUnit itself is theirs: the product does not ship it.
@NullMarked
package dev.pasaje.sandbox.junit;

import org.jspecify.annotations.NullMarked;
