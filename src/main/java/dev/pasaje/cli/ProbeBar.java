// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

/// A bar on standard error that grows with each step; only where a person sees it.
final class ProbeBar {
  private static final int CELLS = 30;

  private final Terminal terminal;
  private final boolean shown;
  private final int steps;
  private int done;

  ProbeBar(Terminal terminal, boolean wanted, int steps) {
    this.terminal = terminal;
    this.shown = wanted && terminal.interactive();
    this.steps = steps;
  }

  synchronized void step() {
    done++;
    if (shown) {
      int full = Math.min(CELLS, done * CELLS / steps);
      terminal
          .err()
          .print(
              "\r"
                  + (terminal.unicode() ? "█" : "#").repeat(full)
                  + (terminal.unicode() ? "·" : ".").repeat(CELLS - full)
                  + " "
                  + done
                  + "/"
                  + steps);
      terminal.err().flush();
    }
  }

  synchronized void clear() {
    if (shown) {
      terminal.err().print("\r" + " ".repeat(CELLS + 8) + "\r");
      terminal.err().flush();
    }
  }
}
