// SPDX-License-Identifier: Apache-2.0
/// The passage itself: production credentials written to every target or to none, with a journal in
/// the vault that survives a kill at any moment, and the way back.
@NullMarked
package dev.pasaje.credentials.activation;

import org.jspecify.annotations.NullMarked;
