// SPDX-License-Identifier: Apache-2.0

/// Load programs. Their figures go to `docs/performance.md`; nothing here asserts a time.
@NullMarked
package dev.pasaje.bench;

import org.jspecify.annotations.NullMarked;
