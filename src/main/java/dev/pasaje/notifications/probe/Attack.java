// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import java.util.Locale;

/// One way to call a receiver, and what a good one answers; domain/notifications.md 3, 7, 11, 12.
public enum Attack {
  /// An uptime check, with Pasaje's own user agent.
  HEAD(Depth.GENTLE, Expectation.OK),
  GET(Depth.GENTLE, Expectation.OK),
  /// A live delivery of the topic `payment`, `ts` in seconds as in every live log.
  WEBHOOK(Depth.GENTLE, Expectation.ACCEPTED),
  /// The panel's test: fixed id 123456, `ts` in milliseconds.
  SIMULATOR(Depth.GENTLE, Expectation.ACCEPTED),
  IPN_PAYMENT(Depth.GENTLE, Expectation.ACCEPTED),

  SIGNED_IN_MILLISECONDS(Depth.FULL, Expectation.ACCEPTED),
  SIGNED_WITHOUT_REQUEST_ID(Depth.FULL, Expectation.ACCEPTED),
  /// Upper-case id of an order, signed as it stands.
  ORDER_SIGNED_AS_SENT(Depth.FULL, Expectation.ACCEPTED),
  /// Upper-case id of an order, signed in lower case.
  ORDER_SIGNED_IN_LOWER_CASE(Depth.FULL, Expectation.ACCEPTED),
  /// Signed hours ago, rightly.
  STALE_SIGNATURE(Depth.FULL, Expectation.ACCEPTED),
  WRONG_SIGNATURE(Depth.FULL, Expectation.ACCEPTED_OR_REFUSED),
  MISSING_SIGNATURE(Depth.FULL, Expectation.ACCEPTED_OR_REFUSED),
  /// The first delivery again, to the byte.
  DUPLICATE(Depth.FULL, Expectation.ACCEPTED),
  /// The first delivery again as the retry engine sends it: new time, new request id.
  REDELIVERY(Depth.FULL, Expectation.ACCEPTED),
  PARALLEL_DUPLICATES(Depth.FULL, Expectation.ACCEPTED),
  IPN_MERCHANT_ORDER(Depth.FULL, Expectation.ACCEPTED),
  /// The IPN page's test button, seen as a call with nothing but the query.
  IPN_GET(Depth.FULL, Expectation.OK),
  MERCHANT_ORDER_WITHOUT_DATA_ID(Depth.FULL, Expectation.ACCEPTED),
  CHARGEBACK(Depth.FULL, Expectation.ACCEPTED),
  FRAUD_ALERT(Depth.FULL, Expectation.ACCEPTED),
  SUBSCRIPTION(Depth.FULL, Expectation.ACCEPTED),
  POINT_INTENT(Depth.FULL, Expectation.ACCEPTED),
  UNKNOWN_TOPIC(Depth.FULL, Expectation.ACCEPTED),
  UNKNOWN_FIELDS(Depth.FULL, Expectation.ACCEPTED),
  NUMERIC_ID(Depth.FULL, Expectation.ACCEPTED),
  MALFORMED_DATE(Depth.FULL, Expectation.ACCEPTED),
  QUERY_REVERSED(Depth.FULL, Expectation.ACCEPTED),
  FURTHER_PARAMETERS(Depth.FULL, Expectation.ACCEPTED),
  NEWER_SIMULATOR(Depth.FULL, Expectation.ACCEPTED),
  BODY_WITHOUT_DATA(Depth.FULL, Expectation.NO_SERVER_ERROR),
  EMPTY_BODY(Depth.FULL, Expectation.NO_SERVER_ERROR),
  MALFORMED_JSON(Depth.FULL, Expectation.NO_SERVER_ERROR),
  FORM_ENCODED(Depth.FULL, Expectation.NO_SERVER_ERROR),
  /// 64 KiB, the most a receiver should take.
  LARGE_BODY(Depth.FULL, Expectation.ACCEPTED),
  /// 256 KiB, which may be refused but must not break anything.
  HUGE_BODY(Depth.FULL, Expectation.NO_SERVER_ERROR),
  SLOW_BODY(Depth.FULL, Expectation.ACCEPTED);

  /// What a good receiver answers.
  public enum Expectation {
    /// 200 to a request that carries no notification.
    OK,
    /// 200 or 201; nothing else is documented as success.
    ACCEPTED,
    /// 200 or 201, and then it is not believed; or 401.
    ACCEPTED_OR_REFUSED,
    /// 2xx or 4xx: an answer on purpose.
    NO_SERVER_ERROR;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean metBy(int status) {
      return switch (this) {
        case OK -> status == 200;
        case ACCEPTED -> status == 200 || status == 201;
        case ACCEPTED_OR_REFUSED ->
            status == 200 || status == 201 || status == 401 || status == 403;
        case NO_SERVER_ERROR -> (status >= 200 && status < 300) || (status >= 400 && status < 500);
      };
    }
  }

  private static final int PARALLEL = 4;

  private final Depth depth;
  private final Expectation expectation;

  Attack(Depth depth, Expectation expectation) {
    this.depth = depth;
    this.expectation = expectation;
  }

  /// The key of its text, `trial.<id>` in the bundle `notifications`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Expectation expectation() {
    return expectation;
  }

  Depth depth() {
    return depth;
  }

  int requests() {
    return this == PARALLEL_DUPLICATES ? PARALLEL : 1;
  }

  /// Whether it says nothing without a signing secret.
  boolean needsSecret() {
    return switch (this) {
      case SIGNED_IN_MILLISECONDS,
          SIGNED_WITHOUT_REQUEST_ID,
          ORDER_SIGNED_IN_LOWER_CASE,
          STALE_SIGNATURE,
          WRONG_SIGNATURE ->
          true;
      case HEAD,
          GET,
          WEBHOOK,
          SIMULATOR,
          IPN_PAYMENT,
          ORDER_SIGNED_AS_SENT,
          MISSING_SIGNATURE,
          DUPLICATE,
          REDELIVERY,
          PARALLEL_DUPLICATES,
          IPN_MERCHANT_ORDER,
          IPN_GET,
          MERCHANT_ORDER_WITHOUT_DATA_ID,
          CHARGEBACK,
          FRAUD_ALERT,
          SUBSCRIPTION,
          POINT_INTENT,
          UNKNOWN_TOPIC,
          UNKNOWN_FIELDS,
          NUMERIC_ID,
          MALFORMED_DATE,
          QUERY_REVERSED,
          FURTHER_PARAMETERS,
          NEWER_SIMULATOR,
          BODY_WITHOUT_DATA,
          EMPTY_BODY,
          MALFORMED_JSON,
          FORM_ENCODED,
          LARGE_BODY,
          HUGE_BODY,
          SLOW_BODY ->
          false;
    };
  }
}
