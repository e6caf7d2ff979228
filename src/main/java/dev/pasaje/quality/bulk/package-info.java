// SPDX-License-Identifier: Apache-2.0
/// The quality of many payments at once: from a file or from the API, in constant memory, summed up
/// by rule, day, payment method and checkout variant.
@NullMarked
package dev.pasaje.quality.bulk;

import org.jspecify.annotations.NullMarked;
