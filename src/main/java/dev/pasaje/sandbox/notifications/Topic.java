// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a notification is about, with its names on both channels.
///
/// Source: devsite-docs `your-integrations/webhooks`, `ipn` and `notification-additional-info`.
public enum Topic {
  PAYMENT("payment", "payment", "payment"),
  MERCHANT_ORDER("topic_merchant_order_wh", "topic_merchant_order_wh", "merchant_order"),
  ORDER("order", "order", null),
  SUBSCRIPTION("subscription_preapproval", "subscription_preapproval", null),
  SUBSCRIPTION_PLAN("subscription_preapproval_plan", "subscription_preapproval_plan", null),
  AUTHORIZED_PAYMENT("subscription_authorized_payment", "subscription_authorized_payment", null),
  CONNECT("mp-connect", "mp-connect", null),
  CLAIM("topic_claims_integration_wh", "claim", null),
  CHARGEBACK("topic_chargebacks_wh", "topic_chargebacks_wh", "chargebacks"),
  FRAUD("stop_delivery_op_wh", "stop_delivery_op_wh", "delivery_cancellation"),
  CARD("topic_card_id_wh", "automatic-payments", null),
  POINT("point_integration_wh", "point_integration_wh", "point_integration_ipn"),
  DELIVERY("delivery", "delivery", null),
  WALLET_CONNECT("wallet_connect", "wallet_connect", null);

  private final String wire;
  private final String bodyType;
  private final @Nullable String ipn;

  Topic(String wire, String bodyType, @Nullable String ipn) {
    this.wire = wire;
    this.bodyType = bodyType;
    this.ipn = ipn;
  }

  /// The name in the panel.
  public String wire() {
    return wire;
  }

  /// The `type` of body and query; two topics have another name there.
  public String type() {
    return bodyType;
  }

  /// The name on the IPN channel, when the topic exists there.
  public Optional<String> ipn() {
    return Optional.ofNullable(ipn);
  }

  /// Whether the query of a Webhook carries `data.id`; the bodies of the others have none to carry.
  boolean namesDataId() {
    return switch (this) {
      case MERCHANT_ORDER, FRAUD, CARD, POINT, DELIVERY -> false;
      case PAYMENT,
          ORDER,
          SUBSCRIPTION,
          SUBSCRIPTION_PLAN,
          AUTHORIZED_PAYMENT,
          CONNECT,
          CLAIM,
          CHARGEBACK,
          WALLET_CONNECT ->
          true;
    };
  }

  /// Whether a `notification_url` of the resource is honoured; point and delivery know only the
  /// panel. Merchant orders reach it as IPN alone, as in every burst that was recorded.
  boolean honoursResourceUrl() {
    return this != POINT && this != DELIVERY && this != MERCHANT_ORDER;
  }

  /// How long the receiver may take: 22 s (`X-Socket-Timeout: 22000`), 500 ms for deliveries.
  Duration answerWithin() {
    return this == DELIVERY ? Duration.ofMillis(500) : Duration.ofSeconds(22);
  }

  /// The topic of this panel, body or IPN name, in any case.
  public static Optional<Topic> of(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (Topic topic : values()) {
      if (wanted.equals(topic.wire)
          || wanted.equals(topic.bodyType)
          || wanted.equals(topic.ipn)
          || (topic == ORDER && wanted.equals("orders"))) {
        return Optional.of(topic);
      }
    }
    return Optional.empty();
  }
}
