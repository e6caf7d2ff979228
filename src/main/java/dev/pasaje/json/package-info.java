// SPDX-License-Identifier: Apache-2.0
/// Documents from outside, JSON and YAML, read with limits and with the place of every mistake.
@NullMarked
package dev.pasaje.json;

import org.jspecify.annotations.NullMarked;
