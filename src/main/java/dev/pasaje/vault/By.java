// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import dev.pasaje.secret.Redactor;

/// Who changes the vault and why; kept in its audit trail, encrypted like the rest.
///
/// @param who a person or a service, such as `ana@shop` or `pasaje serve`
/// @param why one line; what looks like a credential is removed from it
public record By(String who, String why) {
  private static final int LONGEST = 500;

  public By {
    who = line(who);
    why = line(why);
  }

  private static String line(String text) {
    String flat = Redactor.redact(text).replaceAll("\\p{Cntrl}+", " ").strip();
    return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST);
  }
}
