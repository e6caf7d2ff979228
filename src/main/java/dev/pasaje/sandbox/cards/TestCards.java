// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.cards;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Site;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// The official test cards (sites.md 5.1), by country and method: what a buyer types on the pages
/// the emulator shows in place of a real form. All pass the Luhn check.
public final class TestCards {
  private static final Map<Site, Map<String, String>> NUMBERS = new EnumMap<>(Site.class);

  static {
    card(
        Site.MLA,
        "visa",
        "4509953566233704",
        "master",
        "5031755734530604",
        "amex",
        "371180303257522");
    card(Site.MLA, "debvisa", "4002768694395619", "debmaster", "5287338310253304");
    card(
        Site.MLB,
        "visa",
        "4235647728025682",
        "master",
        "5031433215406351",
        "amex",
        "375365153556885");
    card(Site.MLB, "debelo", "5067766783888311");
    card(
        Site.MLC,
        "visa",
        "4168818844447115",
        "master",
        "5416752602582580",
        "amex",
        "375778174461804");
    card(Site.MLC, "debvisa", "4023653523914373", "debmaster", "5241019826646950");
    card(
        Site.MCO,
        "visa",
        "4013540682746260",
        "master",
        "5254133674403564",
        "amex",
        "374378187755283");
    card(Site.MCO, "debvisa", "4915112055246507");
    card(
        Site.MLM,
        "visa",
        "4075595716483764",
        "master",
        "5474925432670366",
        "amex",
        "371180303257522");
    card(Site.MLM, "debvisa", "4189141221267633", "debmaster", "5579053461482647");
    card(
        Site.MLU,
        "visa",
        "4509953566233704",
        "master",
        "5031755734530604",
        "debvisa",
        "4213016314706756");
    card(
        Site.MPE,
        "visa",
        "4009175332806176",
        "master",
        "5031755734530604",
        "amex",
        "371180303257522");
    card(Site.MPE, "debmaster", "5178781622202455");
  }

  private TestCards() {}

  private static void card(Site site, String... idsAndNumbers) {
    Map<String, String> numbers = NUMBERS.computeIfAbsent(site, _ -> new TreeMap<>());
    for (int i = 0; i < idsAndNumbers.length; i += 2) {
      numbers.put(idsAndNumbers[i], idsAndNumbers[i + 1]);
    }
  }

  /// The methods of a country that have a test card, in order of their ids.
  public static List<String> methods(Site site) {
    return List.copyOf(NUMBERS.getOrDefault(site, Map.of()).keySet());
  }

  /// The body of a card token: the method's card, or the country's Visa where it has none.
  ///
  /// @param holder the name that decides the result, such as `APRO`
  public static ObjectNode of(Site site, String method, String holder, Instant now) {
    Map<String, String> numbers = NUMBERS.getOrDefault(site, Map.of());
    String number = numbers.getOrDefault(method, numbers.getOrDefault("visa", ""));
    ObjectNode card = Json.object().put("card_number", number);
    card.put("expiration_month", 11)
        .put("expiration_year", now.atOffset(ZoneOffset.UTC).getYear() + 4);
    card.put("security_code", number.startsWith("3") ? "1234" : "123");
    ObjectNode cardholder = card.putObject("cardholder").put("name", holder);
    if (!site.testDocumentType().isEmpty()) {
      cardholder
          .putObject("identification")
          .put("type", site.testDocumentType())
          .put("number", site.testDocumentNumber());
    }
    return card;
  }
}
