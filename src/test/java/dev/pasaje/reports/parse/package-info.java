// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.pasaje.reports.parse;

import org.jspecify.annotations.NullMarked;
