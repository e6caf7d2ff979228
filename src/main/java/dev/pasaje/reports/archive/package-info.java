// SPDX-License-Identifier: Apache-2.0
/// Where reports are kept: the untouched file, what is known about it as JSON, and its rows as
/// Parquet for questions over many files.
@NullMarked
package dev.pasaje.reports.archive;

import org.jspecify.annotations.NullMarked;
