// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mercadopago.MercadoPagoConfig;
import com.mercadopago.client.cardtoken.CardTokenClient;
import com.mercadopago.client.cardtoken.CardTokenRequest;
import com.mercadopago.client.customer.CustomerCardClient;
import com.mercadopago.client.customer.CustomerCardCreateRequest;
import com.mercadopago.client.customer.CustomerClient;
import com.mercadopago.client.customer.CustomerRequest;
import com.mercadopago.client.invoice.InvoiceClient;
import com.mercadopago.client.merchantorder.MerchantOrderClient;
import com.mercadopago.client.merchantorder.MerchantOrderCreateRequest;
import com.mercadopago.client.oauth.OauthClient;
import com.mercadopago.client.order.OrderClient;
import com.mercadopago.client.order.OrderCreateRequest;
import com.mercadopago.client.order.OrderPayerRequest;
import com.mercadopago.client.order.OrderPaymentMethodRequest;
import com.mercadopago.client.order.OrderPaymentRequest;
import com.mercadopago.client.order.OrderRefundPaymentRequest;
import com.mercadopago.client.order.OrderRefundRequest;
import com.mercadopago.client.order.OrderTransactionRequest;
import com.mercadopago.client.payment.PaymentClient;
import com.mercadopago.client.payment.PaymentCreateRequest;
import com.mercadopago.client.payment.PaymentPayerRequest;
import com.mercadopago.client.payment.PaymentRefundClient;
import com.mercadopago.client.preapproval.PreApprovalAutoRecurringCreateRequest;
import com.mercadopago.client.preapproval.PreapprovalClient;
import com.mercadopago.client.preapproval.PreapprovalCreateRequest;
import com.mercadopago.client.preapproval.PreapprovalUpdateRequest;
import com.mercadopago.client.preference.PreferenceBackUrlsRequest;
import com.mercadopago.client.preference.PreferenceClient;
import com.mercadopago.client.preference.PreferenceItemRequest;
import com.mercadopago.client.preference.PreferenceRequest;
import com.mercadopago.core.MPRequestOptions;
import com.mercadopago.exceptions.MPApiException;
import com.mercadopago.exceptions.MPException;
import com.mercadopago.net.MPDefaultHttpClient;
import com.mercadopago.net.MPSearchRequest;
import com.mercadopago.resources.customer.Customer;
import com.mercadopago.resources.customer.CustomerCard;
import com.mercadopago.resources.order.Order;
import com.mercadopago.resources.payment.Payment;
import com.mercadopago.resources.preapproval.Preapproval;
import com.mercadopago.resources.preference.Preference;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.http.HttpHost;
import org.apache.http.client.HttpClient;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The official Java SDK as it is on Maven Central, every request of which is led to the emulator's
/// port: a merchant's whole life-cycle in Brazil.
class OfficialJavaSdkTest {
  private static final BigDecimal AMOUNT = new BigDecimal("100.50");
  private static Sandbox sandbox;
  private static Till till;

  /// The SDK's own client but for the connection.
  private static final class LedHere extends MPDefaultHttpClient {
    LedHere(HttpClient http) {
      super(http);
    }
  }

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxOptions.usual());
    till = Till.of(sandbox, "MLB");
    HttpHost here = new HttpHost("127.0.0.1", URI.create(sandbox.baseUrl()).getPort(), "http");
    MercadoPagoConfig.setAccessToken(till.shop().account().accessToken());
    MercadoPagoConfig.setHttpClient(
        new LedHere(
            HttpClients.custom()
                .setRoutePlanner((_, _, _) -> new HttpRoute(here))
                .disableRedirectHandling()
                .build()));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static PaymentCreateRequest payment(String holder) {
    return PaymentCreateRequest.builder()
        .transactionAmount(AMOUNT)
        .token(till.token(holder))
        .installments(1)
        .paymentMethodId("master")
        .externalReference("java-sdk")
        .payer(PaymentPayerRequest.builder().email("test_user_9@testuser.com").build())
        .build();
  }

  @Test
  void a_payment_is_made_read_found_and_given_back() throws MPException, MPApiException {
    PaymentClient payments = new PaymentClient();
    Payment paid = payments.create(payment("APRO"));
    assertThat(paid.getStatus()).isEqualTo("approved");
    assertThat(payments.get(paid.getId()).getTransactionAmount()).isEqualByComparingTo(AMOUNT);
    MPSearchRequest byReference =
        MPSearchRequest.builder()
            .limit(10)
            .offset(0)
            .filters(Map.of("external_reference", "java-sdk"))
            .build();
    assertThat(payments.search(byReference).getResults()).isNotEmpty();
    PaymentRefundClient refunds = new PaymentRefundClient();
    assertThat(refunds.refund(paid.getId(), new BigDecimal("30.50")).getAmount())
        .isEqualByComparingTo("30.50");
    assertThat(refunds.refund(paid.getId()).getAmount()).isEqualByComparingTo("70");
    assertThat(refunds.list(paid.getId()).getResults()).hasSize(2);
    assertThat(payments.get(paid.getId()).getStatus()).isEqualTo("refunded");
  }

  @Test
  void the_callers_idempotency_key_wins_over_the_sdks_own() throws MPException, MPApiException {
    MPRequestOptions options =
        MPRequestOptions.builder().customHeaders(Map.of("x-idempotency-key", "java-sdk-1")).build();
    PaymentCreateRequest request = payment("APRO");
    PaymentClient payments = new PaymentClient();
    Payment first = payments.create(request, options);
    Payment second = payments.create(request, options);
    assertThat(second.getId()).isEqualTo(first.getId());
    assertThat(first.getResponse().getStatusCode()).isEqualTo(201);
    assertThat(second.getResponse().getStatusCode()).isEqualTo(200);
  }

  @Test
  void a_preference_and_its_merchant_order_are_made() throws MPException, MPApiException {
    PreferenceClient preferences = new PreferenceClient();
    Preference preference =
        preferences.create(
            PreferenceRequest.builder()
                .items(
                    List.of(
                        PreferenceItemRequest.builder()
                            .title("Café")
                            .quantity(2)
                            .unitPrice(AMOUNT)
                            .build()))
                .backUrls(
                    PreferenceBackUrlsRequest.builder().success("https://shop.example/ok").build())
                .autoReturn("approved")
                .build());
    assertThat(preference.getInitPoint())
        .startsWith(sandbox.baseUrl())
        .endsWith(preference.getId());
    assertThat(preferences.get(preference.getId()).getItems().getFirst().getTitle())
        .isEqualTo("Café");
    var order =
        new MerchantOrderClient()
            .create(MerchantOrderCreateRequest.builder().preferenceId(preference.getId()).build());
    assertThat(order.getTotalAmount()).isEqualByComparingTo("201");
    assertThat(new MerchantOrderClient().get(order.getId()).getOrderStatus())
        .isEqualTo("payment_required");
  }

  private static OrderCreateRequest order(String holder) {
    OrderPaymentMethodRequest card =
        OrderPaymentMethodRequest.builder()
            .id("master")
            .type("credit_card")
            .token(till.token(holder))
            .installments(1)
            .build();
    return OrderCreateRequest.builder()
        .type("online")
        .processingMode("automatic")
        .totalAmount("100.50")
        .externalReference("java-sdk")
        .payer(OrderPayerRequest.builder().email("test_user_9@testuser.com").build())
        .transactions(
            OrderTransactionRequest.builder()
                .payments(
                    List.of(
                        OrderPaymentRequest.builder().amount("100.50").paymentMethod(card).build()))
                .build())
        .build();
  }

  @Test
  void an_order_is_paid_and_given_back_in_part() throws MPException, MPApiException {
    OrderClient orders = new OrderClient();
    Order paid = orders.create(order("APRO"));
    assertThat(paid.getStatus()).isEqualTo("processed");
    String transaction = paid.getTransactions().getPayments().getFirst().getId();
    Order part =
        orders.refund(
            paid.getId(),
            OrderRefundRequest.builder()
                .transactions(
                    List.of(
                        OrderRefundPaymentRequest.builder()
                            .id(transaction)
                            .amount("25.00")
                            .build()))
                .build());
    assertThat(part.getStatusDetail()).isEqualTo("partially_refunded");
    assertThat(orders.refund(paid.getId()).getStatus()).isEqualTo("refunded");
    assertThat(orders.get(paid.getId()).getTransactions().getRefunds()).hasSize(2);
  }

  @Test
  void a_refused_order_is_an_api_exception_with_402() {
    MPApiException refused =
        catchThrowableOfType(MPApiException.class, () -> new OrderClient().create(order("OTHE")));
    assertThat(refused.getStatusCode()).isEqualTo(402);
    assertThat(refused.getApiResponse().getContent()).contains("rejected_by_issuer", "\"data\"");
  }

  @Test
  void a_customer_saves_a_card_and_pays_with_it() throws MPException, MPApiException {
    CustomerClient customers = new CustomerClient();
    Customer customer =
        customers.create(
            CustomerRequest.builder()
                .email("test_user_java@testuser.com")
                .firstName("Ana")
                .build());
    CustomerCard card =
        new CustomerCardClient()
            .create(
                customer.getId(),
                CustomerCardCreateRequest.builder().token(till.token("APRO")).build());
    String token =
        new CardTokenClient()
            .create(
                CardTokenRequest.builder()
                    .customerId(customer.getId())
                    .cardId(card.getId())
                    .securityCode("123")
                    .build())
            .getId();
    Payment paid =
        new PaymentClient()
            .create(
                PaymentCreateRequest.builder()
                    .transactionAmount(AMOUNT)
                    .token(token)
                    .installments(1)
                    .paymentMethodId("master")
                    .payer(
                        PaymentPayerRequest.builder().type("customer").id(customer.getId()).build())
                    .build());
    assertThat(paid.getStatus()).isEqualTo("approved");
    assertThat(paid.getCard().getId()).isEqualTo(card.getId());
    assertThat(customers.delete(customer.getId()).getId()).isEqualTo(customer.getId());
  }

  @Test
  void a_subscription_is_made_and_cancelled() throws MPException, MPApiException {
    PreapprovalClient subscriptions = new PreapprovalClient();
    Preapproval made =
        subscriptions.create(
            PreapprovalCreateRequest.builder()
                .payerEmail("test_user_9@testuser.com")
                .backUrl("https://shop.example/club")
                .reason("Club")
                .status("pending")
                .autoRecurring(
                    PreApprovalAutoRecurringCreateRequest.builder()
                        .currencyId("BRL")
                        .transactionAmount(AMOUNT)
                        .frequency(1)
                        .frequencyType("months")
                        .build())
                .build());
    assertThat(made.getStatus()).isEqualTo("pending");
    assertThat(
            subscriptions
                .update(
                    made.getId(), PreapprovalUpdateRequest.builder().status("cancelled").build())
                .getStatus())
        .isEqualTo("cancelled");
    MPSearchRequest ofIt =
        MPSearchRequest.builder()
            .limit(10)
            .offset(0)
            .filters(Map.of("preapproval_id", made.getId()))
            .build();
    assertThat(new InvoiceClient().search(ofIt).getResults()).isEmpty();
  }

  @Test
  void a_wrong_code_is_refused() {
    MPApiException refused =
        catchThrowableOfType(
            MPApiException.class,
            () ->
                new OauthClient()
                    .createCredential(
                        "TG-000000000000000000000000-1", "https://shop.example/back"));
    assertThat(refused.getStatusCode()).isEqualTo(400);
  }
}
