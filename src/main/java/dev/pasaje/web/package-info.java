// SPDX-License-Identifier: Apache-2.0

/// What `pasaje serve` shows over HTTP: the receiver and health to everybody, all else to whoever
/// has a token.
@NullMarked
package dev.pasaje.web;

import org.jspecify.annotations.NullMarked;
