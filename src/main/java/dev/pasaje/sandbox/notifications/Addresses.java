// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which addresses hear of a happening, and how the query of each is made.
final class Addresses {
  private Addresses() {}

  /// The address of the resource beats the panel's; `source_news` chooses its channels. The IPN
  /// address of the account is not silenced by `source_news=webhooks` (measured, in production).
  static List<Target> of(Happening happening, WebhookSettings webhooks, @Nullable IpnSettings ipn) {
    List<Target> targets = new ArrayList<>();
    Topic topic = happening.topic();
    String own = happening.notificationUrl();
    boolean ownIpn = false;
    boolean ownWebhook = false;
    if (own != null && !own.isBlank()) {
      String news = parameter(own, "source_news").orElse("");
      ownWebhook = topic.honoursResourceUrl() && !news.equals("ipn");
      ownIpn = topic != Topic.POINT && topic.ipn().isPresent() && !news.equals("webhooks");
      if (ownWebhook) {
        targets.add(new Target(Channel.WEBHOOK, own));
      }
      if (ownIpn) {
        targets.add(new Target(Channel.IPN, own));
      }
    }
    String panel = webhooks.urlFor(happening.test());
    boolean beaten = own != null && !own.isBlank() && topic.honoursResourceUrl();
    if (panel != null && !beaten && webhooks.topics().contains(topic)) {
      targets.add(new Target(Channel.WEBHOOK, panel));
    }
    if (ipn != null
        && ipn.url() != null
        && !ownIpn
        && topic.ipn().isPresent()
        && ipn.topics().contains(topic)) {
      targets.add(new Target(Channel.IPN, ipn.url()));
    }
    return targets;
  }

  /// The address with Mercado Pago's parameters merged into its own, in alphabetical order.
  static String withQuery(String url, List<String> parameters) {
    int hash = url.indexOf('#');
    String bare = hash < 0 ? url : url.substring(0, hash);
    int mark = bare.indexOf('?');
    List<String> all = new ArrayList<>(parameters);
    if (mark >= 0) {
      for (String own : bare.substring(mark + 1).split("&")) {
        if (!own.isEmpty()) {
          all.add(own);
        }
      }
      all.sort((a, b) -> name(a).compareTo(name(b)));
    }
    String path = mark < 0 ? bare : bare.substring(0, mark);
    return all.isEmpty() ? path : path + "?" + String.join("&", all);
  }

  static Optional<String> parameter(String url, String name) {
    int mark = url.indexOf('?');
    if (mark < 0) {
      return Optional.empty();
    }
    for (String part : url.substring(mark + 1).split("[&#]")) {
      if (name(part).equals(name)) {
        return Optional.of(part.substring(Math.min(part.length(), name.length() + 1)));
      }
    }
    return Optional.empty();
  }

  /// Why nothing can be sent to this address, if so.
  static Optional<String> problem(String url) {
    try {
      URI uri = URI.create(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
        return Optional.of("not an http or https address");
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("not a valid address");
    }
  }

  private static String name(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0 ? parameter : parameter.substring(0, equals);
  }
}
