// SPDX-License-Identifier: Apache-2.0
/// What can be paid with in each country: payment methods, card brands, issuers, instalments and
/// identification types. The figures are snapshots of the public record.
@NullMarked
package dev.pasaje.sandbox.catalog;

import org.jspecify.annotations.NullMarked;
