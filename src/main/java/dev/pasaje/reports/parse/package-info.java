// SPDX-License-Identifier: Apache-2.0
/// Reads report files, CSV and XLSX, row by row: any separator, line end, column order and
/// language. What cannot be read is told line by line and loses nothing else.
@NullMarked
package dev.pasaje.reports.parse;

import org.jspecify.annotations.NullMarked;
