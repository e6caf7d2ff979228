// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Score;

/// What is configurable because public sources differ; domain/quality.md A1, A7, B5, C2.
///
/// @param threshold the least score that is good enough
/// @param deviceIdForNonCard whether the device id is asked for when no card was used; a developer
///   reports that Mercado Pago does not validate it for Pix, which nobody confirmed
/// @param listedCategoriesOnly whether `category_id` must be one of the 23 published values
public record QualityOptions(
    int threshold, boolean deviceIdForNonCard, boolean listedCategoriesOnly) {
  public static final QualityOptions STANDARD =
      new QualityOptions(Score.DEFAULT_THRESHOLD, true, false);

  public QualityOptions {
    if (threshold < 0 || threshold > 100) {
      throw new IllegalArgumentException("a threshold is from 0 to 100: " + threshold);
    }
  }

  public QualityOptions withThreshold(int points) {
    return new QualityOptions(points, deviceIdForNonCard, listedCategoriesOnly);
  }

  public QualityOptions withoutDeviceIdForNonCard() {
    return new QualityOptions(threshold, false, listedCategoriesOnly);
  }

  public QualityOptions withListedCategoriesOnly() {
    return new QualityOptions(threshold, deviceIdForNonCard, true);
  }
}
