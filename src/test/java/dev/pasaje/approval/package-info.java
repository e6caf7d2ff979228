// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.pasaje.approval;

import org.jspecify.annotations.NullMarked;
