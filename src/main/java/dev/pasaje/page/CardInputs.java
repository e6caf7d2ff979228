// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.page.PageFacts.CardInput;
import dev.pasaje.page.PageFacts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds the fields of a page that take card data, by what browsers and people call them.
final class CardInputs {
  private static final int MOST = 50;
  private static final Pattern NUMBER =
      Pattern.compile(
          "card[\\s_-]?(num|no\\b)|cc[\\s_-]?num|\\bpan\\b"
              + "|n[uú]mero[\\s_-]?(de[\\s_-]?(la[\\s_-]?)?|do[\\s_-]?)?(tarjeta|cart[aã]o)"
              + "|(tarjeta|cart[aã]o)[\\s_-]?n[uú]m");
  private static final Pattern CODE =
      Pattern.compile(
          "\\bcvv|\\bcvc|\\bcsc\\b|card[\\s_-]?cv[cv]|cc[\\s_-]?cv[cv]|security[\\s_-]?code"
              + "|c[oó]digo[\\s_-]?de[\\s_-]?seguran?[cçz]|c[oó]digo[\\s_-]?seguri");
  private static final Pattern EXPIRY =
      Pattern.compile(
          "card[\\s_-]?exp|cc[\\s_-]?exp|\\bexp(iry|iration)?[\\s_-]?(date|month|year)?\\b"
              + "|expiration|vencimiento|validade|\\bmm\\s?/\\s?(yy|aa)");

  /// Cards that are not payment cards.
  private static final Pattern OTHER = Pattern.compile("gift|regalo|presente|loyalty|fidelidad");

  /// Types no card data is typed into.
  private static final Pattern NOT_TYPED =
      Pattern.compile("hidden|checkbox|radio|submit|button|image|file|reset|email|search|color");

  private final List<CardInput> found = new ArrayList<>();

  void take(Document html, String frame) {
    List<CardInput> here = new ArrayList<>();
    for (Element field : html.select("input, select")) {
      String type = field.tagName().equals("select") ? "select" : field.attr("type");
      if (!NOT_TYPED.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
        part(field, html)
            .ifPresent(part ->
                here.add(
                    new CardInput(
                        part,
                        type.isBlank() ? "text" : type.strip().toLowerCase(Locale.ROOT),
                        filled(field.attr("name")),
                        filled(field.attr("autocomplete")),
                        frame)));
      }
    }
    // A date alone may be anybody's.
    if (here.stream().anyMatch(input -> input.part() != Part.EXPIRY)) {
      found.addAll(here.subList(0, Math.min(here.size(), MOST - found.size())));
    }
  }

  List<CardInput> found() {
    return List.copyOf(found);
  }

  private static Optional<Part> part(Element field, Document html) {
    String autocomplete = field.attr("autocomplete").toLowerCase(Locale.ROOT);
    if (autocomplete.contains("cc-number")) {
      return Optional.of(Part.NUMBER);
    }
    if (autocomplete.contains("cc-csc")) {
      return Optional.of(Part.SECURITY_CODE);
    }
    if (autocomplete.contains("cc-exp")) {
      return Optional.of(Part.EXPIRY);
    }
    String words =
        String.join(
                " ",
                field.attr("name"),
                field.attr("id"),
                field.attr("data-checkout"),
                field.attr("placeholder"),
                field.attr("aria-label"),
                label(field, html))
            .toLowerCase(Locale.ROOT);
    if (OTHER.matcher(words).find()) {
      return Optional.empty();
    }
    return NUMBER.matcher(words).find()
        ? Optional.of(Part.NUMBER)
        : CODE.matcher(words).find()
            ? Optional.of(Part.SECURITY_CODE)
            : EXPIRY.matcher(words).find() ? Optional.of(Part.EXPIRY) : Optional.empty();
  }

  private static String label(Element field, Document html) {
    if (field.id().isEmpty()) {
      return "";
    }
    Element label = html.getElementsByAttributeValue("for", field.id()).first();
    return label == null ? "" : label.text();
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text.strip()).filter(clean -> !clean.isEmpty());
  }
}
