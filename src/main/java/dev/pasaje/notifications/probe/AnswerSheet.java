// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.notifications.probe.ReceiverFacts.AddressKind;
import dev.pasaje.notifications.probe.ReceiverFacts.Answer;
import dev.pasaje.notifications.probe.ReceiverFacts.Extent;
import dev.pasaje.notifications.probe.ReceiverFacts.Marker;
import dev.pasaje.notifications.probe.ReceiverFacts.Redirect;
import dev.pasaje.notifications.probe.ReceiverFacts.Result;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Writes down what matters of an answer, veiled.
final class AnswerSheet {
  private static final int MAX_TEXT = 200;

  /// Never a cookie.
  private static final List<String> HEADERS =
      List.of("allow", "cf-mitigated", "content-type", "location", "retry-after", "server", "via");

  /// Words of the pages that common protections show.
  private static final Map<Marker, Pattern> WORDS =
      Map.of(
          Marker.CHALLENGE,
          Pattern.compile(
              "(?i)just a moment|captcha|challenge-platform|enable javascript and cookies"
                  + "|checking your browser|attention required"),
          Marker.FIREWALL,
          Pattern.compile(
              "(?i)mod_?security|not acceptable|request blocked|incapsula|sucuri|wordfence"
                  + "|web application firewall|access denied|akamai|cloudfront"),
          Marker.CSRF,
          Pattern.compile(
              "(?i)csrf|xsrf|invalid ?authenticity ?token|page expired|forgery|token mismatch"));

  private final ReceiverTarget target;
  private final Veil veil;
  private final Function<String, AddressKind> whereabouts;

  /// @param whereabouts tells where a host is, for redirections
  AnswerSheet(ReceiverTarget target, Veil veil, Function<String, AddressKind> whereabouts) {
    this.target = target;
    this.veil = veil;
    this.whereabouts = whereabouts;
  }

  Answer answer(AnswerReader.Head head, AnswerReader.Body body, Duration took) {
    String text = body.text();
    TreeMap<String, String> headers = new TreeMap<>();
    for (String name : HEADERS) {
      String value = head.headers().get(name);
      if (value != null) {
        headers.put(name, veil.over(value, MAX_TEXT));
      }
    }
    boolean redirects = head.status() >= 300 && head.status() < 400;
    return new Answer(
        Result.ANSWERED,
        head.status(),
        took,
        headers,
        markers(head, text),
        redirects
            ? Optional.ofNullable(head.headers().get("location")).map(this::redirect)
            : Optional.empty(),
        veil.over(text, MAX_TEXT),
        head.extent() == Extent.CUT ? Extent.CUT : body.extent(),
        "");
  }

  String detail(Exception failed) {
    Throwable cause = failed;
    for (int depth = 0; cause.getCause() != null && depth < 8; depth++) {
      cause = cause.getCause();
    }
    return veil.over(cause.getClass().getSimpleName() + ": " + cause.getMessage(), MAX_TEXT);
  }

  private static List<Marker> markers(AnswerReader.Head head, String text) {
    List<Marker> found = new ArrayList<>();
    boolean refused = head.status() >= 400;
    for (Marker marker : Marker.values()) {
      Pattern words = WORDS.get(marker);
      if (refused && words != null && words.matcher(text).find()) {
        found.add(marker);
      }
    }
    if (head.headers().containsKey("cf-mitigated") && !found.contains(Marker.CHALLENGE)) {
      found.add(Marker.CHALLENGE);
    }
    if (head.headers()
        .getOrDefault("content-type", "")
        .toLowerCase(Locale.ROOT)
        .startsWith("text/html")) {
      found.add(Marker.HTML);
    }
    return found;
  }

  private Redirect redirect(String location) {
    String shown = veil.over(location, MAX_TEXT);
    try {
      URI to = target.url().resolve(location);
      return new Redirect(
          shown,
          to.getHost() == null
              ? AddressKind.UNRESOLVED
              : whereabouts.apply(to.getHost().replaceAll("^\\[|]$", "")));
    } catch (IllegalArgumentException odd) {
      return new Redirect(shown, AddressKind.UNRESOLVED);
    }
  }
}
