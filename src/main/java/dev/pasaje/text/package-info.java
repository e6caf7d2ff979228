// SPDX-License-Identifier: Apache-2.0
/// What people read, in Spanish, Portuguese and English: bundles of named texts, complete by test.
@NullMarked
package dev.pasaje.text;

import org.jspecify.annotations.NullMarked;
