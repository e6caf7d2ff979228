// SPDX-License-Identifier: Apache-2.0

/// Where questions to many rows are answered: DuckDB inside this process, or a Trino cluster by its
/// address. One SQL text for both; where they differ, [dev.pasaje.analytics.Sql] knows. Kernel: it
/// knows no report and no order.
@NullMarked
package dev.pasaje.analytics;

import org.jspecify.annotations.NullMarked;
