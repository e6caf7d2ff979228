// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.util.List;
import java.util.Random;

/// Credentials of the documented shapes (domain/credentials.md 2), drawn anew from a seed: none
/// stands in this source, which is scanned too.
final class Planted {
  private final Random random;

  Planted(long seed) {
    random = new Random(seed);
  }

  String hex(int length) {
    return drawn("0123456789abcdef", length);
  }

  String digits(int length) {
    return (char) ('1' + random.nextInt(9)) + drawn("0123456789", length - 1);
  }

  String mixed(int length) {
    return drawn("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", length);
  }

  private String drawn(String letters, int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
    return text.toString();
  }

  String token(String prefix) {
    return prefix + "-" + digits(16) + "-091211-" + hex(32) + "-" + digits(9);
  }

  String oldToken(String prefix) {
    return prefix + "-" + digits(4) + "-120716-" + hex(32) + "__LA_LD__-" + digits(8);
  }

  String publicKey(String prefix) {
    return "%s-%s-%s-4%s-a%s-%s".formatted(prefix, hex(8), hex(4), hex(3), hex(3), hex(12));
  }

  String refresh() {
    return "TG-" + hex(24) + "-" + digits(9);
  }

  /// One value and the text of a file that leaks it.
  record Leaking(String file, LeakKind kind, String value, String text) {}

  /// Every shape, in the kinds of file they are seen in.
  List<Leaking> all() {
    String token = token("APP_USR");
    String old = oldToken("APP_USR");
    String test = token("TEST");
    String oldTest = oldToken("TEST");
    String key = publicKey("APP_USR");
    String testKey = publicKey("TEST");
    String oldKey = "TEST-" + hex(32);
    String refresh = refresh();
    String code = refresh();
    String sealed = token("APP_USR");
    String wide = token("APP_USR");
    String client = mixed(32);
    String hexClient = hex(32);
    String hook = hex(64);
    String listed = hex(64);
    return List.of(
        new Leaking(".env", LeakKind.ACCESS_TOKEN, token, "MP_ACCESS_TOKEN=" + token + "\n"),
        new Leaking("old.php", LeakKind.ACCESS_TOKEN, old, "$t = '" + old + "';\n"),
        new Leaking("a/pay.js", LeakKind.TEST_ACCESS_TOKEN, test, "const t=`" + test + "`\n"),
        new Leaking("b.py", LeakKind.TEST_ACCESS_TOKEN, oldTest, "t = \"" + oldTest + "\"\n"),
        new Leaking("c.html", LeakKind.PUBLIC_KEY, key, "new MercadoPago('" + key + "')\n"),
        new Leaking("d.html", LeakKind.PUBLIC_KEY, testKey, "new MercadoPago(\"" + testKey + "\")"),
        new Leaking("e.txt", LeakKind.PUBLIC_KEY, oldKey, "key: " + oldKey + "\n"),
        new Leaking("f.json", LeakKind.REFRESH_TOKEN, refresh, "{\"r\":\"" + refresh + "\"}"),
        new Leaking("g.log", LeakKind.REFRESH_TOKEN, code, "GET /back?state=1&code=" + code + "&x"),
        new Leaking(
            "k8s.yaml", LeakKind.ACCESS_TOKEN, sealed, "data:\n  token: " + base64(sealed) + "\n"),
        new Leaking("w.json", LeakKind.ACCESS_TOKEN, wide, "\"a\\n" + wide + "\\nb\""),
        new Leaking(
            "h.env", LeakKind.CLIENT_SECRET, client, "MERCADOPAGO_CLIENT_SECRET=" + client + "\n"),
        new Leaking(
            "i.yml",
            LeakKind.CLIENT_SECRET,
            hexClient,
            "mercadopago:\n  client-id: 12\n  client-secret: '" + hexClient + "'\n"),
        new Leaking("j.env", LeakKind.WEBHOOK_SECRET, hook, "MP_WEBHOOK_SECRET=\"" + hook + "\"\n"),
        new Leaking(
            "pasaje.yaml",
            LeakKind.WEBHOOK_SECRET,
            listed,
            "# mercado pago\nwebhook-secrets:\n  - " + listed + "\n"));
  }

  static String base64(String text) {
    return java.util.Base64.getEncoder()
        .encodeToString((text + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
