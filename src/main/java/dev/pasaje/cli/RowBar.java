// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

/// A bar on standard error for long work; only where a person sees it, and only drawn anew when it
/// has grown.
final class RowBar {
  private static final int CELLS = 30;

  private final Terminal terminal;
  private final boolean shown;
  private long drawn = -1;

  RowBar(Terminal terminal, boolean wanted) {
    this.terminal = terminal;
    this.shown = wanted && terminal.interactive();
  }

  void to(long done, long all) {
    long percent = all == 0 ? 100 : done * 100 / all;
    if (shown && percent != drawn) {
      drawn = percent;
      int full = (int) Math.min(CELLS, percent * CELLS / 100);
      terminal
          .err()
          .print(
              "\r"
                  + (terminal.unicode() ? "█" : "#").repeat(full)
                  + (terminal.unicode() ? "·" : ".").repeat(CELLS - full)
                  + " "
                  + percent
                  + " %");
      terminal.err().flush();
    }
  }

  void clear() {
    if (drawn >= 0) {
      terminal.err().print("\r" + " ".repeat(CELLS + 6) + "\r");
      terminal.err().flush();
    }
  }
}
