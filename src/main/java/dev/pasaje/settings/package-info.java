// SPDX-License-Identifier: Apache-2.0
/// What the user wants: flags, environment and file joined into one record, every mistake reported
/// at once.
@NullMarked
package dev.pasaje.settings;

import org.jspecify.annotations.NullMarked;
