// SPDX-License-Identifier: Apache-2.0

/// The generated part of docs/: written by `make docs`, compared by a test.
@NullMarked
package dev.pasaje.docs;

import org.jspecify.annotations.NullMarked;
