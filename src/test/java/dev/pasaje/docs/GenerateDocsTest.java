// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Catalog;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.render.CheckPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateDocsTest {
  @Test
  void docs_checks_is_what_the_catalogue_says() throws IOException {
    var written = GenerateDocs.read(GenerateDocs.CHECKS);
    var wanted = CheckPages.all(Readiness.catalog());
    var pages = new TreeSet<>(written.keySet());
    pages.addAll(wanted.keySet());

    assertThat(pages)
        .isNotEmpty()
        .filteredOn(page -> !Objects.equals(written.get(page), wanted.get(page)))
        .as("pages to write anew: run `make docs` and commit docs/checks")
        .isEmpty();
  }

  @Test
  void a_page_of_a_check_that_is_no_more_is_removed(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("en"));
    Files.writeString(folder.resolve("en/forgotten.md"), "old");

    GenerateDocs.write(new Catalog(List.of(Readiness.catalog().all().getFirst())), folder);

    assertThat(GenerateDocs.read(folder).keySet())
        .hasSize(6)
        .contains("es/README.md", "pt/README.md", "en/README.md")
        .doesNotContain("en/forgotten.md");
  }
}
