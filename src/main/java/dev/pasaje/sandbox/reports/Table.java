// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.util.List;
import java.util.Map;

/// The content of a report file before it is written.
///
/// @param keys the columns, in order
/// @param rows cells by column key; a missing one is empty
record Table(List<String> keys, List<String> headers, List<Map<String, String>> rows) {}
