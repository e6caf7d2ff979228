// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.cards;

import dev.pasaje.sandbox.catalog.IdentificationTypes;
import dev.pasaje.sandbox.catalog.PaymentMethod;
import dev.pasaje.sandbox.catalog.PaymentMethods;
import dev.pasaje.sandbox.http.ApiError;
import dev.pasaje.sandbox.http.ApiError.Cause;
import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Dates;
import dev.pasaje.sandbox.world.Site;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The checks of a card's fields, all at once, with the documented codes (api.md 5.1).
final class CardForm {
  private final Site site;
  private final JsonNode body;
  private final YearMonth now;
  private final List<Cause> causes = new ArrayList<>();

  CardForm(Site site, JsonNode body, Instant now) {
    this.site = site;
    this.body = body;
    this.now = YearMonth.from(now.atZone(Dates.OFFSET));
  }

  /// @throws ApiError with one cause for each wrong field
  void check() {
    number();
    expiry();
    securityCode();
    holder();
    document();
    if (!causes.isEmpty()) {
      throw ApiError.service(400, "bad_request", causes.getFirst().description(), causes);
    }
  }

  static Optional<String> digits(JsonNode body, String name) {
    return Json.anyText(body, name)
        .map(text -> text.replaceAll("[ -]", ""))
        .filter(text -> !text.isEmpty());
  }

  private void number() {
    Optional<String> number = digits(body, "card_number");
    if (number.isEmpty()) {
      refuse("205", "card_number can't be null or empty");
    } else if (!number.get().matches("[0-9]{8,19}") || !luhn(number.get())) {
      refuse("E301", "Invalid parameter card_number");
    }
  }

  private void expiry() {
    Optional<Integer> month = whole("expiration_month", "208", "325");
    Optional<Integer> year = whole("expiration_year", "209", "326");
    if (month.isPresent() && (month.get() < 1 || month.get() > 12)) {
      refuse("325", "Invalid card expiration month");
      return;
    }
    if (year.isEmpty() || month.isEmpty()) {
      return;
    }
    int full = fullYear(year.get());
    if (full < now.getYear() || full > now.getYear() + 50) {
      refuse("326", "Invalid card expiration year");
    } else if (YearMonth.of(full, month.get()).isBefore(now)) {
      refuse("325", "Invalid card expiration month");
    }
  }

  /// Two digits mean this century.
  static int fullYear(int year) {
    return year < 100 ? 2000 + year : year;
  }

  private Optional<Integer> whole(String name, String missing, String invalid) {
    Optional<String> text = Json.anyText(body, name).filter(t -> !t.isEmpty());
    if (text.isEmpty()) {
      refuse(missing, name + " can't be null or empty");
      return Optional.empty();
    }
    if (!text.get().matches("[0-9]{1,4}")) {
      refuse(invalid, "Invalid card " + name.replace('_', ' '));
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(text.get()));
  }

  private void securityCode() {
    Optional<String> code = digits(body, "security_code");
    if (code.isEmpty()) {
      refuse("224", "security_code can't be null or empty");
      return;
    }
    int expected =
        digits(body, "card_number")
            .flatMap(n -> PaymentMethods.ofCard(site, n))
            .map(PaymentMethod::securityCode)
            .orElse(0);
    boolean fits =
        expected == 0
            ? code.get().matches("[0-9]{3,4}")
            : code.get().matches("[0-9]{" + expected + "}");
    if (!fits) {
      refuse("E302", "Invalid parameter security_code");
    }
  }

  private void holder() {
    if (!Json.present(body, "cardholder", "name")) {
      refuse("221", "cardholder.name can't be null or empty");
      return;
    }
    String name = Json.text(body, "cardholder", "name").orElse("").strip();
    if (name.isEmpty()) {
      refuse("221", "cardholder.name can't be null or empty");
    } else if (name.length() > 200) {
      refuse("316", "Invalid cardholder.name");
    }
  }

  /// A document is optional here (Mexico has none); when a part is there the whole must fit.
  private void document() {
    JsonNode identification = Json.at(body, "cardholder", "identification");
    if (!identification.isObject() || identification.isEmpty()) {
      return;
    }
    Optional<String> type = Json.text(identification, "type").filter(t -> !t.isEmpty());
    Optional<String> number = Json.anyText(identification, "number").filter(n -> !n.isEmpty());
    if (type.isEmpty() && number.isEmpty()) {
      return;
    }
    if (type.isEmpty()) {
      refuse("212", "cardholder.identification.type can't be null or empty");
    } else if (!IdentificationTypes.knows(site, type.get())) {
      refuse("322", "Invalid cardholder.identification.type");
    } else if (number.isEmpty()) {
      refuse("214", "cardholder.identification.number can't be null or empty");
    } else if (!IdentificationTypes.fits(site, type.get(), number.get())) {
      refuse("324", "Invalid cardholder.identification.number");
    }
  }

  private void refuse(String code, String description) {
    causes.add(new Cause(code, description));
  }

  static boolean luhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
