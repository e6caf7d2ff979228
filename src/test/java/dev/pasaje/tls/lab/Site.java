// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import java.util.List;

/// What a case says over HTTP, without TLS and with it.
///
/// @param hsts values of `Strict-Transport-Security`, one header for each
record Site(List<String> hsts, Way way) {
  /// Two years, as Mozilla recommends.
  static final String GOOD_HSTS = "max-age=63072000; includeSubDomains";

  static final Site GOOD = new Site(List.of(GOOD_HSTS), Way.SECURED);

  /// Where its redirects lead.
  enum Way {
    /// From `http` to the same path of the same host with `https`.
    SECURED,
    /// The same with 302, which browsers do not remember.
    SECURED_FOR_NOW,
    /// `http` answers for itself.
    OPEN,
    /// First to `www` without TLS, then to TLS.
    ROUNDABOUT,
    /// With TLS to another host at once.
    OFF_HOST,
    /// `https` sends back to `http`, where the page is.
    DOWNGRADE,
    /// `https` goes round in a circle.
    LOOP,
    /// `https` leads to a new address each time.
    ENDLESS,
    /// `https` redirects to nothing that is an address.
    NOWHERE
  }

  /// How it was asked.
  enum Over {
    TLS,
    TCP
  }

  /// A whole answer to one request.
  ///
  /// @param own port of the TLS server
  /// @param plain port of its twin without TLS
  String answer(Over over, Asked asked, int own, int plain) {
    String path = asked.path();
    String host = asked.host();
    String secure = "https://" + host + ":" + own;
    String open = "http://" + host + ":" + plain;
    return switch (over) {
      case TLS ->
          switch (way) {
            case SECURED, SECURED_FOR_NOW, OPEN, ROUNDABOUT, OFF_HOST -> page(hsts);
            case DOWNGRADE -> redirect(302, open + "/shop");
            case LOOP -> redirect(302, secure + (path.equals("/a") ? "/" : "/a"));
            case ENDLESS -> redirect(302, secure + "/" + (1 + path.length()) + path);
            case NOWHERE -> redirect(302, "https://[nowhere");
          };
      case TCP ->
          switch (way) {
            case SECURED, LOOP, ENDLESS, NOWHERE -> redirect(301, secure + path);
            case SECURED_FOR_NOW -> redirect(302, secure + path);
            case OPEN -> page(List.of());
            case ROUNDABOUT ->
                host.startsWith("www.")
                    ? redirect(301, secure + path)
                    : redirect(301, "http://www." + host + ":" + plain + path);
            case OFF_HOST -> redirect(301, "https://www." + host + ":" + own + path);
            case DOWNGRADE -> path.equals("/shop") ? page(List.of()) : redirect(301, secure + path);
          };
    };
  }

  private String redirect(int status, String to) {
    return "HTTP/1.1 " + status + " Moved\r\nLocation: " + to + "\r\n" + rest(hsts, "");
  }

  private static String page(List<String> headers) {
    return "HTTP/1.1 200 OK\r\n" + rest(headers, "<!doctype html><title>Lab</title>");
  }

  private static String rest(List<String> hsts, String body) {
    var text = new StringBuilder();
    hsts.forEach(value -> text.append("Strict-Transport-Security: ").append(value).append("\r\n"));
    return text.append("Content-Type: text/html\r\nConnection: close\r\nContent-Length: ")
        .append(body.length())
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }
}
