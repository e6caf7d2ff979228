// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.page.PageFacts.Form;
import dev.pasaje.page.PageFacts.Kind;
import dev.pasaje.page.PageFacts.Markup;
import dev.pasaje.page.PageFacts.Resource;
import dev.pasaje.page.PageFacts.Script;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads the documents of one page, its frames included, into [Markup].
final class Reading {
  private static final int MOST = 500;
  private static final Pattern LOGO = Pattern.compile("(?i)mercado[\\s_-]?pago");
  private static final String ACTIVE =
      "script[src], link[rel~=(?i)\\bstylesheet\\b][href], iframe[src], frame[src], object[data],"
          + " embed[src]";
  private static final String PASSIVE =
      "img[src], audio[src], video[src], video[poster], source[src], track[src],"
          + " input[type=image][src]";

  final Scan scan = new Scan();
  private final Set<Script> scripts = new LinkedHashSet<>();
  private final Set<Form> forms = new LinkedHashSet<>();
  private final CardInputs cardInputs = new CardInputs();
  private final Set<String> frames = new LinkedHashSet<>();
  private final Set<Resource> plain = new LinkedHashSet<>();
  private final Set<String> logos = new LinkedHashSet<>();
  private int inlineScripts;

  /// Takes a document in.
  ///
  /// @param address where it came from
  void document(Document html, URI address) {
    URI base =
        Optional.ofNullable(html.selectFirst("base[href]"))
            .flatMap(element -> Links.resolve(address, element.attr("href")))
            .orElse(address);
    String where = Links.clean(address);
    scan.text(html.outerHtml().replace("&quot;", "\""), where);
    scripts(html, base);
    for (Element form : html.select("form, button[formaction], input[formaction]")) {
      form(form, base);
    }
    for (Element frame : html.select("iframe[src], frame[src]")) {
      Links.resolve(base, frame.attr("src")).ifPresent(uri -> add(frames, Links.clean(uri)));
    }
    html.select(ACTIVE).forEach(element -> plain(Kind.ACTIVE, element, base));
    html.select(PASSIVE).forEach(element -> plain(Kind.PASSIVE, element, base));
    logos(html, base);
    cardInputs.take(html, where);
  }

  private void scripts(Document html, URI base) {
    for (Element script : html.select("script")) {
      if (script.hasAttr("src")) {
        Links.resolve(base, script.attr("src"))
            .ifPresent(uri ->
                add(
                    scripts,
                    new Script(
                        Links.clean(uri),
                        Links.host(uri),
                        value(script, "integrity"),
                        value(script, "nonce"))));
      } else if (!script.data().isBlank() && runs(script)) {
        inlineScripts++;
      }
    }
    inlineScripts += html.select("[onclick], [onsubmit], [onload]").size();
  }

  /// Data blocks, such as JSON, do nothing.
  private static boolean runs(Element script) {
    String type = script.attr("type").strip().toLowerCase(Locale.ROOT);
    return type.isEmpty() || type.equals("module") || type.contains("javascript");
  }

  private void form(Element form, URI base) {
    boolean button = form.hasAttr("formaction");
    String action = form.attr(button ? "formaction" : "action");
    String method = form.attr(button ? "formmethod" : "method").strip().toLowerCase(Locale.ROOT);
    Links.resolve(base, action.isBlank() ? "" : action)
        .ifPresent(
            uri -> add(forms, new Form(Links.clean(uri), method.isEmpty() ? "get" : method)));
  }

  private void plain(Kind kind, Element element, URI base) {
    for (String attribute : List.of("src", "href", "data", "poster")) {
      if (element.hasAttr(attribute)) {
        Links.resolve(base, element.attr(attribute))
            .map(Links::clean)
            .filter(Links::plain)
            .ifPresent(address -> add(plain, new Resource(kind, address)));
      }
    }
  }

  /// By the picture's address or its text; domain/quality.md A6 "text/img match".
  private void logos(Document html, URI base) {
    for (Element picture : html.select("img, svg, [role=img], picture source")) {
      String address = Links.resolve(base, picture.attr("src")).map(Links::clean).orElse("inline");
      String words =
          String.join(
              " ",
              picture.attr("src"),
              picture.attr("srcset"),
              picture.attr("data-src"),
              picture.attr("alt"),
              picture.attr("title"),
              picture.attr("aria-label"),
              picture.tagName().equals("svg") ? picture.text() : "");
      if (LOGO.matcher(words).find()) {
        add(logos, address);
      }
    }
  }

  private static Optional<String> value(Element element, String attribute) {
    return Optional.of(element.attr(attribute).strip()).filter(text -> !text.isEmpty());
  }

  private static <T> void add(Set<T> set, T one) {
    if (set.size() < MOST) {
      set.add(one);
    }
  }

  Markup markup() {
    scripts.stream().map(Script::address).filter(Links::isNamedAsSdk).forEach(scan.sdkCopies::add);
    return new Markup(
        List.copyOf(scripts),
        inlineScripts,
        List.copyOf(forms),
        cardInputs.found(),
        List.copyOf(frames),
        List.copyOf(plain),
        List.copyOf(scan.keys),
        List.copyOf(scan.leaks),
        List.copyOf(scan.payLinks),
        List.copyOf(scan.resultPages),
        List.copyOf(logos),
        List.copyOf(scan.sdkCopies),
        List.copyOf(scan.traits));
  }
}
