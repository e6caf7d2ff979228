// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.integration.Product;
import dev.pasaje.quality.QualityChecks;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChecklistTest {
  @Test
  void every_rule_of_every_product_is_listed_in_every_format() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("docs/schemas/quality-checklist.schema.json")),
                InputFormat.JSON);
    for (Product product : Product.values()) {
      String json = Checklist.json(product, Language.ES);
      String text = Checklist.text(product, Style.plain(Language.ES));
      String markdown = Checklist.markdown(product, Language.ES);

      assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
      for (QualityChecks.Weighted rule : QualityChecks.of(product)) {
        assertThat(json).contains("\"" + rule.info().id() + "\"");
        assertThat(text).contains(rule.info().id());
        assertThat(markdown).contains("`" + rule.info().id() + "`");
      }
    }
  }

  @Test
  void lists_and_pages_keep_to_their_columns() {
    for (Language language : Language.values()) {
      for (int width : new int[] {40, 80}) {
        Style style = new Style(language, width, false, false);
        for (Product product : Product.values()) {
          assertThat(Checklist.text(product, style).lines())
              .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        }
        for (CheckInfo check : Readiness.catalog().all()) {
          assertThat(CheckPages.text(check, style).lines())
              .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        }
      }
    }
  }

  @Test
  void the_page_of_a_check_says_what_it_weighs_and_whose_weights_these_are() {
    assertThat(CheckPages.text(Samples.check("device-id"), Style.plain(Language.EN)))
        .startsWith("The buyer's device is identified\n")
        .contains("Checkout Bricks: required, 8 points", "Pasaje's own, not Mercado Pago's");
  }
}
