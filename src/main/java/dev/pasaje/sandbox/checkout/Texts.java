// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.checkout;

import dev.pasaje.sandbox.world.Site;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.ResourceBundle;

/// Words and amounts of the hosted pages in a country's language.
public record Texts(Site site) {
  public String lang() {
    return site == Site.MLB ? "pt" : "es";
  }

  public String text(String key) {
    Locale locale = Locale.of(lang());
    return ResourceBundle.getBundle(
            Texts.class.getPackageName() + ".texts",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(key);
  }

  /// As people write it there: comma for decimals everywhere but in Mexico (sites.md 1.1).
  public String money(BigDecimal amount) {
    boolean point = site == Site.MLM;
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
    symbols.setDecimalSeparator(point ? '.' : ',');
    symbols.setGroupingSeparator(point ? ',' : '.');
    DecimalFormat format = new DecimalFormat(site.decimals() == 0 ? "#,##0" : "#,##0.00", symbols);
    return symbol() + " " + format.format(amount);
  }

  private String symbol() {
    return switch (site) {
      case MLB -> "R$";
      case MPE -> "S/.";
      case MLA, MLM, MLC, MCO, MLU -> "$";
    };
  }
}
