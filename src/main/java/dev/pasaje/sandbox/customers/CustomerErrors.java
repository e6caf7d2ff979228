// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.customers;

import dev.pasaje.sandbox.http.ApiError;
import java.util.List;

/// Refusals of the customers service; codes and texts of devsite-docs
/// `reference/api-json/customers.json`.
enum CustomerErrors {
  EXISTS(101, "the customer already exist"),
  NOT_AN_OBJECT(103, "parameter must be an object"),
  TOO_LONG(104, "parameter length is too large"),
  EMAIL(106, "the email format is invalid"),
  FIRST_NAME(107, "the first_name is invalid"),
  LAST_NAME(108, "the last_name is invalid"),
  AREA_CODE(109, "the phone.area_code is invalid"),
  PHONE_NUMBER(110, "the phone.number is invalid"),
  DOCUMENT_TYPE(111, "the identification.type is invalid"),
  DOCUMENT_NUMBER(112, "the identification.number is invalid"),
  ZIP_CODE(113, "the address.zip_code is invalid"),
  STREET_NAME(114, "the address.street_name is invalid"),
  DATE_REGISTERED(115, "the date_registered format is invalid"),
  DESCRIPTION(116, "the description is invalid"),
  METADATA(117, "the metadata is invalid"),
  BODY(118, "the body must be a Json Object"),
  CARD_REQUIRED(119, "the card is required"),
  CARD_DATA(122, "the card data is invalid"),
  PARAMETERS(125, "invalid parameters"),
  EMAIL_FIXED(126, "invalid parameter. You cannot update the email");

  private final int code;
  private final String text;

  CustomerErrors(int code, String text) {
    this.code = code;
    this.text = text;
  }

  ApiError refusal() {
    return ApiError.service(
        400,
        "bad_request",
        "invalid parameters",
        List.of(new ApiError.Cause(Integer.toString(code), text)));
  }

  static ApiError customerNotFound() {
    return ApiError.service(404, "not_found", "customer not found", List.of());
  }

  static ApiError cardNotFound() {
    return ApiError.service(
        404, "not_found", "card not found", List.of(new ApiError.Cause("120", "card not found")));
  }

  static ApiError addressNotFound() {
    return ApiError.service(404, "not_found", "address not found", List.of());
  }
}
