// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Exchange;
import dev.pasaje.http.Transport;
import dev.pasaje.integration.OrderBooks;
import dev.pasaje.json.BadDocument;
import dev.pasaje.json.Documents;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Books of a WooCommerce shop, over its REST API, page by page.
final class WooCommerceBooks {
  private static final int PER_PAGE = 100;

  /// A million orders; a shop that says it has more is not telling the truth.
  private static final int MOST_PAGES = 10_000;

  private final OrderBooks.WooCommerce shop;
  private final Transport transport;

  private WooCommerceBooks(OrderBooks.WooCommerce shop, Transport transport) {
    this.shop = shop;
    this.transport = transport;
  }

  static Books.Reading read(OrderBooks.WooCommerce shop, Duration limit) {
    try (Transport transport = Transport.with(limit, Documents.MAX_BYTES)) {
      return new WooCommerceBooks(shop, transport).read();
    }
  }

  private Books.Reading read() {
    Books books = new Books();
    int pages = 1;
    for (int page = 1; page <= pages; page++) {
      Exchange.Answer answer = page(page);
      JsonNode list = list(answer);
      for (JsonNode order : list) {
        add(books, order);
      }
      pages = answer.header("x-wp-totalpages").map(this::count).orElse(page);
      if (list.isEmpty()) {
        break;
      }
    }
    return books.reading("woocommerce");
  }

  private static void add(Books books, JsonNode order) {
    if (order.path("status").asString("").endsWith("draft")) {
      return;
    }
    String number = order.path("number").asString("");
    String reference = number.isEmpty() ? order.path("id").asString("") : number;
    books.add(
        "order " + order.path("id").asString("?"),
        reference,
        order.path("total").asString(""),
        order.path("currency").asString(""));
  }

  private Exchange.Answer page(int page) {
    String query = "per_page=" + PER_PAGE + "&page=" + page + "&orderby=id&order=asc";
    boolean secure = "https".equalsIgnoreCase(shop.url().getScheme());
    if (!secure) {
      // Without TLS WooCommerce takes no header; whoever asks so has chosen to be overheard.
      query +=
          "&consumer_key="
              + encoded(shop.consumerKey())
              + "&consumer_secret="
              + encoded(shop.consumerSecret().reveal());
    }
    URI uri = URI.create(base() + "/wp-json/wc/v3/orders?" + query);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
    if (secure) {
      String pair = shop.consumerKey() + ":" + shop.consumerSecret().reveal();
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return switch (transport.send(request.build())) {
      case Exchange.Answer answer when answer.status() == 200 -> answer;
      case Exchange.Answer answer -> throw unreadable("HTTP " + answer.status());
      case Exchange.NoAnswer none -> throw unreadable(none.reason().id());
    };
  }

  private JsonNode list(Exchange.Answer answer) {
    try {
      JsonNode list = Documents.json(base(), answer.body());
      if (list.isArray()) {
        return list;
      }
    } catch (BadDocument notJson) {
      throw unreadable(notJson.getMessage());
    }
    throw unreadable("not a list of orders");
  }

  private int count(String pages) {
    if (!pages.matches("\\d{1,5}") || Integer.parseInt(pages) > MOST_PAGES) {
      throw unreadable("X-WP-TotalPages: " + pages);
    }
    return Integer.parseInt(pages);
  }

  private String base() {
    return shop.url().toString().replaceFirst("[?#].*", "").replaceFirst("/+$", "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private PasajeException unreadable(String why) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED, "orders.book", Map.of("book", base(), "why", why));
  }
}
