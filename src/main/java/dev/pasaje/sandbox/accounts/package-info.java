// SPDX-License-Identifier: Apache-2.0
/// What the API tells about accounts and credentials themselves.
@NullMarked
package dev.pasaje.sandbox.accounts;

import org.jspecify.annotations.NullMarked;
