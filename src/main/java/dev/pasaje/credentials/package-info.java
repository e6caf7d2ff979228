// SPDX-License-Identifier: Apache-2.0
/// Credentials: what each really is, whether the two of a pair belong together, whether production
/// has its own. Facts by read-only calls, judged by pure checks (domain/credentials.md 1-5).
@NullMarked
package dev.pasaje.credentials;

import org.jspecify.annotations.NullMarked;
