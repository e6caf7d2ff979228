// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.orders;

import dev.pasaje.sandbox.http.ApiError;

/// Refusals of the Orders API; codes of devsite-docs `order/.../possible-errors` (api.md 7.5).
enum OrderErrors {
  JSON_SYNTAX_ERROR(400, "The request body is not valid JSON."),
  REQUIRED_PROPERTIES(400, "Some required properties are missing."),
  UNSUPPORTED_PROPERTIES(400, "Some properties are not supported."),
  MINIMUM_PROPERTIES(400, "The minimum number of properties was not met."),
  PROPERTY_TYPE(400, "A property has the wrong type."),
  PROPERTY_VALUE(400, "A property has an invalid value."),
  MINIMUM_ITEMS(400, "The minimum number of items was not met."),
  INVALID_PATH_PARAM(400, "The id in the path is invalid."),
  INVALID_PROPERTIES(400, "Some properties are invalid."),
  EMPTY_REQUIRED_HEADER(400, "A required header is empty."),
  ORDER_BUILDER_WITHOUT_TRANSACTIONS(400, "The order has no transactions."),
  INVALID_ORDER_MODE_FOR_OPERATION(400, "The operation is not allowed in this processing mode."),
  INVALID_ORDER_TYPE(400, "The operation is not allowed for this type of order."),
  EXCEEDED_NUMBER_OF_TRANSACTIONS(400, "The order accepts a maximum of one transaction."),
  INVALID_EMAIL_FOR_SANDBOX(400, "The e-mail must end with @testuser.com."),
  INVALID_TOTAL_AMOUNT(400, "The total amount differs from the sum of the transactions."),
  REFUND_AMOUNT_EXCEEDS(400, "The amount to refund exceeds what is left."),
  FORBIDDEN_CHECKING_TERMINAL_OWNER(403, "The terminal belongs to another account."),
  ORDER_NOT_FOUND(404, "The order was not found."),
  TRANSACTION_NOT_FOUND(404, "The transaction was not found."),
  POS_NOT_FOUND(404, "The point of sale was not found."),
  CANNOT_REFUND_ORDER(409, "The order's status does not allow a refund."),
  CANNOT_CAPTURE_ORDER(409, "The order's status does not allow a capture."),
  CANNOT_CANCEL_ORDER(409, "The order's status does not allow a cancellation."),
  ORDER_ALREADY_REFUNDED(409, "The order has already been refunded."),
  ORDER_ALREADY_CANCELED(409, "The order has already been canceled."),
  ALREADY_QUEUED_ORDER_FOR_DEVICE(409, "An order is already waiting for this device."),
  IDEMPOTENCY_KEY_ALREADY_USED(409, "The X-Idempotency-Key was already used for another request."),
  OPERATION_NOT_SUPPORTED(409, "The operation is not supported in the order's state."),
  PROCESSOR_COMMUNICATION_ERROR(409, "The processor could not be reached."),
  UNPROCESSABLE_ENTITY(422, "The order cannot be processed yet.");

  private final int status;
  private final String text;

  OrderErrors(int status, String text) {
    this.status = status;
    this.text = text;
  }

  ApiError refusal(String... details) {
    return ApiError.orders(status, name().toLowerCase(java.util.Locale.ROOT), text, details);
  }

  /// About one member, named by its JSON path.
  ApiError at(String path, String problem) {
    return refusal("'" + path + "' " + problem);
  }
}
