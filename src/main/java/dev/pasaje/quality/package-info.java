// SPDX-License-Identifier: Apache-2.0
/// Integration quality ("homologación"): facts of one payment, the rules, the report.
@NullMarked
package dev.pasaje.quality;

import org.jspecify.annotations.NullMarked;
