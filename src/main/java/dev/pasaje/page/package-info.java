// SPDX-License-Identifier: Apache-2.0
/// The checkout page as a buyer's browser gets it: read once, without and with Chromium, then
/// judged by pure checks.
@NullMarked
package dev.pasaje.page;

import org.jspecify.annotations.NullMarked;
