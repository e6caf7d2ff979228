// SPDX-License-Identifier: Apache-2.0
/// Payment approval: what each rejection means, how many payments are approved and which are not,
/// what was missing in them; domain/quality.md part B.
@NullMarked
package dev.pasaje.approval;

import org.jspecify.annotations.NullMarked;
