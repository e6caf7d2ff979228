// SPDX-License-Identifier: Apache-2.0
/// Where the merchant's application takes its credentials from: files of several formats, HashiCorp
/// Vault, WooCommerce, a command. Each can be read, written, and put back.
@NullMarked
package dev.pasaje.credentials.target;

import org.jspecify.annotations.NullMarked;
