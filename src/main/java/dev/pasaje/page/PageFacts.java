// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.integration.Product;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was seen of the checkout page. Plain data: no credential but public keys, no value of a
/// cookie, no query of an address.
///
/// @param at when it was looked at
/// @param address the page asked for
/// @param productionKey public key the settings hold, or a fingerprint; see [PageTarget]
/// @param document what came without a browser; empty when no page did
/// @param rendered what Chromium saw; empty when there was none, or no page
public record PageFacts(
    Instant at,
    Product product,
    String address,
    Optional<String> productionKey,
    Optional<String> testKey,
    Reach reach,
    Optional<Document> document,
    Optional<Rendered> rendered) {

  /// How the page was reached.
  ///
  /// @param hops one for each answer, the page's own last
  /// @param detail in English, for the curious; empty when the page was read
  public record Reach(End end, List<Hop> hops, String detail) {
    public Reach {
      hops = List.copyOf(hops);
    }
  }

  /// How the look ended.
  public enum End {
    READ,
    /// Nobody answered, or not in time.
    NO_ANSWER,
    /// The certificate is not believed, or the handshake failed.
    NO_TLS,
    /// A public host sent to a private address.
    PRIVATE_ADDRESS,
    LOOP,
    TOO_MANY_REDIRECTS,
    /// A redirect to nowhere.
    BAD_LOCATION,
    /// Larger than is read, as sent or unpacked.
    TOO_LARGE,
    /// Compressed in a way that was not asked for, or broken.
    BAD_ENCODING,
    NOT_HTML,
    /// The server wants somebody else: 401, 403, 429.
    TURNED_AWAY,
    /// Another status from 400 up.
    ERROR_STATUS;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// One answer on the way.
  public record Hop(String address, int status, List<Cookie> cookies) {
    public Hop {
      cookies = List.copyOf(cookies);
    }
  }

  /// The page as the server sent it.
  ///
  /// @param address where it was found after redirects
  /// @param policies values of `Content-Security-Policy`, header first, then `meta`
  /// @param reportOnly values of the header that only reports
  /// @param unread scripts of the page whose text could not be looked at
  public record Document(
      String address,
      int status,
      List<Policy> policies,
      List<String> reportOnly,
      Optional<String> frameOptions,
      Optional<String> referrerPolicy,
      Optional<String> contentTypeOptions,
      Markup markup,
      List<String> unread) {
    public Document {
      policies = List.copyOf(policies);
      reportOnly = List.copyOf(reportOnly);
      unread = List.copyOf(unread);
    }
  }

  /// One value of a content security policy.
  ///
  /// @param meta whether it stands in the page; framing rules do not count there
  public record Policy(String value, boolean meta) {}

  /// What the elements and scripts of a page show.
  ///
  /// @param scripts external ones, in order
  /// @param inlineScripts how many have their text inside
  /// @param frames addresses of frames
  /// @param plain what is loaded over `http`
  /// @param payLinks links to Mercado Pago's own checkout
  /// @param resultPages addresses given as `back_urls`, where visible
  /// @param logos where the Mercado Pago logo was seen
  /// @param sdkCopies scripts from elsewhere that are MercadoPago.js by name or by content
  public record Markup(
      List<Script> scripts,
      int inlineScripts,
      List<Form> forms,
      List<CardInput> cardInputs,
      List<String> frames,
      List<Resource> plain,
      List<PublicKey> keys,
      List<Leak> leaks,
      List<PayLink> payLinks,
      List<String> resultPages,
      List<String> logos,
      List<String> sdkCopies,
      List<Trait> traits) {
    public Markup {
      scripts = List.copyOf(scripts);
      forms = List.copyOf(forms);
      cardInputs = List.copyOf(cardInputs);
      frames = List.copyOf(frames);
      plain = List.copyOf(plain);
      keys = List.copyOf(keys);
      leaks = List.copyOf(leaks);
      payLinks = List.copyOf(payLinks);
      resultPages = List.copyOf(resultPages);
      logos = List.copyOf(logos);
      sdkCopies = List.copyOf(sdkCopies);
      traits = List.copyOf(traits);
    }
  }

  /// An external script.
  ///
  /// @param integrity value of that attribute; empty when there is none
  /// @param nonce value of that attribute, good for one answer only
  public record Script(
      String address, String host, Optional<String> integrity, Optional<String> nonce) {}

  /// @param action where it posts to, resolved against the page
  public record Form(String action, String method) {}

  /// A field of the page's own that takes card data.
  ///
  /// @param name value of the `name` attribute; a browser posts such a field
  /// @param frame address of the document it is in
  public record CardInput(
      Part part, String type, Optional<String> name, Optional<String> autocomplete, String frame) {}

  /// Which part of a card.
  public enum Part {
    NUMBER,
    SECURITY_CODE,
    EXPIRY
  }

  /// Something the page loads.
  public record Resource(Kind kind, String address) {}

  /// Whether a browser blocks it on an `https` page when it comes over `http`.
  public enum Kind {
    /// It could change the page: script, style, frame, object.
    ACTIVE,
    /// Images, sound, video.
    PASSIVE
  }

  /// A public key of Mercado Pago.
  ///
  /// @param where the document or script it stands in
  public record PublicKey(String key, String where) {}

  /// A secret that everybody can read there.
  ///
  /// @param fingerprint first eight hex digits of its SHA-256
  public record Leak(LeakKind kind, String where, String fingerprint, Mode mode) {}

  /// What was leaked.
  public enum LeakKind {
    ACCESS_TOKEN,
    REFRESH_TOKEN,
    CLIENT_SECRET;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What the prefix of a credential says, which is not the whole truth: a test user's begins with
  /// `APP_USR` too.
  public enum Mode {
    TEST,
    PRODUCTION,
    UNSAID;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A link to Mercado Pago's own checkout.
  ///
  /// @param sandbox whether it is the `sandbox_init_point`
  public record PayLink(String address, boolean sandbox) {}

  /// What the scripts of the page do with MercadoPago.js.
  public enum Trait {
    SECURE_FIELDS,
    CARD_FORM,
    CORE_METHODS,
    CARD_BRICK,
    WALLET_BRICK,
    MODAL,
    /// Calls that only version 1 has.
    VERSION_1
  }

  /// A cookie's name and flags.
  ///
  /// @param sameSite `strict`, `lax` or `none`; empty when it does not say
  /// @param expired whether it was only being removed
  public record Cookie(
      String name, boolean secure, boolean httpOnly, Optional<String> sameSite, boolean expired) {}

  /// The page as Chromium saw it.
  ///
  /// @param landed address of the document at the end; another one than the page's when scripts led
  ///   away
  /// @param complete whether it was loaded and quiet before the limit, and still the same page
  /// @param detail why it is not complete; empty when it is
  public record Rendered(
      String landed,
      boolean complete,
      String detail,
      Markup markup,
      List<Request> requests,
      List<Cookie> cookies,
      List<Violation> violations) {
    public Rendered {
      requests = List.copyOf(requests);
      cookies = List.copyOf(cookies);
      violations = List.copyOf(violations);
    }
  }

  /// Something the browser asked for.
  ///
  /// @param type as Chromium calls it: `Script`, `Fetch`, `Image`, …
  /// @param initiator host of the document or script that asked
  /// @param trouble why it failed: `csp`, `mixed-content`, `net::ERR_…`
  public record Request(
      String address, String type, String initiator, Mixed mixed, Optional<String> trouble) {}

  /// Whether a request without TLS came from a page with it.
  public enum Mixed {
    NO,
    /// Blocked by browsers.
    ACTIVE,
    /// Tried with `https` instead by newer browsers, shown with a warning by older ones.
    PASSIVE
  }

  /// What a content security policy refused.
  ///
  /// @param reportOnly whether it was only reported
  public record Violation(String directive, String blocked, boolean reportOnly) {}
}
