// SPDX-License-Identifier: Apache-2.0
/// The commands: each parses, calls the domain and renders; nothing is decided here.
@NullMarked
package dev.pasaje.cli;

import org.jspecify.annotations.NullMarked;
