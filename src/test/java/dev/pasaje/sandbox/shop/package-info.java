// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.pasaje.sandbox.shop;

import org.jspecify.annotations.NullMarked;
