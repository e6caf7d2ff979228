// SPDX-License-Identifier: Apache-2.0
/// Pages of results, as most of the API answers lists, and readers of what requests must hold.
@NullMarked
package dev.pasaje.sandbox.listing;

import org.jspecify.annotations.NullMarked;
