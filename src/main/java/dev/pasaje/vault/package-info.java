// SPDX-License-Identifier: Apache-2.0
/// The vault: credentials of several integrations in one encrypted file, every version with who put
/// it there, when and why, in a chain of hashes.
@NullMarked
package dev.pasaje.vault;

import org.jspecify.annotations.NullMarked;
