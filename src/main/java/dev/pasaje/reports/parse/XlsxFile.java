// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.ReportRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/// Reads an XLSX report: the first sheet with known headings, whatever its name; titles may stand
/// above them.
final class XlsxFile {
  private static final int TITLE_ROWS = 10;
  private static final int PROGRESS_EVERY = 4096;

  private final Path file;
  private final String name;
  private final Fingerprint print;
  private final RowSink sink;

  XlsxFile(Path file, String name, Fingerprint print, RowSink sink) {
    this.file = file;
    this.name = name;
    this.print = print;
    this.sink = sink;
  }

  Parsed read() throws IOException {
    XlsxGuard.check(file, name);
    Diary diary = new Diary(sink);
    try (ReadableWorkbook book =
        new ReadableWorkbook(file.toFile(), new ReadingOptions(false, true))) {
      List<Sheet> sheets = book.getSheets().toList();
      Refused refused = new Refused("no-report", name);
      for (Sheet sheet : sheets) {
        try {
          Heading heading = sheet(sheet, diary);
          return diary.close(
              name, print.sha256(), heading, new Parsed.Layout("xlsx", "", "", heading.language()));
        } catch (Refused other) {
          if (diary.rowsSoFar() > 0) {
            throw other;
          }
          refused = other.code().endsWith("no-report") ? refused : other;
        }
      }
      throw refused;
    } catch (Refused told) {
      throw told;
    } catch (IOException | RuntimeException broken) {
      // Its reader has no one exception for what is no spreadsheet.
      throw new Refused(
          "unreadable", name, Map.of("why", broken.getClass().getSimpleName()), broken);
    }
  }

  private Heading sheet(Sheet sheet, Diary diary) throws IOException {
    Heading heading = null;
    RowReader reader = null;
    try (Stream<Row> rows = sheet.openStream()) {
      Iterator<Row> each = rows.iterator();
      int seen = 0;
      while (each.hasNext()) {
        Row row = each.next();
        if (heading == null || reader == null) {
          RawRow raw = raw(row, 0);
          List<String> cells = new ArrayList<>(List.of(raw.cells()));
          if (Heading.known(cells) < 2 && ++seen <= TITLE_ROWS) {
            continue;
          }
          heading = Heading.of(name, cells);
          reader = new RowReader(heading, diary);
          sink.begin(heading.family(), print.sha256());
          continue;
        }
        RawRow raw = raw(row, heading.size());
        if (isBlank(raw)) {
          continue;
        }
        ReportRow read = reader.read(raw);
        if (read != null) {
          diary.row(read);
        }
        if (diary.rowsSoFar() % PROGRESS_EVERY == 0) {
          // Spreadsheets do not say how far they are read: half until the end is there.
          sink.progress(print.size() / 2, print.size());
        }
      }
    }
    if (heading == null) {
      throw new Refused("no-report", name);
    }
    sink.progress(print.size(), print.size());
    return heading;
  }

  private static boolean isBlank(RawRow row) {
    for (String cell : row.cells()) {
      if (!cell.isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static RawRow raw(Row row, int least) {
    String[] cells = new String[Math.max(least, row.getCellCount())];
    BitSet numbers = new BitSet();
    BitSet bad = new BitSet();
    for (int i = 0; i < cells.length; i++) {
      cells[i] = "";
      Cell cell = i < row.getCellCount() ? row.getCell(i) : null;
      if (cell == null || cell.getType() == CellType.EMPTY) {
        continue;
      }
      switch (cell.getType()) {
        case STRING -> cells[i] = String.valueOf(cell.getValue());
        case BOOLEAN -> cells[i] = String.valueOf(cell.getValue());
        case NUMBER -> {
          cells[i] = String.valueOf(cell.getRawValue());
          numbers.set(i);
        }
        case FORMULA, ERROR -> {
          cells[i] = String.valueOf(cell.getText());
          bad.set(i);
        }
        case EMPTY -> {}
      }
    }
    return new RawRow(row.getRowNum(), cells, numbers, bad);
  }
}
