// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import java.util.List;

/// Settings of a report, one a line, as far as the screen is wide: there may be sixty columns.
public final class ConfigLines {
  private ConfigLines() {}

  /// @param lines `+ name: value` and `- name: value` of a change, or `name: value`
  public static String text(List<String> lines, Style style) {
    Sheet sheet = new Sheet(style);
    for (String line : lines) {
      boolean change = line.startsWith("+ ") || line.startsWith("- ");
      int words = change ? 2 : 0;
      sheet.say(2, line.substring(0, words), Clean.of(line.substring(words)), Sheet.Ink.PLAIN);
    }
    return sheet.toString();
  }
}
