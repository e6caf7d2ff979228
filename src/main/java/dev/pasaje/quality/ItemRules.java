// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static dev.pasaje.check.Aspect.BUYER_EXPERIENCE;
import static dev.pasaje.check.Aspect.PAYMENT_APPROVAL;
import static dev.pasaje.check.Aspect.RECONCILIATION;
import static dev.pasaje.quality.Rows.BROAD;
import static dev.pasaje.quality.Rows.DIRECT;
import static dev.pasaje.quality.Rows.ONLINE;
import static dev.pasaje.quality.Rows.ours;
import static dev.pasaje.quality.Rows.scored;

import java.math.BigDecimal;
import java.util.List;

/// Rows of the rules table about what is sold and where it goes.
final class ItemRules {
  static final List<QualityRule> ROWS =
      List.of(
          ours("industry-electronics-warranty", PAYMENT_APPROVAL, DIRECT, Industry.warranty()),
          ours("industry-hospitality", PAYMENT_APPROVAL, BROAD, Industry.hospitality()),
          ours("industry-pickup", PAYMENT_APPROVAL, DIRECT, new Delivered(true)),
          ours("industry-tickets", PAYMENT_APPROVAL, BROAD, Industry.tickets()),
          ours("industry-tourism", PAYMENT_APPROVAL, BROAD, Industry.tourism()),
          scored(
              "item-category-id",
              "item_category_id",
              PAYMENT_APPROVAL,
              EveryItem.where(
                  "category_id",
                  "",
                  (item, options) ->
                      item.text("category_id")
                          .filter(c -> !options.listedCategoriesOnly() || Categories.listed(c))
                          .isPresent())),
          ours("item-category-specific", PAYMENT_APPROVAL, ONLINE, new Categories()),
          scored(
              "item-description",
              "item_description",
              PAYMENT_APPROVAL,
              EveryItem.has("description")),
          // Orders call the merchant's id of an item `external_code` (A5).,
          scored(
              "item-id",
              "item_id",
              PAYMENT_APPROVAL,
              EveryItem.where(
                  "id",
                  "",
                  (item, _) -> item.text("id").or(() -> item.text("external_code")).isPresent())),
          scored(
                  "item-quantity",
                  "item_quantity",
                  BUYER_EXPERIENCE,
                  EveryItem.where(
                      "quantity",
                      "≥ 1",
                      (item, _) -> Rows.atLeast(item, "quantity", BigDecimal.ONE)))
              .directly(PAYMENT_APPROVAL, null),
          scored("item-title", "item_title", PAYMENT_APPROVAL, EveryItem.has("title")),
          scored(
                  "item-unit-price",
                  "item_unit_price",
                  BUYER_EXPERIENCE,
                  EveryItem.where(
                      "unit_price",
                      "> 0",
                      (item, _) ->
                          item.decimal("unit_price").filter(p -> p.signum() > 0).isPresent()))
              .directly(PAYMENT_APPROVAL, null),
          ours("items-total-consistent", RECONCILIATION, BROAD, new ItemsTotal()),
          ours("shipments-receiver", PAYMENT_APPROVAL, BROAD, new Delivered(false)));

  private ItemRules() {}
}
