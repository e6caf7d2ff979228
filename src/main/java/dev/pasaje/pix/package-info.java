// SPDX-License-Identifier: Apache-2.0
/// Pix: whether the account can be paid by it, the text of its QR codes, the form of its keys. A
/// key is personal data and leaves this package masked only.
@NullMarked
package dev.pasaje.pix;

import org.jspecify.annotations.NullMarked;
