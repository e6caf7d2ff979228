// SPDX-License-Identifier: Apache-2.0

/// A seller's customers with their saved cards and addresses.
@NullMarked
package dev.pasaje.sandbox.customers;

import org.jspecify.annotations.NullMarked;
