// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.pasaje.reports;

import org.jspecify.annotations.NullMarked;
