// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.weather;

/// A way in which a delivery's own content is damaged; each was seen in the field.
public enum Mangling {
  NOTHING,
  WITHOUT_REQUEST_ID,
  WITHOUT_SIGNATURE,
  WITHOUT_DATA_ID_IN_QUERY,
  WITHOUT_DATA_IN_BODY,
  UPPER_CASE_ID,
  MALFORMED_DATE,
  NUMBERS_AS_STRINGS
}
