// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import com.mercadopago.client.payment.PaymentAdditionalInfoRequest;
import com.mercadopago.client.payment.PaymentClient;
import com.mercadopago.client.payment.PaymentCreateRequest;
import com.mercadopago.client.payment.PaymentItemRequest;
import com.mercadopago.client.payment.PaymentPayerRequest;
import com.mercadopago.client.preference.PreferenceBackUrlsRequest;
import com.mercadopago.client.preference.PreferenceClient;
import com.mercadopago.client.preference.PreferenceItemRequest;
import com.mercadopago.client.preference.PreferencePayerRequest;
import com.mercadopago.client.preference.PreferenceRequest;
import com.mercadopago.core.MPRequestOptions;
import com.mercadopago.exceptions.MPApiException;
import com.mercadopago.exceptions.MPException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// A small shop on the official Java SDK whose code gets better with each level; the same levels as
/// `src/test/npm/shop.mjs`.
///
/// @param level 0 calls the API by hand; each next one adds what the step of that number says
record SampleShop(Till till, int level) {
  private static final BigDecimal PRICE = new BigDecimal("50.25");

  private boolean since(int step) {
    return level >= step;
  }

  String preference() throws MPException, MPApiException {
    if (!since(1)) {
      return Till.id(
          till.shop()
              .post(
                  "/checkout/preferences",
                  "{\"items\":[{\"title\":\"Café\",\"quantity\":2,\"unit_price\":50.25}]}"));
    }
    var item = PreferenceItemRequest.builder().title("Café").quantity(2).unitPrice(PRICE);
    if (since(5)) {
      item.id("CAF-250").description("Café moído, 250 g").categoryId("home");
    }
    var request = PreferenceRequest.builder().items(List.of(item.build()));
    if (since(2)) {
      request.externalReference("pedido-1");
    }
    if (since(3)) {
      request.notificationUrl("https://loja.example/mp");
    }
    if (since(4)) {
      request.payer(
          PreferencePayerRequest.builder()
              .email("ana@example.com")
              .name("Ana")
              .surname("Souza")
              .build());
    }
    if (since(6)) {
      request.statementDescriptor("LOJA");
    }
    if (since(7)) {
      request.backUrls(
          PreferenceBackUrlsRequest.builder()
              .success("https://loja.example/ok")
              .pending("https://loja.example/espera")
              .failure("https://loja.example/erro")
              .build());
    }
    return new PreferenceClient().create(request.build()).getId();
  }

  String payment() throws MPException, MPApiException {
    if (!since(1)) {
      return Till.id(
          till.pay(
              """
              {"transaction_amount":100.50,"token":"%s","installments":1,"payment_method_id":"master",
               "payer":{"email":"test_user_9@testuser.com"},
               "additional_info":{"items":[{"title":"Café","quantity":2,"unit_price":50.25}]}}
              """
                  .formatted(till.token("APRO"))));
    }
    var item = PaymentItemRequest.builder().title("Café").quantity(2).unitPrice(PRICE);
    if (since(5)) {
      item.id("CAF-250").description("Café moído, 250 g").categoryId("home");
    }
    var payer = PaymentPayerRequest.builder().email("test_user_9@testuser.com");
    if (since(4)) {
      payer.firstName("Ana").lastName("Souza");
    }
    var request =
        PaymentCreateRequest.builder()
            .transactionAmount(new BigDecimal("100.50"))
            .token(till.token("APRO"))
            .installments(1)
            .paymentMethodId("master")
            .additionalInfo(
                PaymentAdditionalInfoRequest.builder().items(List.of(item.build())).build())
            .payer(payer.build());
    if (since(2)) {
      request.externalReference("pedido-1");
    }
    if (since(3)) {
      request.notificationUrl("https://loja.example/mp");
    }
    if (since(6)) {
      request.statementDescriptor("LOJA");
    }
    if (since(7)) {
      request.issuerId("24");
    }
    MPRequestOptions options =
        since(8)
            ? MPRequestOptions.builder()
                .customHeaders(Map.of("X-meli-session-id", "armor.0000"))
                .build()
            : MPRequestOptions.builder().build();
    return new PaymentClient().create(request.build(), options).getId().toString();
  }
}
