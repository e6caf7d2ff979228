// SPDX-License-Identifier: Apache-2.0
/// Credentials where they must not lie: files, the whole history of a Git repository, and what is
/// about to be committed. What is found is known by its hash and never printed.
@NullMarked
package dev.pasaje.leaks;

import org.jspecify.annotations.NullMarked;
