package io.hairspring.exposition.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of cells, written in columns that are as wide as they need to be. Not thread-safe. */
public final class TextTable {
  private static final double MICROSECOND = 1e3;
  private static final double MILLISECOND = 1e6;
  private static final double SECOND = 1e9;

  private final int firstFigure;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * Creates a table.
   *
   * @param firstFigure the column from which on they are aligned to the right
   * @param head what stands above the columns
   */
  public TextTable(int firstFigure, String... head) {
    this.firstFigure = firstFigure;
    rows.add(head);
  }

  /** Adds a row of as many cells as the head has; what others gave goes through {@link #cell}. */
  public void add(String... row) {
    rows.add(row);
  }

  /** Writes the head and the rows. */
  public void write(Utf8Buffer out) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], CellText.columns(row[i]));
      }
    }
    for (String[] row : rows) {
      write(out, row, widths);
    }
  }

  private void write(Utf8Buffer out, String[] row, int[] widths) {
    for (int i = 0; i < row.length; i++) {
      int missing = widths[i] - CellText.columns(row[i]);
      if (i > 0) {
        out.ascii("  ");
      }
      if (i >= firstFigure) {
        out.ascii(" ".repeat(missing)).utf8(row[i]);
      } else {
        out.utf8(row[i]).ascii(" ".repeat(missing));
      }
    }
    out.ascii('\n');
  }

  /** Returns a text as it stands in a cell: at most 64 columns, and nothing that steers. */
  public static String cell(String text) {
    return CellText.of(text);
  }

  /** Returns three significant digits and a unit, such as {@code 12.3 ms}; {@code -} for NaN. */
  public static String time(double nanos) {
    if (Double.isNaN(nanos)) {
      return "-";
    }
    if (nanos < MICROSECOND) {
      return digits(nanos) + " ns";
    }
    if (nanos < MILLISECOND) {
      return digits(nanos / MICROSECOND) + " µs";
    }
    if (nanos < SECOND) {
      return digits(nanos / MILLISECOND) + " ms";
    }
    return digits(nanos / SECOND) + " s";
  }

  /** Returns all digits of a value; {@code -} for NaN. */
  static String number(double value) {
    return Double.isNaN(value)
        ? "-"
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String digits(double value) {
    String pattern = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
