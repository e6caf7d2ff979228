// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.text.Language;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JUnitReportTest {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    URL file = Objects.requireNonNull(JUnitReportTest.class.getResource("schemas/JUnit.xsd"));
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(file);
    } catch (SAXException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void validate(String xml) throws SAXException, IOException {
    SCHEMA.newValidator().validate(new StreamSource(new StringReader(xml)));
  }

  private static Document parse(String xml)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void a_report_looks_as_it_was_last_reviewed() throws IOException {
    assertThat(
            new JUnitReport(Samples.words(Language.EN), Samples.AT)
                .document(Samples.waivedReadiness()))
        .isEqualTo(Samples.golden("junit-en.xml"));
  }

  @Test
  void any_report_follows_the_schema_and_is_the_same_bytes_twice() {
    for (long seed = 0; seed < 15; seed++) {
      for (Language language : Language.values()) {
        String readiness = JUnitReport.of(new RandomReports(seed).readiness(), language);
        String quality =
            JUnitReport.of(
                List.of(new RandomReports(seed).quality(), new RandomReports(-seed).quality()),
                Samples.AT,
                language);

        for (String xml : List.of(readiness, quality)) {
          assertThatCode(() -> validate(xml)).as("seed %s", seed).doesNotThrowAnyException();
          assertThat(xml).doesNotContain("0123456789abcdef", "\u001b", "\u202e", "<script", "]]>");
        }
        assertThat(JUnitReport.of(new RandomReports(seed).readiness(), language))
            .isEqualTo(readiness);
      }
    }
  }

  @Test
  void every_check_is_a_case_and_the_counts_are_those_of_the_cases() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      var report = new RandomReports(seed).readiness();
      Document document = parse(JUnitReport.of(report, Language.EN));
      NodeList suites = document.getElementsByTagName("testsuite");

      assertThat(document.getElementsByTagName("testcase").getLength())
          .isEqualTo(Row.of(report).size());
      for (int i = 0; i < suites.getLength(); i++) {
        Element suite = (Element) suites.item(i);
        assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
        assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
        assertThat(suite.getAttribute("errors")).isEqualTo(count(suite, "error"));
        assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
      }
    }
  }

  private static String count(Element suite, String name) {
    return Integer.toString(suite.getElementsByTagName(name).getLength());
  }

  @Test
  void something_mandatory_that_is_unknown_is_an_error_and_the_rest_is_skipped() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      var report = new RandomReports(seed).readiness();
      Document document = parse(JUnitReport.of(report, Language.PT));
      List<Row> rows = Row.of(report);
      NodeList cases = document.getElementsByTagName("testcase");

      for (int i = 0; i < rows.size(); i++) {
        var finding = rows.get(i).finding();
        Element one = (Element) cases.item(i);
        String expected =
            finding.passed()
                ? ""
                : finding.waived() && (finding.failed() || finding.unknown())
                    ? "skipped"
                    : finding.failed()
                        ? "failure"
                        : finding.unknown() && finding.info().severity().mandatory()
                            ? "error"
                            : "skipped";
        NodeList children = one.getElementsByTagName("*");
        assertThat(children.getLength() == 0 ? "" : children.item(0).getNodeName())
            .as("seed %s, %s", seed, finding)
            .isEqualTo(expected);
        if (expected.equals("skipped")) {
          assertThat(((Element) children.item(0)).getAttribute("message")).isNotBlank();
        }
      }
    }
  }

  @Test
  void the_schema_refuses_a_case_with_two_ends() {
    String xml = JUnitReport.of(Samples.waivedReadiness(), Language.EN);

    assertThatThrownBy(() -> validate(xml.replaceFirst("<skipped", "<skipped/><skipped")))
        .isInstanceOf(SAXException.class);
  }
}
