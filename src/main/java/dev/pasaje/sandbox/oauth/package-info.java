// SPDX-License-Identifier: Apache-2.0

/// OAuth of the emulator: the page on which a seller links an account to an application, and the
/// tokens that come of it.
@NullMarked
package dev.pasaje.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
