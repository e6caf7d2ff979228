// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

/// Where a fact may be written: a document and a path in it, and what silence there means.
///
/// @param path dotted; in a rule about items, the path within an item
/// @param steps of the path, for a million payments
@SuppressWarnings("ArrayRecordComponent") // places are not compared
record Place(Document document, String path, Silence silence, String[] steps) {
  Place(Document document, String path, Silence silence) {
    this(document, path, silence, Tree.steps(path));
  }

  /// A kind of record at Mercado Pago.
  enum Document {
    PAYMENT("payment"),
    PREFERENCE("preference"),
    MERCHANT_ORDER("merchantOrder"),
    ORDER("order"),
    /// A subscription.
    PREAPPROVAL("preapproval"),
    /// A collection sent to a terminal by the old Point API.
    PAYMENT_INTENT("paymentIntent");

    private final String key;

    Document(String key) {
      this.key = key;
    }

    /// The key in an envelope and the first part of every path shown.
    String key() {
      return key;
    }
  }

  /// What it proves that nothing is written there.
  ///
  /// The captured request is not asked: what is not in it was not sent.
  enum Silence {
    /// The record echoes the field whoever created it, so it was not sent.
    PROVES_ABSENCE,
    /// The record echoes the field when the merchant created this very record (a payment by the
    /// Payments API); it may be missing when another record made it (a payment from a preference).
    PROVES_ABSENCE_WHEN_CREATED,
    /// The record may leave the field out although it was sent.
    ///
    /// So it is with `payer` in a stored payment: `email` and `identification` are shown only in
    /// some states (domain/api.md 2.2) and names were seen null on a scored payment
    /// (domain/quality.md A6, D12). To call that a failure would blame the merchant for what the
    /// API hides; to call it a pass would be a guess.
    PROVES_NOTHING
  }

  /// Echoed in every payment.
  static Place payment(String path) {
    return new Place(Document.PAYMENT, path, Silence.PROVES_ABSENCE);
  }

  /// Echoed in a payment that the merchant's own request created.
  static Place ownPayment(String path) {
    return new Place(Document.PAYMENT, path, Silence.PROVES_ABSENCE_WHEN_CREATED);
  }

  /// Perhaps shown in a payment.
  static Place hiddenInPayment(String path) {
    return new Place(Document.PAYMENT, path, Silence.PROVES_NOTHING);
  }

  static Place preference(String path) {
    return new Place(Document.PREFERENCE, path, Silence.PROVES_ABSENCE_WHEN_CREATED);
  }

  static Place merchantOrder(String path) {
    return new Place(Document.MERCHANT_ORDER, path, Silence.PROVES_ABSENCE_WHEN_CREATED);
  }

  static Place preapproval(String path) {
    return new Place(Document.PREAPPROVAL, path, Silence.PROVES_ABSENCE_WHEN_CREATED);
  }

  /// Perhaps shown in a subscription: its `payer_email` may come back empty.
  static Place hiddenInPreapproval(String path) {
    return new Place(Document.PREAPPROVAL, path, Silence.PROVES_NOTHING);
  }

  static Place paymentIntent(String path) {
    return new Place(Document.PAYMENT_INTENT, path, Silence.PROVES_ABSENCE_WHEN_CREATED);
  }

  static Place order(String path) {
    return new Place(Document.ORDER, path, Silence.PROVES_ABSENCE_WHEN_CREATED);
  }

  /// Perhaps shown in an order.
  static Place hiddenInOrder(String path) {
    return new Place(Document.ORDER, path, Silence.PROVES_NOTHING);
  }
}
