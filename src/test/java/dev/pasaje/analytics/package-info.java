// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.pasaje.analytics;

import org.jspecify.annotations.NullMarked;
