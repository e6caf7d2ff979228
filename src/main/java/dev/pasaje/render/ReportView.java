// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pasaje.reports.view.ViewTable;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What reports tell, for people and their spreadsheets. No cell is a formula.
public final class ReportView {
  private ReportView() {}

  static List<String> titles(ViewTable table, Texts texts) {
    return table.view().columns().stream()
        .map(column -> texts.get("view.column." + column))
        .toList();
  }

  /// Words of Pasaje's own are translated; what came from outside stays.
  static String cell(String column, String value, Texts texts) {
    return switch (column) {
      case "class", "state", "kind" -> texts.find("view.word." + value).orElse(Clean.of(value));
      default -> Clean.of(value);
    };
  }

  static List<List<String>> cells(ViewTable table, Texts texts) {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : table.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(cell(table.view().columns().get(i), row.get(i), texts));
      }
      rows.add(cells);
    }
    return rows;
  }

  /// And which reports it would come from.
  static String nothing(ViewTable table, Texts texts) {
    String from =
        switch (table.view()) {
          case BALANCE, MOVEMENTS, PAYOUTS -> " " + texts.get("view.from.release");
          case LIQUIDITY -> " " + texts.get("view.from.settlement");
          case FEES, ORDERS, ACTIVITIES, REJECTED -> "";
        };
    return texts.get("view.nothing") + from;
  }

  public static String text(ViewTable table, Style style) {
    Texts texts = Texts.of("reports", style.language());
    Sheet sheet = new Sheet(style);
    sheet.say(0, "", texts.get("view." + table.view().id()), Sheet.Ink.STRONG);
    if (table.rows().isEmpty()) {
      sheet.say(2, "", nothing(table, texts), Sheet.Ink.PLAIN);
      return sheet.toString();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(titles(table, texts));
    rows.addAll(cells(table, texts));
    if (!Table.fits(rows, sheet)) {
      List<String> titles = rows.getFirst();
      for (List<String> row : rows.subList(1, rows.size())) {
        StringBuilder words = new StringBuilder();
        for (int i = 1; i < row.size(); i++) {
          if (!row.get(i).isEmpty()) {
            words.append(words.isEmpty() ? "" : " · ");
            words.append(titles.get(i)).append(' ').append(row.get(i));
          }
        }
        sheet.say(0, row.getFirst() + "  ", Sheet.Ink.STRONG, words.toString(), Sheet.Ink.PLAIN);
      }
    }
    if (table.left() > 0) {
      sheet.say(
          0,
          "",
          texts.get("view.left", Map.of("count", Long.toString(table.left()))),
          Sheet.Ink.SOFT);
    }
    return sheet.toString();
  }

  /// Amounts are text, so that no reader rounds them.
  public static String json(ViewTable table) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("schemaVersion", JsonReport.SCHEMA_VERSION);
    document.put("view", table.view().id());
    document.put("left", table.left());
    ArrayNode rows = document.putArray("rows");
    for (List<String> row : table.rows()) {
      ObjectNode node = rows.addObject();
      for (int i = 0; i < row.size(); i++) {
        node.put(table.view().columns().get(i), Clean.of(row.get(i)));
      }
    }
    return JsonReport.pretty(document);
  }

  public static String csv(ViewTable table) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(table.view().columns());
      for (List<String> row : table.rows()) {
        writer.writeRecord(row.stream().map(ReportView::harmless).toList());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return text.toString();
  }

  /// A negative amount begins like a formula and is none.
  private static String harmless(String cell) {
    return isAmount(cell) ? cell : CsvReport.harmless(cell);
  }

  private static boolean isAmount(String cell) {
    return cell.matches("-?\\d{1,16}\\.\\d{2}");
  }

  private enum Kind {
    AMOUNT,
    COUNT,
    TEXT
  }

  /// By its column: a reference may look like an amount and is none.
  private static Kind kind(String column, String cell) {
    return switch (column) {
      case "in",
          "out",
          "balance",
          "gross",
          "fees",
          "taxes",
          "net",
          "amount",
          "total",
          "paid",
          "returned",
          "free" ->
          isAmount(cell) ? Kind.AMOUNT : Kind.TEXT;
      case "payments", "operations" -> cell.matches("\\d{1,15}") ? Kind.COUNT : Kind.TEXT;
      default -> Kind.TEXT;
    };
  }

  /// Amounts and counts are numbers, everything else text.
  public static byte[] xlsx(ViewTable table, Language language) {
    Texts texts = Texts.of("reports", language);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "Pasaje", "1.0")) {
      Worksheet sheet = book.newWorksheet(table.view().id());
      List<String> titles = titles(table, texts);
      sheet.freezePane(0, 1);
      for (int i = 0; i < titles.size(); i++) {
        sheet.value(0, i, titles.get(i));
        sheet.style(0, i).bold().set();
      }
      List<List<String>> rows = cells(table, texts);
      for (int r = 0; r < rows.size(); r++) {
        for (int i = 0; i < titles.size(); i++) {
          String cell = rows.get(r).get(i);
          switch (kind(table.view().columns().get(i), cell)) {
            case AMOUNT -> {
              sheet.value(r + 1, i, new BigDecimal(cell));
              sheet.style(r + 1, i).format("#,##0.00").set();
            }
            case COUNT -> sheet.value(r + 1, i, Long.parseLong(cell));
            case TEXT -> sheet.value(r + 1, i, CsvReport.harmless(cell));
          }
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("memory", broken);
    }
    return bytes.toByteArray();
  }

  public static String html(ViewTable table, Language language) {
    return ViewPage.of(table, Texts.of("reports", language), language);
  }
}
