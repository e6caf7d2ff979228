// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.OrderBooks;
import dev.pasaje.secret.Secret;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BooksTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path directory;

  private Books.Reading csv(String content) throws IOException {
    Path file = directory.resolve("orders.csv");
    Files.writeString(file, content);
    return Books.read(new OrderBooks.Csv(file), LIMIT);
  }

  private static List<String> lines(Books.Reading reading) {
    return reading.lines().stream()
        .map(line -> line.reference() + " " + line.total().toString())
        .toList();
  }

  private static List<String> told(Books.Reading reading) {
    return reading.problems().stream().map(problem -> problem.in(Language.EN)).toList();
  }

  @Test
  void a_file_is_read_whatever_the_order_of_its_columns() throws IOException {
    assertThat(
            lines(
                csv("\uFEFFTotal,note,Reference,CURRENCY\n100.5,\"a, b\",A-1,ARS\n\n0,,A-2,BRL\n")))
        .containsExactly("A-1 ARS 100.5", "A-2 BRL 0");
  }

  @Test
  void semicolons_part_columns_where_the_header_has_them() throws IOException {
    assertThat(lines(csv("reference;total;currency\nA-1;100;ARS\n")))
        .containsExactly("A-1 ARS 100");
  }

  @Test
  void each_bad_line_is_told_and_the_others_are_kept() throws IOException {
    Books.Reading reading =
        csv(
            """
            reference,total,currency
            A-1,100,ARS
            ,100,ARS
            A-2,"1.500,50",ARS
            A-3,-1,ARS
            A-4,1e999999999,ARS
            A-5,100,pesos
            A-6,100
            A-7,100,ARS,more
            A-1,100.00,ARS
            A-1,200,ARS
            A-8,8,ARS
            """);

    assertThat(lines(reading)).containsExactly("A-1 ARS 100", "A-8 ARS 8");
    assertThat(told(reading))
        .hasSize(8)
        .allSatisfy(line -> assertThat(line).hasLineCount(1))
        .contains(
            "orders.csv:4: \"1.500,50\" is no amount; write digits with a point, such as 1500.50. Left out.")
        .contains(
            "orders.csv:11: order A-1 was there before with another total. The first one counts.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b,c\n", "reference,total\nA,1\n"})
  void a_file_without_the_columns_is_refused(String content) {
    assertThatThrownBy(() -> csv(content))
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("needed are reference, total and currency");
  }

  @Test
  void a_file_that_is_not_there_is_one_clear_line() {
    OrderBooks.Csv missing = new OrderBooks.Csv(directory.resolve("no.csv"));

    assertThatThrownBy(() -> Books.read(missing, LIMIT))
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("there is no such file");
  }

  private OrderBooks.Jdbc jdbc(String query) throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("shop.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists sale (name text, due numeric, money text)");
      statement.execute("delete from sale");
      statement.execute("insert into sale values ('A-1', 100.5, 'ARS'), ('A-2', null, 'ARS')");
    }
    return new OrderBooks.Jdbc(Secret.of(url), Optional.empty(), Optional.empty(), query);
  }

  @Test
  void a_database_is_asked_with_the_merchants_own_query() throws SQLException {
    Books.Reading reading =
        Books.read(
            jdbc("select name as reference, due as total, money as currency from sale"), LIMIT);

    assertThat(lines(reading)).containsExactly("A-1 ARS 100.5");
    assertThat(told(reading)).hasSize(1);
    assertThat(told(reading).getFirst()).startsWith("jdbc:2:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"select name from sale", "select nonsense", "insert"})
  void a_query_that_gives_nothing_usable_is_refused(String query) {
    assertThatThrownBy(() -> Books.read(jdbc(query), LIMIT)).isInstanceOf(PasajeException.class);
  }

  @Test
  void the_address_of_a_database_is_never_told() {
    OrderBooks.Jdbc secret =
        new OrderBooks.Jdbc(
            Secret.of("jdbc:nonsense://marked-user:marked-password@db/x"),
            Optional.empty(),
            Optional.of(Secret.of("marked-password")),
            "select 1");

    assertThatThrownBy(() -> Books.read(secret, LIMIT))
        .isInstanceOf(PasajeException.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("marked"));
  }

  private interface Use {
    void with(URI shop, List<String> asked) throws IOException;
  }

  private static void shop(int status, String pages, List<String> bodies, Use use)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> asked = new ArrayList<>();
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(exchange.getRequestURI().toString());
            String body = bodies.get(Math.min(asked.size(), bodies.size()) - 1);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-WP-TotalPages", pages);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    try {
      use.with(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/es/"), asked);
    } finally {
      server.stop(0);
    }
  }

  private static Books.Reading woocommerce(URI shop) {
    return Books.read(new OrderBooks.WooCommerce(shop, "ck_1", Secret.of("cs_marked")), LIMIT);
  }

  @Test
  void a_shop_is_read_page_by_page() throws IOException {
    List<String> bodies =
        List.of(
            """
            [{"id":1,"number":"W-1","total":"100.50","currency":"ARS","status":"pending"},
             {"id":2,"total":"20.00","currency":"ARS"},
             {"id":3,"total":"0","currency":"ARS","status":"checkout-draft"}]
            """,
            "[{\"id\":4,\"number\":\"4\",\"total\":\"\",\"currency\":\"ARS\"}]");
    shop(
        200,
        "2",
        bodies,
        (url, asked) -> {
          Books.Reading reading = woocommerce(url);

          assertThat(lines(reading)).containsExactly("W-1 ARS 100.50", "2 ARS 20.00");
          assertThat(told(reading)).hasSize(1);
          assertThat(asked).hasSize(2);
          assertThat(asked.getLast())
              .startsWith("/es/wp-json/wc/v3/orders?per_page=100&page=2")
              .contains("consumer_key=ck_1", "consumer_secret=cs_marked");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|1|{}",
        "301|1|[]",
        "200|1|<html>",
        "200|1|{\"code\":\"x\"}",
        "200|many|[]",
        "200|99999|[{}]"
      })
  void a_shop_that_answers_otherwise_is_one_clear_line(int status, String pages, String body)
      throws IOException {
    shop(
        status,
        pages,
        List.of(body),
        (url, _) ->
            assertThatThrownBy(() -> woocommerce(url))
                .isInstanceOf(PasajeException.class)
                .satisfies(thrown -> {
                  assertThat(thrown.getMessage()).hasLineCount(1).doesNotContain("marked");
                }));
  }
}
