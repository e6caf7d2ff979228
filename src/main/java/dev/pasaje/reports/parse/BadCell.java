// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

/// A cell that cannot be what its column holds; the row it is in is told as malformed. Without a
/// stack trace: a damaged file may have millions.
final class BadCell extends Exception {
  private static final long serialVersionUID = 1L;

  private final Why why;

  BadCell(Why why) {
    super(why.id(), null, false, false);
    this.why = why;
  }

  Why why() {
    return why;
  }
}
