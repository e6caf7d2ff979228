// SPDX-License-Identifier: Apache-2.0

/// Pasaje's own store, and nothing of what is in it: connections, tables, the two dialects. SQL
/// lives with its owner.
@NullMarked
package dev.pasaje.db;

import org.jspecify.annotations.NullMarked;
