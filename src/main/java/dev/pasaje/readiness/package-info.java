// SPDX-License-Identifier: Apache-2.0
/// The go-live verdict: what every requirement found, joined into ready, not ready or undetermined.
@NullMarked
package dev.pasaje.readiness;

import org.jspecify.annotations.NullMarked;
