// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.pasaje.reconciliation;

import org.jspecify.annotations.NullMarked;
