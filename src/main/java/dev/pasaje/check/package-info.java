// SPDX-License-Identifier: Apache-2.0
/// Judging: a check turns facts into an outcome, a score is a function of outcomes; no I/O, no
/// clock.
@NullMarked
package dev.pasaje.check;

import org.jspecify.annotations.NullMarked;
