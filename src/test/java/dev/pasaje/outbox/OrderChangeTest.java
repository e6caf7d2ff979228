// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderChangeTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void events_fit_the_published_schema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("docs/schemas/order-event.schema.json")),
                InputFormat.JSON);

    for (long revision = 1; revision <= 2; revision++) {
      String event = Writing.change("tienda", "A/1 ñ", revision).body(NOON).toString();
      assertThat(schema.validate(event, InputFormat.JSON)).as(event).isEmpty();
      assertThat(schema.validate(event.replace("\"1500.50\"", "1500.50"), InputFormat.JSON))
          .isNotEmpty();
      assertThat(schema.validate(event.replace("\"flags\"", "\"flag\""), InputFormat.JSON))
          .isNotEmpty();
    }
  }

  @Test
  void amounts_are_exact_text_without_an_exponent() {
    OrderChange change =
        new OrderChange(
            "tienda",
            "A-1",
            1,
            "pending",
            Optional.empty(),
            "COP",
            Optional.of(new BigDecimal("1E+9")),
            new BigDecimal("0.10"),
            BigDecimal.ZERO,
            List.of());

    assertThat(change.body(NOON).toString())
        .isEqualTo(
            """
            {"type":"order.changed","timestamp":"2026-11-26T12:00:00Z","data":{\
            "integration":"tienda","reference":"A-1","revision":1,"state":"pending",\
            "previousState":null,"currency":"COP","total":"1000000000","paid":"0.10",\
            "refunded":"0","flags":[]}}\
            """);
  }
}
