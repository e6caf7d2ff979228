// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import dev.pasaje.oauth.Seller;
import dev.pasaje.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The sellers that authorised an application, as text and JSON; no token is among what is shown.
public final class SellerReport {
  private SellerReport() {}

  public static String text(List<Seller> sellers, Instant now, Style style) {
    Texts texts = Texts.of("sellers", style.language());
    Sheet sheet = new Sheet(style);
    if (sellers.isEmpty()) {
      sheet.say(0, "", texts.get("none"), Sheet.Ink.PLAIN);
    }
    for (Seller seller : sellers) {
      boolean linked = seller.state() == Seller.State.LINKED;
      sheet.say(
          0,
          sheet.mark(linked ? Mark.GOOD : Mark.BAD) + " ",
          seller.integration() + "/" + seller.userId() + ": " + texts.get("" + seller.state().id()),
          linked ? Sheet.Ink.PLAIN : Sheet.Ink.BAD_STRONG);
      if (seller.state() != Seller.State.UNLINKED) {
        sheet.say(
            2,
            "",
            texts.get(
                "left",
                Map.of(
                    "days",
                    Long.toString(Duration.between(now, seller.expiresAt()).toDays()),
                    "due",
                    seller.dueAt().toString().substring(0, 10))),
            Sheet.Ink.SOFT);
      }
      if (!seller.trouble().isEmpty()) {
        sheet.say(2, "", texts.get("trouble", Map.of("why", seller.trouble())), Sheet.Ink.UNSURE);
      }
      if (!seller.link().isEmpty()) {
        // One line, to be copied.
        sheet.row(2, "", Sheet.Ink.PLAIN, seller.link(), Sheet.Ink.PLAIN);
      }
    }
    return sheet.toString();
  }

  public static String json(List<Seller> sellers) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    ArrayNode list = document.putArray("sellers");
    for (Seller seller : sellers) {
      ObjectNode node = list.addObject();
      node.put("integration", seller.integration());
      node.put("userId", seller.userId());
      node.put("state", seller.state().id());
      node.put("issuedAt", seller.issuedAt().toString());
      node.put("expiresAt", seller.expiresAt().toString());
      node.put("dueAt", seller.dueAt().toString());
      node.put("trouble", seller.trouble());
      node.put("link", seller.link());
    }
    return JsonReport.pretty(document);
  }
}
