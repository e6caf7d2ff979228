// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.pasaje.reports.activity;

import org.jspecify.annotations.NullMarked;
