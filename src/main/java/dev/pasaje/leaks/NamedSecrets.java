// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import dev.pasaje.secret.Secret;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Secrets that have no shape of their own, known by the name they are given: client secrets and
/// webhook secrets (domain/credentials.md 2.3: format not documented).
///
/// Every vendor of OAuth has a `client_secret`, so the name must say Mercado Pago, or something
/// near it must, and no other vendor nearer.
final class NamedSecrets {
  private static final int LONGEST_NAME = 64;
  private static final int MOST_BETWEEN = 24;
  private static final int LEAST = 16;
  private static final int MOST = 128;
  static final int NEAR = 2048;

  private static final String OURS =
      "mercado[ _.-]?pago|mercado[ _.-]?li[bv]re|app_usr-|mercadopago|\\bmp[_-]";
  private static final String OTHERS =
      "stripe|google|github|gitlab|facebook|paypal|slack|twilio|auth0|azure|amazon|cognito|okta"
          + "|shopify|pagseguro|pagarme|adyen|braintree|keycloak|spotify|twitter|linkedin|discord"
          + "|apple|microsoft|zoom|dropbox|salesforce|hubspot|clerk|sentry|payu|kushki|openpay"
          + "|conekta|culqi|wompi|transbank|nuvemshop|tiendanube|meta_|instagram|notion|zendesk";
  private static final Pattern OUR_NAME =
      Pattern.compile("(?:^|[^a-z])mp(?:[^a-z]|$)|mercado|meli(?:[^a-z]|$)");
  private static final Pattern OTHER_NAME = Pattern.compile(OTHERS);
  private static final Pattern VENDOR = Pattern.compile("(" + OURS + ")|" + OTHERS);
  private static final Pattern HOOK =
      Pattern.compile("webhook|signature|notifica|hmac|firma|assina");
  private static final Pattern CLIENT = Pattern.compile("client[_. -]?secret");

  /// Other vendors' keys, and shapes that are found without a name.
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?:APP_USR-|TEST-|TG-|whsec_|sk_|rk_|pk_|GOCSPX-|gh[pousr]_|github_pat_|glpat-|xox[abp]-|shp[a-z]{2}_|EAA"
              + "|AKIA|AIza|SG\\.|ya29\\.|eyJ|npm_|hv[sb]\\.|dop_v1_|re_).*");

  private static final Pattern SOLID = Pattern.compile("[A-Za-z0-9]{16,}");
  private static final byte[] SECRET = Bytes.of("secret");

  private NamedSecrets() {}

  /// @param at where `secret` may begin, in any case
  /// @param ourFile whether the file's name says Mercado Pago
  static @Nullable Hit at(byte[] b, int at, int end, boolean ourFile) {
    for (int i = 0; i < SECRET.length; i++) {
      if (at + i >= end || (b[at + i] | 0x20) != SECRET[i]) {
        return null;
      }
    }
    int nameStart = at;
    while (nameStart > 0 && at - nameStart < LONGEST_NAME && inName(b[nameStart - 1])) {
      nameStart--;
    }
    int nameEnd =
        at
            + SECRET.length
            + Bytes.run(b, at + SECRET.length, end, LONGEST_NAME, NamedSecrets::inName);
    int start = valueStart(b, nameEnd, end);
    int length = start < 0 ? 0 : Bytes.run(b, start, end, MOST + 1, NamedSecrets::inValue);
    if (length < LEAST || length > MOST || call(b, start + length, end)) {
      return null;
    }
    String name = words(Bytes.text(b, nameStart, nameEnd));
    String value = Bytes.text(b, start, start + length);
    boolean hook = HOOK.matcher(name).find();
    boolean ours = OUR_NAME.matcher(name).find();
    if (OTHER_NAME.matcher(name).find()
        || !(ours || hook || CLIENT.matcher(name).find())
        || !random(value)
        || !(ours || near(b, nameStart, nameEnd, end, ourFile))) {
      return null;
    }
    LeakKind kind = hook ? LeakKind.WEBHOOK_SECRET : LeakKind.CLIENT_SECRET;
    return new Hit(kind, start, start + length, Secret.of(value), "", "");
  }

  /// `clientSecret` as `client_secret`, all in lower case.
  private static String words(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /// Where the value begins after the name, past quotes, `=`, `:`, `=>`, `(`, `,`; or -1.
  private static int valueStart(byte[] b, int from, int end) {
    boolean parted = false;
    int last = Math.min(end, from + MOST_BETWEEN);
    for (int p = from; p < last; p++) {
      switch (b[p]) {
        case '=', ':', '>', ',', '(', '|', '?' -> parted = true;
        case ' ', '\t', '"', '\'', '`', '\\', '[', '-' -> {}
        case '\r' -> {}
        case '\n' -> {
          if (!listed(b, p + 1, last)) {
            return -1;
          }
        }
        default -> {
          return parted ? p : -1;
        }
      }
    }
    return -1;
  }

  /// Whether a list's item follows on the next line, and not another name.
  private static boolean listed(byte[] b, int from, int end) {
    int p = from + Bytes.run(b, from, end, MOST_BETWEEN, c -> c == ' ' || c == '\t');
    return p > from && p < end && (b[p] == '-' || b[p] == '"' || b[p] == '\'');
  }

  private static boolean call(byte[] b, int at, int end) {
    return at < end && b[at] == '(';
  }

  /// Whether a text may have been drawn by chance: a solid part with letters and digits, many
  /// different ones, no word of a sample.
  private static boolean random(String value) {
    if (FOREIGN.matcher(value).matches() || Placeholder.words(value)) {
      return false;
    }
    var solid = SOLID.matcher(value);
    while (solid.find()) {
      String part = solid.group();
      boolean digits = part.chars().anyMatch(Character::isDigit);
      boolean letters = part.chars().anyMatch(Character::isLetter);
      if (digits && letters && !Placeholder.hex(part.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /// Whether the vendor named last before the name is Mercado Pago, or the only one after it.
  private static boolean near(byte[] b, int nameStart, int nameEnd, int end, boolean ourFile) {
    String before = Bytes.text(b, Math.max(0, nameStart - NEAR), nameStart);
    String after = Bytes.text(b, nameEnd, Math.min(end, nameEnd + NEAR));
    boolean found = ourFile;
    var vendor = VENDOR.matcher(before.toLowerCase(Locale.ROOT));
    boolean any = false;
    while (vendor.find()) {
      any = true;
      found = vendor.group(1) != null;
    }
    if (any || found) {
      return found;
    }
    var next = VENDOR.matcher(after.toLowerCase(Locale.ROOT));
    return next.find() && next.group(1) != null;
  }

  private static boolean inName(byte b) {
    return Bytes.alphanumeric(b) || b == '_' || b == '-' || b == '.';
  }

  private static boolean inValue(byte b) {
    return Bytes.alphanumeric(b) || "_.~+/=-".indexOf(b) >= 0;
  }
}
